"""What the check says of a log, and of one that was tampered with."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from authorities.log import note
from authorities.log.heads import Head, head
from authorities.log.verifying import verify
from authorities.models import Authority, JobTitle, LogEntry, LogLink, Supplier
from tests.authorities.log.entries import (
    YESTERDAY,
    chain,
    chained_again,
    emptied,
    links,
    over_days,
    past_the_triggers,
    run,
    written,
)
from tests.authorities.log.tampering import Tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_log(in_autumn):
    past_the_triggers()
    emptied()
    written(12)


def test_an_empty_log_is_verified_and_has_no_head(open_log):
    emptied()

    found = verify()
    assert (found.bad, found.entries, found.head) == (None, 0, None)


def test_entries_are_numbered_from_one_each_day_without_gaps(open_log):
    assert [number for _, number, *_ in links()] == list(range(1, 13))


def test_a_text_is_hashed_outside_the_database_as_inside_it(open_log):
    note(kind="refusal", via='“quoted” "twice" \\ \t\x07\x7f é \u2028 𝟙', about=("a", "b\n"), details={"€": "\ud800"})
    chain()

    assert verify().bad is None


def test_an_entry_that_is_rolled_back_leaves_no_number_behind(open_log):
    with transaction.atomic():
        note(kind="refusal", via="gone")
        transaction.set_rollback(True)
    note(kind="refusal", via="there")
    chain()

    assert head().number == 13
    assert verify().bad is None


def test_entries_of_one_transaction_may_be_chained_in_two_goes(open_log):
    written(3)
    written(6)

    assert head().number == 21
    assert verify().bad is None


def test_a_clock_that_was_set_back_opens_no_day_that_is_closed(open_log):
    run("UPDATE authorities_loglink SET day = '2999-12-31'")
    note(kind="refusal")
    chain()

    assert head()[:2] == ("2999-12-31", 13)


def test_the_first_bad_row_is_named_and_all_are_counted(open_log):
    [_, _, third, *_, last] = LogEntry.objects.order_by("pk")
    LogEntry.objects.filter(pk__in=(third.pk, last.pk)).update(via="edited")

    found = verify()
    assert (found.bad.entry, found.bads) == (third.pk, 2)
    assert "edited" in str(found.bad)


@pytest.mark.parametrize("way", ["reorder_entries", "reorder_links"])
def test_a_changed_order_is_told_from_an_edit(open_log, way):
    from random import Random

    _, _, entry = getattr(Tampering(Random(1)), way)()

    assert "the order was changed" in verify().bad.what
    assert verify().bad.entry == entry


def test_without_a_head_kept_outside_a_cut_tail_is_not_seen_and_with_one_it_is(open_log):
    day, number, _, hashed = links()[-1]
    cut = [row[2] for row in links()[7:]]
    for table, column in (("logentry", "id"), ("logdetail", "entry_id"), ("loglink", "entry_id")):
        run(f"DELETE FROM authorities_{table} WHERE {column} = ANY(%s)", [cut])

    assert verify().bad is None
    bad = verify(anchors=[Head(day.isoformat(), number, hashed)]).bad
    assert (bad.day, bad.number) == (day.isoformat(), 8)
    assert "cut off" in bad.what


def test_a_head_without_a_number_is_that_of_the_end_of_a_day_that_is_over(open_log):
    chained_again(over_days(3, YESTERDAY))
    *_, before_last, last = [row for row in links() if row[0] == YESTERDAY]

    assert verify(anchors=[Head(YESTERDAY.isoformat(), None, last[3])]).bad is None
    bad = verify(anchors=[Head(YESTERDAY.isoformat(), None, before_last[3])]).bad
    assert (bad.day, bad.number) == (YESTERDAY.isoformat(), last[1])


def test_a_day_that_is_not_over_goes_on_after_its_head_was_kept(in_autumn, open_log):
    LogLink.objects.update(day="2026-11-20")
    chained_again([(YESTERDAY.replace(day=20), number) for _, number in over_days(1, YESTERDAY)])
    fifth = links()[4][3]

    assert verify(anchors=[Head("2026-11-20", None, fifth)]).bad is None


def test_a_head_of_a_day_without_entries_is_missed(open_log):
    bad = verify(anchors=[Head("2026-01-01", None, "0" * 64)]).bad

    assert (bad.day, bad.number) == ("2026-01-01", 1)


def test_entries_written_without_the_triggers_are_not_in_the_chain(open_log):
    run("ALTER TABLE authorities_logentry DISABLE TRIGGER USER")
    entry = note(kind="export")

    assert verify().bad.entry == entry
    assert "not in the chain" in verify().bad.what


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Several at once, each in a transaction of its own."""

    def at_once(self, *deeds):
        errors = []

        def do(deed):
            try:
                deed()
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [Thread(target=do, args=[deed]) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        return errors

    def test_the_chain_has_no_gap_and_no_fork(self):
        def write():
            for number in range(10):
                note(kind="refusal", via=str(number))

        before = verify().entries
        assert self.at_once(write, write, write, write) == []
        found = verify()
        assert (found.bad, found.entries) == (None, before + 40)

    def test_nobody_waits_in_a_circle_for_the_chain_and_a_row(self):
        authority = Authority.objects.create(name="Any", ons_code="E08000099", dfe_code="999", kind="unitary")
        locked, tried = Barrier(2, timeout=10), Barrier(2, timeout=10)

        def child():
            with transaction.atomic():
                note(kind="refusal", via="before the row that must be checked at commit")
                locked.wait()
                JobTitle.objects.create(authority_id=authority.pk, title="Any")
                tried.wait()

        def holder():
            with transaction.atomic():
                Authority.objects.select_for_update().get(pk=authority.pk)
                Supplier.objects.create(name="Logged as well")
                locked.wait()
                tried.wait()
                run("SELECT pg_sleep(0.3)")

        assert self.at_once(child, holder) == []
        assert verify().bad is None

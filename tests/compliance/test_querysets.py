"""Lists of findings ask the database for cover; it answers as the rulebook does, whatever the leave."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.actions import assess, exempt
from compliance.cover import leave_on, nearest_day
from compliance.models import Assessment, Exemption, Finding
from compliance.queries import answer_of, leave_of
from tests.compliance.cases import clause as clause_of
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db
FIRST = date(2026, 5, 4)
DAYS = [FIRST + timedelta(days=number) for number in range(6)]
KINDS = ("exemption", "approval", "exemption approval", "approval exemption", "")
# Each example is rolled back before the next, so that one world serves all.
SLOW = {"max_examples": 200, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@contextmanager
def untouched():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def found(walsall, agreements):
    """One breach of the pay cap that goes on."""
    PlacementFactory(authority=walsall, checked=True, started_on=FIRST, rate__hourly_pay=Decimal("41.00"))
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=DAYS[-1])
    return Finding.objects.standing().breaches().get()


DAY = st.sampled_from(DAYS)
LEAVE = st.fixed_dictionaries(
    {
        "clause": st.sampled_from(["cap", "cap", "cap", "price-cap"]),
        "kind": st.sampled_from(["exemption", "approval"]),
        "days": st.tuples(DAY, DAY).map(sorted),
        "decided_on": DAY,
        "second_on": DAY | st.none(),
    }
)


def given_leave(placement, each):
    (from_on, until_on), approval = each["days"], each["kind"] == "approval"
    second_on = each["second_on"] or (each["decided_on"] if approval else None)
    return Exemption(
        placement=placement, clause=each["clause"], kind=each["kind"], from_on=from_on, until_on=until_on,
        exit_plan="Recruit.", decided_by="Ben", decided_on=each["decided_on"],
        second_by="Elin" if second_on else "", second_on=second_on,
    )  # fmt: skip


@settings(**SLOW)
@given(
    leaves=st.lists(LEAVE, max_size=8, unique_by=lambda each: (each["clause"], each["kind"], each["days"][0])),
    kinds=st.sampled_from(KINDS),
    signed_before=st.booleans(),
    ends=DAY | st.none(),
    day=DAY | st.sampled_from([FIRST - timedelta(days=3), DAYS[-1] + timedelta(days=3)]),
)
def test_the_database_and_the_rulebook_agree_on_what_covers_a_finding(found, leaves, kinds, signed_before, ends, day):
    with untouched():
        Exemption.objects.bulk_create(given_leave(found.placement, each) for each in leaves)
        # A row that was written again usually comes last: no order may be taken for granted.
        Exemption.objects.filter(decided_on=FIRST).update(exit_plan="Recruit again.")
        Finding.objects.filter(pk=found.pk).update(covered_by=kinds, signed_before=signed_before, until_on=ends)
        listed = Finding.objects.filter(pk=found.pk).with_cover_on(day).with_leave_on(day).get()
        held = leave_of([found.placement_id])[found.placement_id]
        asked = clause_of(cover=tuple(kinds.split()), signed_before=signed_before)
        expected = leave_on(asked, held, nearest_day(day, FIRST, ends))

    assert (listed.cover, listed.leave) == (expected and expected.kind, expected and expected.id)


def test_a_finding_keeps_which_leave_its_clause_asks_for(walsall, agreements):
    PlacementFactory(authority=walsall, checked=True, started_on=FIRST, rate__hourly_pay=Decimal("60.00"))
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=DAYS[-1])

    asked = Finding.objects.standing().breaches().values_list("clause", "covered_by", "signed_before")
    assert set(asked) == {("cap", "exemption approval", False), ("price-cap", "approval", True)}


@pytest.mark.parametrize(
    ("decided_on", "second_on", "covers"),
    [
        (FIRST - timedelta(days=2), FIRST - timedelta(days=1), True),
        (FIRST - timedelta(days=1), FIRST, False),
        (FIRST, FIRST - timedelta(days=1), False),
        (FIRST + timedelta(days=1), FIRST + timedelta(days=1), False),
    ],
)
def test_a_price_cap_is_covered_only_where_both_signed_before_the_first_day(
    walsall, agreements, asha, decided_on, second_on, covers
):
    placement = PlacementFactory(authority=walsall, checked=True, started_on=FIRST, rate__hourly_pay=Decimal("60.00"))
    exempt(
        placement=placement, clause="price-cap", kind="approval", from_on=FIRST, until_on=DAYS[-1], exit_plan="",
        decided_by="Elin", decided_on=decided_on, second_by="Chief", second_on=second_on, by=asha,
    )  # fmt: skip
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=DAYS[5])

    listed = Finding.objects.standing().with_cover_on(DAYS[5]).get(clause="price-cap")
    [(_, shown)] = [pair for pair in answer_of(placement, on=DAYS[5]).outcomes if pair[0].clause.id == "price-cap"]
    assert (listed.cover == "approval", shown is not None) == (covers, covers)


def test_an_exemption_does_not_cover_a_price_cap(walsall, agreements, asha):
    placement = PlacementFactory(authority=walsall, checked=True, started_on=FIRST, rate__hourly_pay=Decimal("60.00"))
    exempt(
        placement=placement, clause="price-cap", kind="exemption", from_on=FIRST, until_on=DAYS[-1],
        exit_plan="Recruit.", decided_by="Elin", decided_on=FIRST - timedelta(days=9), by=asha,
    )  # fmt: skip
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=DAYS[5])

    assert Finding.objects.standing().with_cover_on(DAYS[5]).get(clause="price-cap").cover is None
    assert all(cover is None for _, cover in answer_of(placement, on=DAYS[5]).outcomes)


# Stretches one after the other: how many days each lasts, and how many lie between it and the next.
STRETCHES = st.lists(st.tuples(st.integers(1, 40), st.sampled_from([0, 0, 0, 1, 30])), min_size=1, max_size=7)


def in_stretches(found, lengths):
    """The finding over and over, a stretch after the other, the last one without an end."""
    first, copies = FIRST, []
    for length, gap in lengths:
        last = first + timedelta(days=length - 1)
        copies.append(replaced(found, from_on=first, until_on=last))
        first = last + timedelta(days=1 + gap)
    copies[-1].until_on = None
    Finding.objects.all().delete()
    return Finding.objects.bulk_create(copies)


def replaced(found, **values):
    kept = {
        field.attname: getattr(found, field.attname) for field in Finding._meta.concrete_fields if field.name != "id"
    }
    return Finding(**kept | values)


@settings(**SLOW | {"max_examples": 60})
@given(lengths=STRETCHES, first=st.integers(-20, 200), days=st.integers(0, 60))
def test_a_run_that_begins_in_a_period_is_found_by_its_first_day(found, lengths, first, days):
    first = FIRST + timedelta(days=first)
    last = first + timedelta(days=days)
    with untouched():
        in_stretches(found, lengths)
        every = Finding.objects.with_begun_on()
        begun = dict(every.values_list("pk", "begun_on"))

        assert {one.pk for one in every.begun_between(first, last)} == {
            pk for pk, day in begun.items() if first <= day <= last
        }
        assert {one.pk for one in every.begun_before(first)} == {pk for pk, day in begun.items() if day < first}

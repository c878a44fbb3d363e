"""References one by one, and what the rules read of them: told once, whatever an order states."""

from datetime import date

import pytest

from authorities.refusal import Refused
from placements import actions
from placements.models import Change, Placement, Reference
from tests.factories import PlacementFactory

pytestmark = pytest.mark.usefixtures("in_november")
ASKED, FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 5), date(2026, 10, 12)
START = date(2026, 11, 2)


@pytest.fixture
def placement(walsall, senior):
    return PlacementFactory(authority=walsall, started_on=START, job_role=senior)


@pytest.fixture
def record(placement, asha):
    def recorded(what, who, on):
        return actions.record_reference(placement=placement, what=what, who=who, on=on, by=asha)

    return recorded


def read(placement):
    """What the rules read: how many came, when the last did, when one's own was given."""
    return Placement.objects.values_list("references_received", "last_reference_on", "reference_given_on").get(
        pk=placement.pk
    )


def test_what_came_is_what_the_rules_read(placement, record):
    record("asked", "Example Council", ASKED)
    assert read(placement) == (None, None, None)

    record("received", "Example Council", FIRST)
    record("received", "Sample Trust", SECOND)

    assert read(placement) == (2, SECOND, None)
    assert list(Reference.objects.values_list("who", "asked_on", "done_on")) == [
        ("Example Council", ASKED, FIRST),
        ("Sample Trust", None, SECOND),
    ]


def test_whoever_was_asked_answers_in_whatever_case(placement, record):
    asked = record("asked", "Example Council", ASKED)

    assert record("received", " example  COUNCIL ", FIRST).pk == asked.pk


def test_the_same_again_changes_nothing(record, asha):
    for what, on in (("asked", ASKED), ("received", FIRST), ("given", START)):
        kept = record(what, "Example Council", on)
        Change.objects.all().delete()
        assert record(what, "Example Council", on).pk == kept.pk
        assert not Change.objects.exists()
    assert Reference.objects.count() == 2


def test_what_an_order_states_stands_until_as_many_are_listed(placement, record, asha):
    actions.amend(placement=placement, by=asha, references_received=2, last_reference_on=date(2026, 10, 3))

    record("received", "Example Council", FIRST)
    # One of two: the other is not listed, and the last of them came when the listed one did.
    assert read(placement) == (2, FIRST, None)

    record("received", "Sample Trust", SECOND)
    assert read(placement) == (2, SECOND, None)


def test_an_order_that_states_fewer_does_not_unsay_the_list(placement, record, asha):
    record("received", "Example Council", FIRST)
    record("received", "Sample Trust", SECOND)
    record("given", "Test Agency", date(2026, 11, 10))

    actions.amend(placement=placement, by=asha, references_received=1, last_reference_on=FIRST, reference_given_on=None)

    assert read(placement) == (2, SECOND, date(2026, 11, 10))


def test_the_first_of_ones_own_is_the_one_that_counts(placement, record):
    record("given", "Test Agency", date(2026, 11, 16))
    record("given", "Other Agency", date(2026, 11, 9))

    assert read(placement) == (None, None, date(2026, 11, 9))


def test_what_is_taken_away_is_told_no_more(placement, record, asha):
    came, given = record("received", "Example Council", FIRST), record("given", "Test Agency", START)
    Change.objects.all().delete()

    for reference in (came, given):
        actions.remove_reference(reference=reference, by=asha)
        actions.remove_reference(reference=reference, by=asha)

    assert read(placement) == (None, None, None)
    assert Change.objects.filter(match_key=placement.worker.match_key).count() == 2
    assert Reference.pgh_event_model.objects.filter(pgh_label="delete").count() == 2


def test_a_reference_is_put_right(placement, record, asha):
    asked = record("asked", "Example Council", ASKED)

    actions.amend_reference(reference=asked, who="Example Trust", asked_on=ASKED, done_on=SECOND, by=asha)
    assert read(placement) == (1, SECOND, None)

    actions.amend_reference(reference=asked, who="Example Trust", asked_on=ASKED, done_on=None, by=asha)
    assert read(placement) == (None, None, None)


@pytest.mark.parametrize(
    ("what", "who", "on", "said"),
    [
        ("", "A", ASKED, "What happened is missing. Choose what happened."),
        ("asked", " ", ASKED, "Who it is from, or for, is missing. Enter an employer and a job."),
        ("asked", "A", date(2026, 11, 21), "Day is after today: 21/11/2026. Enter today’s date or an earlier one."),
        (
            "given",
            "A",
            date(2026, 11, 1),
            "Your own reference is dated 01/11/2026, before the placement started (02/11/2026). "
            "Nobody knows a worker before the first day.",
        ),
    ],
)
def test_each_refusal_is_in_words_and_stores_nothing(record, what, who, on, said):
    with pytest.raises(Refused) as refused:
        record(what, who, on)

    assert str(refused.value) == said
    assert not Reference.objects.exists()


def test_one_that_comes_before_it_was_asked_for_is_refused(record, asha, placement):
    asked = record("asked", "Example Council", FIRST)

    with pytest.raises(Refused, match=r"The reference came on 01/10/2026, before it was asked for \(05/10/2026\)"):
        record("received", "Example Council", ASKED)
    with pytest.raises(Refused, match="Both days are missing"):
        actions.amend_reference(reference=asked, who="A", by=asha)
    given = record("given", "Test Agency", START)
    with pytest.raises(Refused, match="The day on which you gave it is missing"):
        actions.amend_reference(reference=given, who="A", asked_on=ASKED, by=asha)
    assert read(placement) == (None, None, START)


def test_one_that_somebody_has_taken_away_is_not_put_right(record, asha):
    asked = record("asked", "Example Council", ASKED)
    actions.remove_reference(reference=asked, by=asha)

    with pytest.raises(Refused, match="Somebody has taken this reference away"):
        actions.amend_reference(reference=asked, who="A", asked_on=ASKED, by=asha)

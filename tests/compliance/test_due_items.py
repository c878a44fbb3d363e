"""Duties that are due are stored as a list of things to do: one for each, changed, and gone once settled."""

from datetime import date, timedelta

import pytest

from compliance.actions import assess
from compliance.models import Assessment, DueItem, Finding
from compliance.queries import answer_of
from placements.models import Placement
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db
STARTS, ENDS = date(2026, 12, 7), date(2027, 3, 31)
BEFORE = date(2026, 11, 21)
REFERENCES = {"references_received": 2, "last_reference_on": date(2026, 11, 20)}


@pytest.fixture
def placed(walsall, agreements):
    """To start on 7 December 2026, all checked but the references, and the reference to be given at the end."""
    given = {"references_received": None, "last_reference_on": None, "reference_given_on": None}
    return PlacementFactory(authority=walsall, checked=True, started_on=STARTS, expected_end_on=ENDS, **given)


def judge(on):
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=on)


def due():
    return {item.clause: item.due_on for item in DueItem.objects.all()}


def test_what_is_due_is_stored_with_its_day_and_says_so(placed):
    judge(BEFORE)

    assert due() == {"references": STARTS - timedelta(days=1), "reference-given": ENDS}
    item = DueItem.objects.get(clause="references")
    assert (item.placement, item.authority, item.regime) == (placed, placed.authority, "national")
    assert item.sentence_and_remedy()[0] == (
        "2 references must come by 6 December 2026, before the start. On record so far: 0."
    )
    assert not Finding.objects.filter(clause__in=due()).exists()


def test_the_stored_item_is_the_duty_that_the_answer_shows(placed):
    judge(BEFORE)

    shown = {each.clause.id: each.outcome.sentence() for each in answer_of(placed, on=BEFORE).due}
    assert {item.clause: item.sentence_and_remedy()[0] for item in DueItem.objects.all()} == shown


def test_the_same_duty_again_writes_nothing(placed):
    judge(BEFORE)
    stored = list(DueItem.objects.order_by("pk").values())

    judge(BEFORE + timedelta(days=1))

    assert list(DueItem.objects.order_by("pk").values()) == stored


def test_a_duty_whose_day_moves_is_changed_and_stays_one(placed):
    judge(BEFORE)
    Placement.objects.update(expected_end_on=ENDS + timedelta(days=30))

    judge(BEFORE)

    assert due() == {"references": STARTS - timedelta(days=1), "reference-given": ENDS + timedelta(days=30)}


def test_a_duty_that_is_kept_is_gone(placed):
    judge(BEFORE)
    Placement.objects.update(**REFERENCES)

    judge(BEFORE)

    assert set(due()) == {"reference-given"}


@pytest.mark.parametrize(
    ("received", "verdict"), [(1, "breach"), (None, "cannot_tell")], ids=["too few came", "none on record"]
)
def test_on_its_last_day_a_duty_is_still_due_and_on_the_day_after_it_is_a_finding(placed, received, verdict):
    Placement.objects.update(references_received=received)
    judge(STARTS - timedelta(days=1))
    assert "references" in due()
    assert not Finding.objects.filter(clause="references").exists()

    judge(STARTS)

    assert "references" not in due()
    assert Finding.objects.standing().get(clause="references").verdict == verdict


def test_a_duty_of_a_placement_that_is_not_judged_again_stays(placed, walsall):
    judge(BEFORE)
    other = PlacementFactory(authority=walsall, started_on=STARTS)

    assess(placement_ids=[other.pk], reason=Assessment.Reason.CHANGED, judged_on=BEFORE)

    assert DueItem.objects.filter(placement=placed).count() == 2


def test_each_reads_the_duties_of_the_placements_that_they_may_read(placed, asha, cara, dev):
    judge(BEFORE)

    assert [DueItem.objects.for_user(person).count() for person in (asha, cara, dev)] == [2, 0, 2]
    assert DueItem.objects.until(STARTS).count() == 1

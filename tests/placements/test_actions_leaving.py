"""Writing leavers, months received, and hours."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
import time_machine

from authorities.models import JobRole
from authorities.refusal import Refused
from placements import actions
from placements.models import Change, Hours, LeaverReturn, Post, Worker
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def leaver(walsall, asha):
    return {
        "authority": walsall,
        "swe_number": "SW5",
        "left_on": date(2026, 7, 31),
        "role": "Social worker",
        "by": asha,
    }


@pytest.fixture
def placement(west_midlands, walsall):
    role = JobRole.objects.get_or_create(
        region=west_midlands,
        slug="senior_social_worker",
        defaults={"name": "Senior social worker", "core_type": "senior_social_worker"},
    )[0]
    return PlacementFactory(authority=walsall, job_role=role, started_on=date(2026, 3, 2), ended_on=date(2026, 10, 30))


def test_a_leaver_is_a_post_left_by_a_worker(leaver):
    post = actions.record_leaver(**leaver, reason="Redundancy")

    stored = Post.objects.get()
    assert stored == post
    assert (stored.worker.swe_number, stored.contract, stored.reason) == ("SW5", "permanent", "redundancy")
    assert stored.role_text == "Social worker"
    assert Change.objects.get().match_key == post.worker.match_key


def test_the_same_leaver_again_changes_nothing(leaver):
    actions.record_leaver(**leaver)
    actions.record_leaver(**leaver)

    assert Post.objects.count() == Change.objects.count() == 1


def test_a_reason_can_follow(leaver):
    actions.record_leaver(**leaver)
    actions.record_leaver(**leaver, reason="retirement")

    assert Post.objects.get().reason == "retirement"


def test_an_open_post_is_closed(leaver, walsall):
    worker = Worker.objects.create(authority=walsall, swe_number="SW5", match_key="k")
    Post.objects.create(worker=worker, from_on=date(2020, 1, 1))

    actions.record_leaver(**leaver)

    assert Post.objects.get().left_on == date(2026, 7, 31)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"left_on": "soon"}, "Leaving date is not a real date"),
        ({"contract": "zero hours"}, "Contract is “zero hours”"),
        ({"reason": "fled"}, "Reason is “fled”"),
        ({"role": ""}, "Role is missing"),
        ({"from_on": date(2026, 8, 1)}, "is before the start"),
        ({"swe_number": "X"}, "is not a registration number"),
    ],
)
def test_a_leaver_that_cannot_be_true_is_refused_in_words(leaver, wrong, words):
    with pytest.raises(Refused, match=words):
        actions.record_leaver(**leaver | wrong)

    assert not Post.objects.exists()


def test_a_month_is_received_once_and_reopens_later_starts(walsall, asha):
    for _ in range(2):
        actions.receive_leavers(authority=walsall, month=date(2026, 10, 15), nil=True, by=asha)

    assert LeaverReturn.objects.get().month == date(2026, 10, 1)
    assert Change.objects.get().started_from == date(2026, 10, 1)


@pytest.mark.parametrize("order", list(permutations([date(2024, 3, 31), date(2025, 5, 30), date(2026, 7, 31)])))
def test_a_post_held_from_a_day_on_ends_with_the_first_leaving_after_it_whatever_comes_first(order, leaver):
    actions.record_post(authority=leaver["authority"], swe_number="SW5", from_on=date(2015, 1, 5), by=leaver["by"])

    for day in order:
        actions.record_leaver(**leaver | {"left_on": day})

    assert list(Post.objects.order_by("left_on").values_list("from_on", "left_on")) == [
        (date(2015, 1, 5), date(2024, 3, 31)),
        (None, date(2025, 5, 30)),
        (None, date(2026, 7, 31)),
    ]


def test_a_leaving_before_a_post_began_leaves_its_first_day_alone(leaver):
    actions.record_leaver(**leaver | {"from_on": date(2025, 6, 2)})
    actions.record_leaver(**leaver | {"left_on": date(2025, 5, 30)})

    assert list(Post.objects.order_by("left_on").values_list("from_on", "left_on")) == [
        (None, date(2025, 5, 30)),
        (date(2025, 6, 2), date(2026, 7, 31)),
    ]


def test_a_month_that_is_not_over_cannot_be_sent(walsall, asha):
    with pytest.raises(Refused, match="November 2026 is not over yet"):
        actions.receive_leavers(authority=walsall, month=date(2026, 11, 1), by=asha)


def test_a_month_with_leavers_is_not_nil(leaver, walsall, asha):
    actions.record_leaver(**leaver)

    with pytest.raises(Refused, match="Leavers are on record for July 2026"):
        actions.receive_leavers(authority=walsall, month=date(2026, 7, 1), nil=True, by=asha)


def test_a_leaver_found_later_ends_the_nil(leaver, walsall, asha):
    actions.receive_leavers(authority=walsall, month=date(2026, 7, 1), nil=True, by=asha)
    actions.record_leaver(**leaver)
    actions.receive_leavers(authority=walsall, month=date(2026, 7, 1), by=asha)

    assert not LeaverReturn.objects.get().nil


def test_hours_of_a_week_are_recorded_and_amended(placement, asha):
    week = {"placement": placement, "week_ending": date(2026, 5, 10), "by": asha}
    actions.record_hours(**week, hours="37")
    actions.record_hours(**week, hours="36.5", amount="£1,460.00")
    actions.record_hours(**week, hours="36.5", amount="£1,460.00")

    assert Hours.objects.values_list("hours", "amount").get() == (Decimal("36.50"), Decimal("1460.00"))
    assert Change.objects.count() == 2


@pytest.mark.parametrize(
    ("week_ending", "hours", "words"),
    [
        ("2026-03-01", 37, "The placement starts on 02/03/2026, after this week"),
        ("2026-11-06", 37, "The placement ended on 30/10/2026, before this week"),
        ("2026-05-10", 169, "Hours is 169"),
        ("2026-05-10", -1, "Hours is -1"),
        ("2026-05-10", "", "Hours is missing"),
        ("", 37, "Week ending is missing"),
    ],
)
def test_hours_that_cannot_be_true_are_refused_in_words(placement, asha, week_ending, hours, words):
    with pytest.raises(Refused, match=words):
        actions.record_hours(placement=placement, week_ending=week_ending, hours=hours, by=asha)

    assert not Hours.objects.exists()


def test_a_week_with_a_day_of_the_placement_counts(placement, asha):
    for week_ending in ("2026-03-02", "2026-11-05"):
        actions.record_hours(placement=placement, week_ending=week_ending, hours=0, by=asha)

    assert Hours.objects.count() == 2


def test_hours_of_a_week_that_has_not_begun_are_refused(placement, asha):
    placement.ended_on = None

    with pytest.raises(Refused, match="has not begun yet"):
        actions.record_hours(placement=placement, week_ending=date(2026, 11, 27), hours=37, by=asha)

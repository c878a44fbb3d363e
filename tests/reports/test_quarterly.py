"""The quarter's report: what it counts, beside the year before, and what it cannot tell."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.models import Exemption
from placements.models import LeaverReturn
from tests.factories import PlacementFactory, PostFactory


@pytest.fixture
def region_now(placed, rates, build_summer):
    return lambda: build_summer().content["now"]["region"]


def test_workers_in_use_are_counted_on_the_last_day_and_on_any(placed, walsall, social_worker, region_now):
    PlacementFactory(
        authority=walsall, job_role=social_worker, ended_on=date(2026, 9, 29), hours_per_week=Decimal("18.5")
    )
    PlacementFactory(
        authority=walsall, job_role=social_worker, ended_on=date(2026, 9, 30), hours_per_week=Decimal("18.5")
    )
    PlacementFactory(authority=walsall, job_role=social_worker, ended_on=date(2026, 6, 30))

    assert region_now()["in_use"] == {"heads": 2, "fte": "1.5", "fte_left_out": 0, "heads_in_period": 3}


def test_one_worker_with_two_placements_is_one_head(placed, walsall, social_worker, region_now):
    PlacementFactory(authority=walsall, worker=placed.worker, job_role=social_worker)

    assert region_now()["in_use"]["heads"] == 1


def test_a_placement_without_hours_is_left_out_of_fte_and_counted(placed, walsall, social_worker, region_now):
    PlacementFactory(authority=walsall, job_role=social_worker, hours_per_week=None)

    assert (region_now()["in_use"]["fte"], region_now()["in_use"]["fte_left_out"]) == ("1.0", 1)


def test_people_above_the_cap_are_counted_covered_or_not(placed, walsall, social_worker, region_now):
    covered = PlacementFactory(authority=walsall, job_role=social_worker, rate__hourly_pay=Decimal("31.00"))
    PlacementFactory(authority=walsall, job_role=social_worker, rate__hourly_pay=Decimal("30.75"))
    PlacementFactory(authority=walsall, job_role=social_worker, rate__hourly_pay=None)
    Exemption.objects.create(
        placement=covered, clause="cap", kind="exemption", from_on=date(2026, 3, 1), until_on=date(2026, 12, 31),
        exit_plan="A plan.", decided_by="A director", decided_on=date(2026, 3, 1),
    )  # fmt: skip
    now = region_now()

    assert now["above_cap"] == {"heads": 2, "covered": 1, "cannot_tell": 1, "illustrative": True}
    [cap] = [each for each in now["breaches"] if each["clause"] == "cap"]
    assert (cap["judged"], cap["breach"], cap["exempt"], cap["approved"], cap["cannot_tell"]) == (4, 1, 1, 0, 1)
    assert now["exemptions"] == {"exemption": 1, "approval": 0}


def test_a_clause_is_marked_where_a_figure_it_was_judged_by_is_illustrative(placed, region_now):
    marked = {each["clause"]: each["illustrative"] for each in region_now()["breaches"]}

    assert (marked["cap"], marked["price-cap"], marked["twelve-month"], marked["notice"]) == (True, True, False, False)


def test_a_breach_that_ended_before_the_quarter_is_not_in_it(placed, region_now):
    placed.rates.create(since=date(2026, 7, 1), pay_type="umbrella", hourly_pay=Decimal("30.00"))

    assert region_now()["above_cap"]["heads"] == 0


def test_an_exemption_that_ended_within_the_quarter_does_not_cover_its_last_day(placed, region_now):
    Exemption.objects.create(
        placement=placed, clause="cap", kind="exemption", from_on=date(2026, 3, 1), until_on=date(2026, 9, 29),
        exit_plan="A plan.", decided_by="A director", decided_on=date(2026, 3, 1),
    )  # fmt: skip

    assert region_now()["any_breach"] == {"uncovered": 1, "covered": 0}


def test_average_pay_is_by_role_and_pay_type_on_the_last_day(placed, walsall, social_worker, region_now):
    PlacementFactory(authority=walsall, job_role=social_worker, rate__hourly_pay=Decimal("30.00"))
    PlacementFactory(
        authority=walsall, job_role=social_worker, rate__hourly_pay=Decimal("99.00"), ended_on=date(2026, 9, 1)
    )

    assert region_now()["average_pay"] == [
        {"role": "social_worker", "pay_type": "umbrella", "mean": "30.88", "placements": 2}
    ]


def test_savings_are_those_of_the_three_months(placed, region_now, west_midlands):
    from reports import actions
    from reports.periods import quarter_coded

    months = [
        actions.build_savings(region=west_midlands, month=month, today=date(2026, 11, 20)).content["region_figures"]
        for month in quarter_coded("2026Q3").months
    ]

    for kind in ("negotiated", "reference", "over_cap"):
        assert Decimal(region_now()["savings"][kind]["amount"]) == sum(Decimal(each[kind]["amount"]) for each in months)


def test_moves_are_not_collected_until_a_posts_first_day_is(placed, region_now):
    assert region_now()["moves"] is None


@pytest.mark.parametrize(("ended_on", "moves"), [(None, 1), (date(2026, 8, 4), 1), (date(2026, 8, 3), 0)])
def test_a_permanent_post_soon_after_a_placement_is_a_move(placed, region_now, ended_on, moves):
    placed.ended_on = ended_on
    placed.save()
    PostFactory(worker=placed.worker, from_on=date(2026, 9, 1))  # 28 days after 4 August

    assert region_now()["moves"] == moves


def test_a_post_held_before_the_placement_is_no_move(placed, walsall, social_worker, region_now):
    late = PlacementFactory(authority=walsall, job_role=social_worker, started_on=date(2026, 9, 10))
    PostFactory(worker=late.worker, from_on=date(2026, 9, 1))

    assert region_now()["moves"] == 0


def test_the_year_before_is_not_collected_where_nothing_was_recorded(placed, rates, build_summer):
    content = build_summer().content

    assert content["before_words"] == "July to September 2025"
    assert content["before"]["recorded"] is False
    assert content["before"]["region"] == {"recorded": False}


def test_the_year_before_is_judged_by_its_own_caps(walsall, social_worker, rates, build_summer):
    PlacementFactory(
        authority=walsall, job_role=social_worker, started_on=date(2025, 5, 1), rate__hourly_pay=Decimal("30.50")
    )
    content = build_summer().content

    assert content["before"]["region"]["above_cap"]["heads"] == 1  # over £30.00
    assert content["now"]["region"]["above_cap"]["heads"] == 0  # within £30.75


def test_leavers_are_complete_when_all_three_months_came(placed, walsall, dudley, rates, build_summer):
    for month in (7, 8, 9):
        LeaverReturn.objects.create(authority=walsall, month=date(2026, month, 1), nil=True)
    LeaverReturn.objects.create(authority=dudley, month=date(2026, 9, 1), nil=True)
    leavers = build_summer().content["now"]["leavers"]

    assert leavers["sent"] == 1
    assert "Dudley" in leavers["missing"]
    assert "Walsall" not in leavers["missing"]

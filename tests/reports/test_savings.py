"""A month's savings from the records: to the penny, complete or provisional, and never zero for what is missing."""

from datetime import date
from decimal import Decimal

from compliance.models import Exemption
from reports.actions import build_savings
from reports.periods import month_coded
from tests.factories import JobTitleFactory, PlacementFactory


def of(content, name):
    return next(each for each in content["authorities"] if each["name"] == name)


def test_a_month_of_timesheets_to_the_penny(placed, timesheets, rates, build_october):
    content = build_october().content
    walsall = of(content, "Walsall")["figures"]

    # Five weeks of 35 hours, of which October has 4 + 7 + 7 + 7 + 6 of 35 days: 155 hours.
    assert walsall["hours"]["all"] == "155.00"
    assert walsall["negotiated"]["amount"] == "193.75"
    assert walsall["over_cap"]["breach"] == "155.00"
    assert walsall["reference"]["amount"] == "503.75"  # against £35.00
    assert content["region_figures"]["negotiated"] == walsall["negotiated"]
    assert content["provisional"] is False


def test_a_month_without_every_timesheet_is_provisional(placed, rates, build_october):
    content = build_october().content

    assert content["provisional"] is True
    assert content["region_figures"]["hours"]["timesheet_share"] == "0.0"
    assert content["completeness"]["with_timesheets"] == 0


def test_a_month_without_records_is_not_complete(rates, build_october):
    edition = build_october()

    assert edition.provisional is True
    assert edition.content["region_figures"]["negotiated"]["amount"] is None
    assert len(edition.content["completeness"]["not_recorded"]) == 14


def test_an_authority_without_records_is_named_and_has_no_figures(placed, rates, build_october):
    content = build_october().content

    assert of(content, "Dudley")["recorded"] is False
    assert of(content, "Dudley")["figures"]["over_cap"]["amount"] is None
    assert "Dudley" in content["completeness"]["not_recorded"]


def test_illustrative_caps_and_rates_are_marked_on_what_they_touch(placed, rates, build_october):
    whole = build_october().content["region_figures"]

    kinds = ("negotiated", "reference", "over_cap", "over_price_cap")
    assert [whole[kind]["illustrative"] for kind in kinds] == [False, True, True, True]


def test_the_cost_over_the_price_cap_is_told_apart_from_that_over_the_regional_cap(
    placed, timesheets, rates, build_october
):
    placed.rates.update(hourly_pay=Decimal("40.25"))
    whole = build_october().content["region_figures"]

    assert whole["over_price_cap"]["breach"] == "155.00"  # £1.00 over £39.25 for 155 hours
    assert whole["over_cap"]["breach"] == "1472.50"  # £9.50 over £30.75


def test_before_any_price_cap_bound_a_placement_the_report_says_so(west_midlands, walsall, social_worker, rates):
    PlacementFactory(authority=walsall, job_role=social_worker, started_on=date(2025, 3, 3))
    september = month_coded("2025-09")
    content = build_savings(region=west_midlands, month=september, today=date(2026, 11, 20)).content

    assert "over_price_cap" not in content["region_figures"]
    assert content["method"]["price_cap"].startswith("No national price cap bound these placements")


def test_without_reference_rates_the_comparison_is_left_out(placed, build_october):
    reference = build_october().content["region_figures"]["reference"]

    assert (reference["amount"], reference["left_out"]) == (None, {"no_reference": 1})


def test_a_title_without_a_role_is_counted_apart(walsall, rates, build_october):
    title = JobTitleFactory(authority=walsall, title="Practice lead")
    PlacementFactory(authority=walsall, job_role=None, job_title=title, offered_hourly_pay=Decimal("40.00"))
    [role] = build_october().content["roles"]

    assert role["name"] == "Job title not mapped to a role"
    assert role["figures"]["over_cap"]["left_out"] == {"no_role": 1}
    assert role["figures"]["negotiated"]["amount"] is not None


def test_an_exemption_moves_the_cost_from_its_first_day_to_its_last(placed, timesheets, rates, build_october):
    Exemption.objects.create(
        placement=placed, clause="cap", kind="exemption", from_on=date(2026, 10, 12), until_on=date(2026, 10, 18),
        exit_plan="A permanent post is advertised.", decided_by="A director", decided_on=date(2026, 10, 9),
    )  # fmt: skip
    over = build_october().content["region_figures"]["over_cap"]

    assert (over["exempt"], over["breach"], over["amount"]) == ("35.00", "120.00", "155.00")


def test_the_cap_of_the_day_is_used(walsall, social_worker, rates, west_midlands):
    from reports import actions
    from reports.periods import month_coded

    PlacementFactory(
        authority=walsall, job_role=social_worker, started_on=date(2025, 5, 1), rate__hourly_pay=Decimal("30.50")
    )
    march, april = (
        actions.build_savings(region=west_midlands, month=month_coded(code), today=date(2026, 11, 20)).content
        for code in ("2026-03", "2026-04")
    )

    assert march["region_figures"]["over_cap"]["amount"] == "81.93"  # 50p over £30.00, for 37 × 31 ÷ 7 hours
    assert april["region_figures"]["over_cap"]["amount"] == "0.00"  # within £30.75 from 1 April


def test_what_is_recorded_for_later_days_does_not_change_a_month(placed, timesheets, rates, build_october):
    before = build_october()
    placed.rates.create(since=date(2026, 11, 2), pay_type="umbrella", hourly_pay=Decimal("50.00"))

    assert build_october() == before

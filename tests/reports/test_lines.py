"""The lines of the savings report, to the penny and to the day."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement_file import read
from compliance.assess import assess_stretch
from compliance.facts import Facts, Member, Region
from compliance.parameters import Rulebook
from reports import method
from reports.lines import Engagement, Leave, ReferenceRate, Week, hours_between, lines_of, money, stray_weeks

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
AGREEMENT = """
agreement = "test-mou"
title = "Test agreement"
regime = "regional"
region = "E12000005"
version = "1"
in_force_from = 2015-01-01
convention = "corresponding_date"
source = "A test"
sure = "our decision"
[[role]]
slug = "social_worker"
name = "social worker"
core_type = "social_worker"
[[clause]]
id = "cap"
rule = "pay_cap"
title = "Pay caps"
words = "A cap."
source = "A test"
sure = "our decision"
since = 2015-01-01
known = "to_engage"
judged = "continuing"
base = "pay"
[[cap]]
role = "social_worker"
pay_types = ["umbrella", "paye", "limited_company"]
since = 2015-01-01
value = "30.00"
unit = "pounds an hour"
source = "A test"
"""
BOOK = Rulebook([read(AGREEMENT, "test")])
REGION = Region("E12000005", (Member(1, date(2015, 1, 1)),))
REFERENCES = {("social_worker", "umbrella"): [ReferenceRate(date(2020, 1, 1), Decimal("33.50"), True)]}


def engagement(**changes):
    plain = Engagement(7, 1, "T-7", date(2026, 3, 2), None, Decimal(37), Decimal("34.00"))
    return plain._replace(**changes)


def stretch(**changes):
    plain = Facts(
        authority=1, region=REGION, started_on=date(2026, 3, 2), judged_on=date(2026, 10, 31),
        stretch_from=date(2026, 3, 2), role="social_worker", pay_type="umbrella", hourly_pay=Decimal("31.25"),
    )  # fmt: skip
    return plain._replace(**changes)


def lines(one=None, *stretches, references=REFERENCES, month=OCTOBER):
    judged = [(facts, assess_stretch(facts, BOOK)) for facts in stretches or (stretch(),)]
    return list(lines_of(one or engagement(), judged, references, *month))


def test_a_month_of_contracted_hours_to_the_penny():
    [line] = lines()

    # 37 hours × 31 days ÷ 7 = 163.857142… hours
    assert line.amounts["negotiated"].total == Decimal("450.61")  # £2.75 an hour
    assert line.amounts["reference"].total == Decimal("368.68")  # £2.25 an hour
    assert line.amounts["over_cap"].total == Decimal("204.82")  # £1.25 an hour
    assert line.amounts["over_cap"].cover == "breach"


def test_a_line_rounds_half_up_once():
    assert money(Decimal("0.01"), Decimal(210)) == Decimal("0.01")  # half a penny
    assert money(Decimal("0.01"), Decimal("209.99")) == Decimal("0.00")
    assert money(Decimal("-0.01"), Decimal(210)) == Decimal("-0.01")


def test_a_rate_above_the_offer_saves_nothing_and_costs_nothing():
    [line] = lines(engagement(offered=Decimal("31.24")))

    assert line.amounts["negotiated"].total == Decimal("0.00")


def test_a_rate_above_the_reference_rate_counts_below_zero():
    [line] = lines(engagement(), stretch(hourly_pay=Decimal("34.50")))

    assert line.amounts["reference"].total == Decimal("-163.86")


def test_a_rate_at_the_cap_costs_nothing_and_needs_no_cover():
    [line] = lines(engagement(), stretch(hourly_pay=Decimal("30.00")))

    assert (line.amounts["over_cap"].total, line.amounts["over_cap"].cover) == (Decimal("0.00"), "")


@pytest.mark.parametrize(
    ("one", "facts", "kind", "why"),
    [
        (engagement(offered=None), stretch(), "negotiated", "no_offer"),
        (engagement(), stretch(hourly_pay=None), "negotiated", "no_pay"),
        (engagement(), stretch(pay_type="paye"), "reference", "no_reference"),
        (engagement(), stretch(role=""), "reference", "no_role"),
        (engagement(), stretch(role=""), "over_cap", "no_role"),
        (engagement(), stretch(hourly_pay=None), "over_cap", "no_pay"),
        (engagement(), stretch(role="team_manager"), "over_cap", "no_cap"),
        (engagement(), stretch(authority=2), "over_cap", "not_bound"),
        (engagement(hours_per_week=None), stretch(), "negotiated", "no_hours"),
        (engagement(hours_per_week=None), stretch(), "over_cap", "no_hours"),
    ],
)
def test_what_is_missing_leaves_the_line_out_and_says_why(one, facts, kind, why):
    [line] = lines(one, facts)

    assert (line.amounts[kind].total, line.amounts[kind].left_out) == (None, why)


BANDED = AGREEMENT.replace(
    "[[cap]]",
    """
[[band]]
slug = "newer"
name = "less than three years"
from_years = 0
until_years = 3
[[band]]
slug = "older"
name = "three years or more"
from_years = 3
[[cap]]
role = "social_worker"
pay_types = ["umbrella", "paye", "limited_company"]
since = 2015-01-01
value = "35.00"
unit = "pounds an hour"
source = "A test"
band = "older"
[[cap]]
band = "newer"
""",
)


@pytest.mark.parametrize(
    ("agreement", "facts", "why"),
    [
        (AGREEMENT.replace('base = "pay"', 'base = "pay_and_on_costs"'), stretch(pay_type="paye"), "no_part"),
        (AGREEMENT.replace('base = "pay"', 'base = "pay"\nproject_teams = "excluded"'), stretch(), "no_team"),
        (BANDED, stretch(), "no_band"),
    ],
    ids=["on-costs", "project team", "experience"],
)
def test_a_line_whose_cap_cannot_be_told_names_the_fact_and_not_the_cap(agreement, facts, why):
    book = Rulebook([read(agreement, "test")])

    [line] = lines_of(engagement(), [(facts, assess_stretch(facts, book))], REFERENCES, *OCTOBER)

    assert line.amounts["over_cap"].left_out == why
    assert method.LEFT_OUT[why]


def test_a_placement_counts_from_its_first_day_to_its_last():
    [line] = lines(engagement(ended_on=date(2026, 10, 7)), stretch(ended_on=date(2026, 10, 7)))

    assert (line.from_on, line.until_on) == (date(2026, 10, 1), date(2026, 10, 7))
    assert line.amounts["negotiated"].total == Decimal("101.75")  # one week of 37 hours


def test_a_stretch_outside_the_month_makes_no_line():
    assert lines(engagement(), stretch(stretch_from=date(2026, 11, 1))) == []
    assert lines(engagement(), stretch(stretch_until=date(2026, 9, 30))) == []


def test_a_timesheet_week_over_the_months_end_is_split_by_its_live_days():
    week = Week(date(2026, 11, 1), Decimal(35))  # Monday 26 October to Sunday 1 November
    [line] = lines(engagement(hours_per_week=None, weeks=[week]))

    assert line.hours.timesheet == 30 * 420  # six of its seven days
    assert line.hours.unknown_days == 25


def test_a_timesheet_week_over_a_change_of_rate_is_split_by_its_live_days():
    weeks = [Week(date(2026, 10, 11), Decimal(35))]
    first, second = lines(
        engagement(weeks=weeks, hours_per_week=Decimal(7)),
        stretch(stretch_until=date(2026, 10, 7)),
        stretch(stretch_from=date(2026, 10, 8), hourly_pay=Decimal("33.00"), is_first_stretch=False),
        month=(date(2026, 10, 5), date(2026, 10, 11)),
    )

    assert (first.hours.timesheet, second.hours.timesheet) == (15 * 420, 20 * 420)
    assert first.amounts["negotiated"].total == Decimal("41.25")
    assert second.amounts["negotiated"].total == Decimal("20.00")


def test_the_first_weeks_timesheet_belongs_to_the_days_worked_in_it():
    week = Week(date(2026, 10, 4), Decimal(16))
    one = engagement(started_on=date(2026, 10, 1), weeks=[week])
    [line] = lines(one, stretch(started_on=date(2026, 10, 1), stretch_from=date(2026, 10, 1)))

    assert line.hours.timesheet == 16 * 420
    assert line.hours.contracted == Decimal(37) * 27 * 60


def test_a_timesheet_of_no_hours_is_a_timesheet():
    hours = hours_between(
        engagement(weeks=[Week(date(2026, 10, 11), Decimal(0))]), date(2026, 10, 5), date(2026, 10, 11)
    )

    assert (hours.timesheet, hours.contracted, hours.unknown_days) == (0, 0, 0)


def test_timesheets_of_weeks_in_which_nobody_worked_are_counted_apart():
    one = engagement(ended_on=date(2026, 10, 4), weeks=[Week(date(2026, 10, 11), Decimal(37))])

    assert stray_weeks(one, *OCTOBER) == 1
    assert stray_weeks(engagement(weeks=one.weeks), *OCTOBER) == 0


def test_the_cost_of_going_over_is_split_on_the_days_on_which_leave_begins_and_ends():
    leaves = [
        Leave("cap", "exemption", date(2026, 10, 8), date(2026, 10, 14)),
        Leave("cap", "approval", date(2026, 10, 14), date(2026, 10, 20)),
        Leave("twelve-month", "exemption", date(2026, 10, 1), date(2026, 10, 31)),
    ]
    found = lines(engagement(leaves=leaves))
    covers = [(line.from_on.day, line.until_on.day, line.amounts["over_cap"].cover) for line in found]

    assert [each for each in covers if each[0] > 1] == [
        (8, 13, "exempt"), (14, 14, "approved"), (15, 20, "approved"), (21, 31, "breach"),
    ]  # fmt: skip


def test_the_reference_rate_is_the_one_of_the_day():
    rates = [
        ReferenceRate(date(2020, 1, 1), Decimal("32.25"), True),
        ReferenceRate(date(2026, 10, 8), Decimal("33.25"), True),
    ]
    first, second = lines(
        references={("social_worker", "umbrella"): rates}, month=(date(2026, 10, 1), date(2026, 10, 14))
    )

    assert (first.amounts["reference"].total, second.amounts["reference"].total) == (Decimal("37.00"), Decimal("74.00"))


def test_a_reference_rate_that_begins_later_leaves_the_days_before_it_out():
    rates = [ReferenceRate(date(2026, 10, 8), Decimal("33.25"), True)]
    first, second = lines(references={("social_worker", "umbrella"): rates})

    assert (first.amounts["reference"].left_out, second.amounts["reference"].left_out) == ("no_reference", "")

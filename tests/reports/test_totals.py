"""Totals: what they add, what they leave out, and how far they may be wrong."""

from datetime import date
from decimal import Decimal

from reports.lines import Leave, Week
from reports.totals import figures, left_out_words
from tests.reports.test_lines import engagement, lines, stretch

WEEK = (date(2026, 10, 5), date(2026, 10, 11))


def week_of(one=None, facts=None):
    return lines(one or engagement(), facts or stretch(), month=WEEK)


def test_a_total_adds_rounded_lines():
    third = engagement(hours_per_week=Decimal("0.01"), offered=Decimal("31.75"))  # half a penny: each line is a penny
    found = figures([*week_of(third), *week_of(third._replace(placement=8))])

    assert found["negotiated"]["amount"] == "0.02"


def test_nothing_known_is_not_zero():
    found = figures(week_of(engagement(offered=None)))

    assert (found["negotiated"]["amount"], found["negotiated"]["low"]) == (None, None)
    assert found["negotiated"]["left_out"] == {"no_offer": 1}
    assert figures([])["reference"]["amount"] is None


def test_the_low_counts_timesheets_alone():
    worked = engagement(weeks=[Week(date(2026, 10, 11), Decimal(30))])
    found = figures([*week_of(worked), *week_of(engagement(placement=8))])["negotiated"]

    assert (found["low"], found["amount"], found["high"]) == ("82.50", "184.25", "184.25")


def test_the_high_takes_lines_without_an_offer_at_the_average_of_the_others():
    found = figures([*week_of(), *week_of(engagement(placement=8, offered=None, hours_per_week=Decimal("18.5")))])

    assert found["negotiated"]["amount"] == found["negotiated"]["low"] == "101.75"
    assert found["negotiated"]["high"] == "152.63"  # 101.75 and half as much again, half a penny up


def test_lines_that_no_cap_binds_do_not_stretch_the_high():
    found = figures([*week_of(), *week_of(facts=stretch(authority=2))])["over_cap"]

    assert found["left_out"] == {"not_bound": 1}
    assert found["amount"] == found["high"] == "46.25"


def test_a_comparison_below_zero_keeps_its_low_and_high_in_order():
    dear = stretch(hourly_pay=Decimal("34.50"))
    found = figures(week_of(engagement(weeks=[Week(date(2026, 10, 8), Decimal(10))]), dear))["reference"]

    assert Decimal(found["low"]) == Decimal(found["amount"]) < Decimal(found["high"]) < 0


def test_the_cost_of_going_over_is_the_sum_of_its_parts():
    leave = [Leave("cap", "exemption", date(2026, 10, 5), date(2026, 10, 7))]
    found = figures(week_of(engagement(leaves=leave)))["over_cap"]

    parts = [Decimal(found[part]) for part in ("exempt", "approved", "breach")]
    assert parts == [Decimal("19.82"), Decimal("0"), Decimal("26.43")]
    assert Decimal(found["amount"]) == sum(parts)
    assert found["lines_over"] == 2
    assert found["approved"] == "0.00"


def test_there_is_no_price_cap_line_without_a_price_cap():
    assert "over_price_cap" not in figures(week_of())


def test_the_share_of_timesheets_has_one_place():
    worked = engagement(weeks=[Week(date(2026, 10, 11), Decimal("18.5"))])
    found = figures([*week_of(worked), *week_of(engagement(placement=8))])["hours"]

    assert (found["timesheet"], found["contracted"], found["timesheet_share"]) == ("18.50", "37.00", "33.3")


def test_the_commonest_reason_is_named_first():
    words = {"no_offer": "no offer", "no_hours": "hours not known"}

    assert (
        left_out_words({"left_out": {"no_hours": 1, "no_offer": 1200}}, words)
        == "1,200 with no offer; 1 with hours not known"
    )

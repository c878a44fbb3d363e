"""The product's savings against the plain count, for thousands of placements that nobody thought of."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.lines import NEGOTIATED, Leave, Week, money
from tests.oracle.savings import is_live, pence_over
from tests.reports.test_lines import engagement, lines, stretch

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
pay = st.decimals("0.01", "99.99", places=2)
days = st.dates(date(2026, 1, 10), date(2026, 3, 20))


@st.composite
def placements(draw):
    started_on = draw(days)
    ended_on = draw(st.none() | st.integers(0, 60).map(lambda more: started_on + timedelta(days=more)))
    sundays = draw(st.lists(st.integers(0, 70), unique=True, max_size=6))
    weeks = [
        {"ending": date(2026, 1, 11) + timedelta(days=day), "hours": draw(st.decimals(0, 60, places=2))}
        for day in sundays
    ]
    hours_per_week = draw(st.none() | st.decimals("0.01", 80, places=2))
    return {"started_on": started_on, "ended_on": ended_on, "hours_per_week": hours_per_week, "weeks": weeks}


def made(placement, offered, leaves=()):
    return engagement(
        started_on=placement["started_on"], ended_on=placement["ended_on"], offered=offered, leaves=leaves,
        hours_per_week=placement["hours_per_week"], weeks=[Week(**week) for week in placement["weeks"]],
    )  # fmt: skip


def pence(amount):
    return None if amount is None else int(amount * 100)


@settings(max_examples=300, deadline=None)
@given(placements(), pay, pay, st.none() | days, pay)
def test_each_line_is_what_the_plain_count_gives(placement, offered, before, changes_on, after):
    cuts = [placement["started_on"]]
    if changes_on and changes_on > placement["started_on"]:
        cuts.append(changes_on)
    rates = dict(zip(cuts, (before, after), strict=False))
    untils = dict(zip(cuts, [*(day - timedelta(days=1) for day in cuts[1:]), None], strict=True))
    shared = {"started_on": placement["started_on"], "ended_on": placement["ended_on"]}
    stretches = [
        stretch(**shared, stretch_from=begins, stretch_until=untils[begins], hourly_pay=rate)
        for begins, rate in rates.items()
    ]
    found = lines(made(placement, offered), *stretches, month=(FIRST, LAST))

    for line in found:
        held = [line.from_on + timedelta(days=number) for number in range((line.until_on - line.from_on).days + 1)]
        rate = rates[max(cut for cut in cuts if cut <= line.from_on)]
        assert pence(line.amounts[NEGOTIATED].total) == pence_over(held, placement, max(Decimal(0), offered - rate))
        over = pence_over(held, placement, max(Decimal(0), rate - Decimal("30.00")))
        assert pence(line.amounts["over_cap"].total) == over
        reference = pence_over(held, placement, Decimal("33.50") - rate)
        assert pence(line.amounts["reference"].total) == reference


@given(placements(), days, st.integers(0, 40))
def test_the_lines_hold_every_live_day_of_the_month_once(placement, leave_from, length):
    leaves = [Leave("cap", "exemption", leave_from, leave_from + timedelta(days=length))]
    facts = stretch(
        started_on=placement["started_on"], stretch_from=placement["started_on"], ended_on=placement["ended_on"]
    )
    found = lines(made(placement, Decimal(40), leaves), facts, month=(FIRST, LAST))
    held = [line.from_on + timedelta(days=n) for line in found for n in range((line.until_on - line.from_on).days + 1)]

    month = [FIRST + timedelta(days=number) for number in range(28)]
    assert held == [day for day in month if is_live(day, placement)]


@given(st.integers(0, 10**9))
def test_half_a_penny_goes_up_in_both_counts(hundredths):
    assert pence(money(Decimal(hundredths) / 100, Decimal(210))) == (hundredths + 1) // 2

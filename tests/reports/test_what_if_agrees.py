"""A what-if’s figures of what stands are those that the reports give of the same quarter, where no timesheets came."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from compliance.actions import exempt
from compliance.what_if.asked import scope_on
from compliance.what_if.comparing import State, compare
from compliance.what_if.reads import books_of, weigh
from compliance.what_if.sums import figures
from reports.counts import breaches
from reports.lines import OVER_CAP, OVER_PRICE_CAP, lines_of
from reports.periods import quarter_coded
from reports.queries import judged_between, members_between, placement_ids
from tests.compliance.what_if.test_reads import SENIOR_AT_32
from tests.factories import PlacementFactory, RateFactory

SUMMER = "2026Q3"
PAY_CAP, PRICE_CAP = ("west-midlands-mou", "cap"), ("dfe-agency-rules", "price-cap")


@pytest.fixture
def book(agreements, walsall, dudley, dev):
    """Over the caps throughout, for a while, with leave for a part, and without a rate."""
    PlacementFactory(authority=walsall, rate__hourly_pay=Decimal("44.10"), hours_per_week=Decimal("36.25"))
    dearer = PlacementFactory(authority=dudley, rate__hourly_pay=Decimal("33.00"))
    RateFactory(placement=dearer, since=date(2026, 8, 5), hourly_pay=Decimal("36.35"))
    PlacementFactory(authority=dudley, rate__hourly_pay=None)
    covered = PlacementFactory(authority=walsall, ended_on=date(2026, 9, 17), rate__hourly_pay=Decimal("34.99"))
    exempt(
        placement=covered, clause="cap", kind="exemption", from_on=date(2026, 7, 20), until_on=date(2026, 8, 8),
        exit_plan="Recruit.", decided_by="Ben", decided_on=date(2026, 7, 1), by=dev,
    )  # fmt: skip


@pytest.mark.parametrize(("key", "kind"), [(PAY_CAP, OVER_CAP), (PRICE_CAP, OVER_PRICE_CAP)])
def test_the_cost_and_the_states_of_a_quarter_agree(book, west_midlands, dev, key, kind):
    period, scope = quarter_coded(SUMMER), scope_on(SUMMER, date(2026, 11, 20))
    judged = list(judged_between(placement_ids(members_between(west_midlands, period), period), period))
    told = Counter()
    for one in judged:
        for line in lines_of(one.engagement, one.stretches, {}, period.first, period.last):
            amount = line.amounts[kind]
            told[amount.cover] += amount.total or 0
    [counted] = [row for row in breaches(judged, period) if (row["agreement"], row["clause"]) == key]

    books = books_of(SENIOR_AT_32, west_midlands.code)
    weighing = weigh(books, scope, region=west_midlands, person=dev)
    now = figures(compare(one, key, scope) for one in weighing.weighed).before

    assert told["breach"] > 0
    assert (now.costs[State.BREACH], now.costs[State.EXEMPT]) == (told["breach"], told["exempt"])
    assert (now.states[State.BREACH], now.states[State.EXEMPT]) == (counted["breach"], counted["exempt"])
    assert now.untold == counted["cannot_tell"] == 1

"""A region's schedule of figures, and the statutory rates: where they are read and where they cut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import NotInForce
from compliance.parameters import Rulebook
from tests.compliance.cases import WEST_MIDLANDS, cap, clause, number, price_clause, version

SENIOR_LIMITED = "senior_social_worker", "limited_company"
NATIONAL = {"agreement": "dfe-agency-rules", "regime": "national", "region": ""}
RULES = version(price_clause(on_costs="rates", since=date(2016, 1, 1)), **NATIONAL)
RATES = version(clause(id="on-costs", rule=""), **{**NATIONAL, "agreement": "rates"})


def schedule(*caps, **changes):
    given = {"agreement": "price-caps", "regime": "national", "schedule_of": "dfe-agency-rules", **changes}
    return version(caps=caps, **given)


def price(value, since=date(2016, 1, 1), **changes):
    return cap(value, since, clause="price-cap", **changes)


def bound_on(day, *versions, region=WEST_MIDLANDS):
    (bound,) = Rulebook([RULES, *versions]).bound(region, day, "continuing")
    return bound


def test_the_figures_of_a_clause_may_stand_in_the_region_s_schedule():
    bound = bound_on(date(2016, 1, 1), schedule(price("40.00")), RATES)

    assert bound.cap(*SENIOR_LIMITED).on(date(2016, 1, 1)).value == Decimal("40.00")
    assert (bound.version.agreement, bound.schedule.agreement) == ("dfe-agency-rules", "price-caps")
    assert bound.on_costs.version.agreement == "rates"
    assert bound.on_costs.clause.id == "on-costs"
    two = replace(RATES, clauses=(*RATES.clauses, clause(id="another", rule="")))
    assert bound_on(date(2016, 1, 1), two).on_costs.clause.id == "on-costs"


def test_another_region_has_another_schedule_or_none():
    other = schedule(price("50.00"), region="E12000001", agreement="north-east-price-caps")
    both = (schedule(price("40.00")), other)

    for region, value in ((WEST_MIDLANDS, "40.00"), ("E12000001", "50.00")):
        caps = bound_on(date(2016, 1, 1), *both, region=region).cap(*SENIOR_LIMITED)
        assert caps.on(date(2016, 1, 1)).value == Decimal(value)
    with pytest.raises(NotInForce, match="a price cap for a senior social worker"):
        bound_on(date(2016, 1, 1), *both, region="E12000002").cap(*SENIOR_LIMITED).on(date(2016, 1, 1))


def test_a_schedule_of_another_agreement_is_not_read():
    bound = bound_on(date(2016, 1, 1), schedule(price("40.00"), schedule_of="something-else"))

    assert bound.schedule is bound.version
    assert bound.on_costs is None


def test_the_schedule_in_force_on_the_day_is_read():
    new = schedule(price("41.00"), version="2017", in_force_from=date(2017, 1, 1))
    both = (schedule(price("40.00")), new)

    assert bound_on(date(2016, 12, 31), *both).schedule.version == "2015"
    assert bound_on(date(2017, 1, 1), *both).schedule.version == "2017"


def price_cuts(*versions, core_type="senior_social_worker", pay_type="limited_company"):
    return Rulebook([RULES, *versions]).cut_days(WEST_MIDLANDS, "any", core_type, pay_type, date(2015, 6, 1))


def test_a_placement_is_cut_where_a_schedule_changes_for_its_core_job_type():
    caps = [price("40.00"), price("41.00", date(2017, 1, 1)), price("30.00", date(2018, 1, 1), role="team_manager")]

    assert price_cuts(schedule(*caps)) == (date(2016, 1, 1), date(2017, 1, 1))
    assert price_cuts(schedule(*caps), core_type="team_manager") == (date(2016, 1, 1), date(2018, 1, 1))
    assert price_cuts(schedule(*caps), pay_type="paye") == (date(2016, 1, 1),)


def test_a_paye_placement_is_cut_where_a_statutory_rate_changes_in_the_clause_s_time():
    rates = [number("employer_ni_rate", "15", "percent", since=date(year, 4, 6), clause="on-costs")
             for year in (2015, 2016, 2018)]  # fmt: skip
    statutory = replace(RATES, numbers=tuple(rates))

    assert price_cuts(statutory, pay_type="paye") == (date(2016, 1, 1), date(2016, 4, 6), date(2018, 4, 6))
    assert price_cuts(statutory) == (date(2016, 1, 1),)
    assert price_cuts(replace(statutory, agreement="other"), pay_type="paye") == (date(2016, 1, 1),)


def test_a_paye_placement_is_cut_where_the_statutory_rates_begin():
    begun = replace(RATES, in_force_from=date(2017, 5, 1))

    assert price_cuts(begun, pay_type="paye") == (date(2016, 1, 1), date(2017, 5, 1))
    assert price_cuts(begun) == (date(2016, 1, 1),)


@pytest.mark.parametrize("changes", [{"paye": "stated"}, {"on_costs": ""}])
def test_statutory_rates_cut_only_where_a_clause_works_them_out(changes):
    rate = number("employer_ni_rate", "15", "percent", since=date(2018, 4, 6), clause="on-costs")
    rules = version(price_clause(**{"on_costs": "rates", **changes}), **NATIONAL)
    rulebook = Rulebook([rules, replace(RATES, numbers=(rate,))])

    assert rulebook.cut_days(WEST_MIDLANDS, "any", "any", "paye", date(2015, 6, 1)) == ()


def test_the_earliest_clause_that_works_them_out_decides_from_when_they_cut():
    rate = number("employer_ni_rate", "15", "percent", since=date(2016, 4, 6), clause="on-costs")
    earlier = version(price_clause(on_costs="rates", id="first", since=date(2016, 2, 1)), agreement="b")
    late = version(price_clause(on_costs="rates", since=date(2018, 1, 1)), **NATIONAL)
    rulebook = Rulebook([late, earlier, replace(RATES, numbers=(rate,))])

    assert date(2016, 4, 6) in rulebook.cut_days(WEST_MIDLANDS, "any", "any", "paye", date(2015, 6, 1))

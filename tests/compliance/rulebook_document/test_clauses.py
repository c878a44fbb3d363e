"""What a reader is told of a clause, in plain words."""

from datetime import date

import pytest

from compliance.rulebook_document import described
from tests.compliance.cases import clause, cool_off_clause, number, published, version


def facts(the_clause, **more):
    """What a reader is told of one clause, by its label."""
    [shown] = described(version(the_clause, **more), None, ()).clauses
    return dict(shown.facts)


def test_a_clause_tells_when_it_binds_and_how_it_is_judged():
    told = facts(clause(until=date(2025, 3, 31)))

    assert told == {
        "Binds": "From 1 January 2015 to 31 March 2025",
        "Must be known": "Before the worker is engaged",
        "Judged": "On every day of the work, by the agreement in force on that day",
        "Work that began earlier": "Not bound: no day is set here from which it would be.",
        "Compared with the cap": "Hourly pay",
        "Project teams": "Bound as everybody else",
        "A breach may be covered by": "An exemption or an approval with both signatures",
    }


def test_a_waiting_clause_tells_how_months_run_and_after_what():
    told = facts(cool_off_clause(convention="same_day"))

    assert told["Judged"] == "Once, by the agreement in force on the first day of work"
    assert told["Months run"] == "By the corresponding date: the worker is free on that day itself"
    assert told["Waiting begins after"] == "Permanent or fixed-term posts"
    assert facts(cool_off_clause())["Months run"].endswith("the worker is free on the day after it")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"existing_from": date(2025, 10, 1)}, "Bound from 1 October 2025."),
        (
            {"existing_from": date(2025, 10, 1), "transitional": True},
            "Bound from 1 October 2025. A contractual bar that is on record keeps work out until then.",
        ),
        (
            {"transitional": True},
            "Not bound: no day is set here from which it would be. "
            "A contractual bar that is on record keeps work out for good.",
        ),
    ],
)
def test_work_that_began_earlier_is_told_of(changes, says):
    assert facts(clause(**changes))["Work that began earlier"] == says


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"cover": ()}, "Nothing"),
        ({"cover": ("exemption",)}, "An exemption"),
        (
            {"cover": ("approval",), "signed_before": True},
            "An approval with both signatures, if every signature is dated before the first day that it covers",
        ),
    ],
)
def test_what_may_cover_a_breach_is_told(changes, says):
    assert facts(clause(**changes))["A breach may be covered by"] == says


def test_on_costs_are_told_of_where_they_are_compared():
    told = facts(clause(base="pay_and_on_costs", paye="statutory", paye_less=("employer_ni", "holiday_pay")))

    assert told["For PAYE"] == (
        "Employer National Insurance and holiday pay are added to the hourly pay. "
        "One that is not on record is worked out from the statutory rates of the day."
    )
    assert "then we cannot tell" in facts(clause(base="charge"))["For PAYE"]
    assert "For PAYE" not in facts(clause())


def test_a_clause_that_nobody_judges_tells_so_and_no_more():
    assert facts(clause(rule="")) == {
        "Binds": "From 1 January 2015",
        "Judged": "The portal does not judge this clause",
    }
    rates = number("employer_ni_rate", "15", "percent")
    assert facts(clause(rule=""), numbers=(rates,))["Judged"] == "Not by itself: other clauses read its numbers"


def test_figures_of_another_file_are_pointed_at():
    rules = published("dfe-agency-rules-2024")
    others = [published("west-midlands-price-caps-2025"), published("statutory-on-costs")]
    told = {shown.clause.id: shown for shown in described(rules, None, others).clauses}

    assert list(told["price-cap"].links) == [
        ("Figures", "West Midlands price caps under the national agency rules", "west-midlands-price-caps"),
        ("Statutory rates", "Statutory on-costs of a PAYE worker", "statutory-on-costs"),
    ]
    assert told["cool-off"].links == ()


def test_a_schedule_tells_for_which_clause_its_figures_are():
    shown = described(published("west-midlands-price-caps-2025"), None, [published("dfe-agency-rules-2024")])

    [schedule] = shown.schedules
    assert (schedule.clause, schedule.anchor) == ("Price cap", "dfe-agency-rules-price-cap")
    assert len(schedule.tables[0].lines) == 10
    assert shown.is_illustrative

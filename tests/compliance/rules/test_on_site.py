"""On-site time, half a day on either side."""

from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import NotInForce
from compliance.rule import Verdict
from compliance.rules.on_site import on_site
from tests.compliance.cases import Example, answered, duty_clause, number, parameters, senior

CLAUSE = duty_clause("on_site", judged="continuing")
THREE = parameters(CLAUSE)
ONE = parameters(CLAUSE, numbers=(number("minimum", "1", "days a week", clause="on-site"),))


def worker(days, **changes):
    return senior(on_site_days=days and Decimal(days), **changes)


EXAMPLES = (
    Example(
        worker("3.0"),
        THREE,
        Verdict.MET,
        "The worker is on site for 3 days a week. The agreement asks for 3 days or more.",
    ),
    Example(
        worker("2.5"),
        THREE,
        Verdict.BREACH,
        "The worker is on site for 2.5 days a week. The agreement asks for 3 days or more.",
        "Agree at least 3 days a week on site, or ask for an exemption.",
    ),
    Example(
        worker("0.5"),
        ONE,
        Verdict.BREACH,
        "The worker is on site for 0.5 days a week. The agreement asks for 1 day or more.",
        "Agree at least 1 day a week on site, or ask for an exemption.",
    ),
    Example(
        worker(None),
        THREE,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the worker is on site for long enough, because their days a week are not on record. "
        "The agreement asks for 3 days or more.",
        "Record on the placement how many days a week the worker is on site.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("on_site", example) == example.answer


@pytest.mark.parametrize(
    ("days", "verdict"),
    [("0.0", Verdict.BREACH), ("2.9", Verdict.BREACH), ("3.0", Verdict.MET), ("3.1", Verdict.MET)],
)
def test_a_tenth_of_a_day_decides(days, verdict):
    assert on_site(worker(days), THREE).verdict is verdict


def test_the_numbers_are_kept_and_the_missing_fact_is_named():
    assert on_site(worker("2.5"), THREE).numbers == {"days": Decimal("2.5"), "least": Decimal(3)}
    assert on_site(worker("3.5"), THREE).numbers == {"days": Decimal("3.5"), "least": Decimal(3)}
    assert on_site(worker(None), THREE).numbers == {"least": Decimal(3)}
    assert on_site(worker(None), THREE).missing == "days a week on site"


@pytest.mark.parametrize(("day", "verdict"), [(date(2025, 3, 31), Verdict.BREACH), (date(2025, 4, 1), Verdict.MET)])
def test_a_number_that_changes_within_a_placement_counts_from_its_day(day, verdict):
    less = number("minimum", "2", "days a week", since=date(2025, 4, 1), clause="on-site")
    changing = parameters(CLAUSE, numbers=(number("minimum", "3", "days a week", clause="on-site"), less))

    assert on_site(worker("2.0", stretch_from=day), changing).verdict is verdict


def test_a_number_that_is_not_given_is_not_guessed():
    with pytest.raises(NotInForce, match="the number “minimum” of the clause “on-site” on 1 March 2015"):
        on_site(worker("3.0"), parameters(CLAUSE, numbers=()))

"""What an employer pays on top of PAYE pay: each figure from its own day, and each with its source."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.compliance.cases import published

RATE, THRESHOLD = "employer_ni_rate", "employer_ni_threshold"
CHANGES = [
    (RATE, date(2022, 4, 6), "13.8", "15.05"),
    (RATE, date(2022, 11, 6), "15.05", "13.8"),
    (RATE, date(2025, 4, 6), "13.8", "15"),
    (THRESHOLD, date(2015, 4, 6), "153", "156"),
    (THRESHOLD, date(2017, 4, 6), "156", "157"),
    (THRESHOLD, date(2018, 4, 6), "157", "162"),
    (THRESHOLD, date(2019, 4, 6), "162", "166"),
    (THRESHOLD, date(2020, 4, 6), "166", "169"),
    (THRESHOLD, date(2021, 4, 6), "169", "170"),
    (THRESHOLD, date(2022, 4, 6), "170", "175"),
    (THRESHOLD, date(2025, 4, 6), "175", "96"),
    ("apprenticeship_levy_rate", date(2017, 4, 6), "0", "0.5"),
]


def on_costs(name, day):
    return published("statutory-on-costs").number("on-costs", name).on(day).value


@pytest.mark.parametrize(("name", "day", "before", "after"), CHANGES)
def test_a_figure_changes_on_its_day_and_not_the_day_before(name, day, before, after):
    assert on_costs(name, day - timedelta(days=1)) == Decimal(before)
    assert on_costs(name, day) == Decimal(after)


def test_no_figure_changes_on_any_other_day():
    first = published("statutory-on-costs").in_force_from
    dated = {(number.name, number.since) for number in published("statutory-on-costs").numbers if number.since > first}

    assert dated == {(name, day) for name, day, _, _ in CHANGES}


def test_holiday_pay_is_the_weeks_of_leave_over_the_weeks_of_work():
    weeks = Decimal("5.6")

    assert on_costs("holiday_pay_rate", date(2026, 3, 2)) == round(100 * weeks / (52 - weeks), 2)


def test_every_figure_is_known_before_the_first_agreement_began():
    # The West Midlands agreement of 2015 began before that tax year did.
    for name in {number.name for number in published("statutory-on-costs").numbers}:
        assert on_costs(name, date(2015, 1, 1)) is not None

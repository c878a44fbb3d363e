"""Calendar quarters: their days, codes and words."""

from datetime import date

import pytest

from compliance.quarters import quarter_coded, quarter_of, quarters_past


@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 8, 15), date(2026, 9, 30)])
def test_a_quarter_holds_three_whole_months(day):
    quarter = quarter_of(day)

    assert quarter == ("2026Q3", date(2026, 7, 1), date(2026, 9, 30))
    assert quarter.words == "July to September 2026"
    assert quarter_coded("2026Q3") == quarter


def test_the_last_quarter_of_a_year_ends_with_it():
    assert quarter_of(date(2026, 12, 31)) == ("2026Q4", date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize("code", ["2026Q5", "2026-Q1", "2026", "", "26Q1", "2026Q1 "])
def test_anything_else_is_no_quarter(code):
    with pytest.raises(ValueError, match=code or None):
        quarter_coded(code)


def test_the_quarters_that_are_over_come_latest_first():
    past = quarters_past(date(2026, 2, 3), date(2026, 11, 20))

    assert [quarter.code for quarter in past] == ["2026Q3", "2026Q2", "2026Q1"]


def test_a_quarter_on_whose_last_day_something_began_is_among_them():
    assert [quarter.code for quarter in quarters_past(date(2026, 6, 30), date(2026, 7, 1))] == ["2026Q2"]


def test_while_the_first_quarter_lasts_none_is_over():
    assert list(quarters_past(date(2026, 10, 5), date(2026, 11, 20))) == []

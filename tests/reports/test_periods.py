"""The months and quarters that reports are about."""

from datetime import date

import pytest

from reports.periods import month_before, month_coded, quarter_before, quarter_coded, quarter_of


def test_a_month_has_its_first_and_last_day_and_its_words():
    month = month_coded("2024-02")

    assert (month.first, month.last, month.words) == (date(2024, 2, 1), date(2024, 2, 29), "February 2024")


def test_a_quarter_is_never_said_as_a_number():
    quarter = quarter_coded("2026Q3")

    assert (quarter.first, quarter.last, quarter.words) == (
        date(2026, 7, 1), date(2026, 9, 30), "July to September 2026",
    )  # fmt: skip
    assert [month.code for month in quarter.months] == ["2026-07", "2026-08", "2026-09"]


def test_the_same_quarter_and_month_a_year_before():
    assert quarter_coded("2026Q1").year_before == quarter_coded("2025Q1")
    assert month_coded("2024-02").year_before.last == date(2023, 2, 28)


@pytest.mark.parametrize("code", ["2026-13", "2026-1", "2026Q5", "26Q1", "", "1926-10", "2026-10-01", "٢٠٢٦-10"])
def test_a_code_that_names_no_period_is_refused(code):
    with pytest.raises(ValueError, match=r".*"):
        month_coded(code)
    with pytest.raises(ValueError, match=r".*"):
        quarter_coded(code)


def test_the_period_before_crosses_the_year():
    assert month_before(date(2026, 1, 31)).code == "2025-12"
    assert quarter_before(date(2026, 3, 31)).code == "2025Q4"
    assert quarter_of(date(2026, 3, 31)).code == "2026Q1"


def test_a_period_is_over_the_day_after_its_last():
    assert not month_coded("2026-10").is_over(date(2026, 10, 31))
    assert month_coded("2026-10").is_over(date(2026, 11, 1))

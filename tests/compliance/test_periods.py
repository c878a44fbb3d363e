"""Periods at every edge of a month, and against a count by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compliance.periods import CONVENTIONS, free_on, months_between, months_from, window_opens

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 36)
CONVENTION = st.sampled_from(CONVENTIONS)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("left_on", "months", "free"),
    [
        (date(2025, 7, 31), 3, date(2025, 11, 1)),
        (date(2025, 7, 31), 12, date(2026, 8, 1)),
        (date(2025, 7, 30), 3, date(2025, 10, 31)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 2, 28), 12, date(2026, 3, 1)),
        (date(2023, 2, 28), 12, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 3, 1)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2023, 8, 31), 6, date(2024, 3, 1)),
        (date(2025, 12, 31), 12, date(2027, 1, 1)),
        (date(2025, 1, 1), 12, date(2026, 1, 2)),
    ],
)
def test_the_first_free_day_is_the_day_after_the_corresponding_date(left_on, months, free):
    assert free_on(left_on, months) == free


@pytest.mark.parametrize(
    ("left_on", "months", "free"),
    [
        (date(2025, 7, 31), 3, date(2025, 10, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ],
)
def test_by_the_other_convention_the_corresponding_date_itself_is_free(left_on, months, free):
    assert free_on(left_on, months, "same_day") == free


def test_an_unknown_convention_is_refused():
    with pytest.raises(ValueError, match="lunar"):
        free_on(date(2025, 7, 31), 3, "lunar")


def test_a_period_is_counted_from_the_anchor_and_not_month_by_month():
    by_steps = months_from(months_from(date(2025, 8, 31), 6), 1)

    assert by_steps == date(2026, 3, 28)
    assert months_from(date(2025, 8, 31), 7) == date(2026, 3, 31)


@given(DAYS, DAYS, MONTHS, CONVENTION)
def test_leaving_later_never_frees_sooner(one, other, months, convention):
    earlier, later = sorted((one, other))

    assert free_on(earlier, months, convention) <= free_on(later, months, convention)


@given(DAYS, MONTHS)
def test_the_period_ends_in_the_month_that_many_months_on(left_on, months):
    last = free_on(left_on, months) - ONE_DAY

    assert (last.year * 12 + last.month) - (left_on.year * 12 + left_on.month) == months
    assert last.day == left_on.day or (last + ONE_DAY).day == 1


@given(DAYS, MONTHS, CONVENTION)
@example(date(2024, 3, 31), 1, "corresponding_date")
@example(date(2024, 3, 31), 1, "same_day")
def test_the_window_opens_on_the_earliest_day_that_is_not_yet_free(start, months, convention):
    day = start - timedelta(days=31 * months + 10)
    while free_on(day, months, convention) <= start:
        day += ONE_DAY

    assert window_opens(start, months, convention) == day


def test_months_between_counts_each_month_touched():
    assert months_between(date(2025, 11, 30), date(2026, 1, 1)) == ((2025, 11), (2025, 12), (2026, 1))


def test_an_empty_span_touches_no_month():
    assert months_between(date(2026, 1, 2), date(2026, 1, 1)) == ()

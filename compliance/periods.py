"""Periods of whole months, counted from the anchor date and never month by month."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

CORRESPONDING_DATE = "corresponding_date"
SAME_DAY = "same_day"
CONVENTIONS = (CORRESPONDING_DATE, SAME_DAY)

ONE_DAY = timedelta(days=1)


def months_from(day: date, months: int) -> date:
    """The corresponding date some months away, or that month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=65536)
def free_on(left_on: date, months: int, convention: str = CORRESPONDING_DATE) -> date:
    """The first free day after leaving; raises ValueError for an unknown convention.

    `corresponding_date` (Dodds v Walker, 1981): the period ends at the end of the corresponding date.
    `same_day`: free on the corresponding date itself.
    """
    if convention == CORRESPONDING_DATE:
        return months_from(left_on, months) + ONE_DAY
    if convention == SAME_DAY:
        return months_from(left_on, months)
    raise ValueError(f"unknown convention: {convention}")


@lru_cache(maxsize=65536)
def window_opens(start: date, months: int, convention: str = CORRESPONDING_DATE) -> date:
    """The earliest leaving day that is not yet free on a start day."""
    # Every day before the corresponding date is free by the start; from there the window is days away at most.
    day = months_from(start, -months)
    while free_on(day, months, convention) <= start:
        day += ONE_DAY
    return day


def months_between(first: date, last: date) -> tuple[tuple[int, int], ...]:
    """Every calendar month that has a day from first to last, both included."""
    return tuple((n // 12, n % 12 + 1) for n in range(_number(first), _number(last) + 1)) if first <= last else ()


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1

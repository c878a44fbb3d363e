"""The months and calendar quarters that reports are about: their days, their codes and their words."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from compliance import quarters
from compliance.periods import months_from
from compliance.rule import MONTHS

MONTH_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
EARLIEST = 2015  # the agreement's first year


class Period(NamedTuple):
    """A run of whole months: its code (2026-10, 2026Q3), its first and its last day, both included."""

    code: str
    first: date
    last: date

    @property
    def words(self):
        """As screens and documents say it: "October 2026", "July to September 2026"."""
        if self.first.month == self.last.month:
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        return f"{MONTHS[self.first.month - 1]} to {MONTHS[self.last.month - 1]} {self.last.year}"

    @property
    def months(self):
        """The months of the period, earliest first."""
        count = self.last.month - self.first.month + 1
        return tuple(month_of(months_from(self.first, number)) for number in range(count))

    @property
    def year_before(self):
        """The same months a year earlier."""
        day = months_from(self.first, -12)
        return month_of(day) if "Q" not in self.code else quarter_of(day)

    def is_over(self, today):
        """Whether its last day has passed."""
        return self.last < today


def month_of(day):
    """The month that a day is in."""
    first = day.replace(day=1)
    return Period(f"{day:%Y-%m}", first, first.replace(day=monthrange(day.year, day.month)[1]))


def quarter_of(day):
    """The calendar quarter that a day is in."""
    return Period(*quarters.quarter_of(day))


def month_before(day):
    """The month before the one that a day is in."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def quarter_before(day):
    """The quarter before the one that a day is in."""
    return quarter_of(quarter_of(day).first - timedelta(days=1))


def month_coded(code):
    """The month with a code such as 2026-10; raises ValueError for anything else."""
    year, month = _parts(MONTH_CODE, code)
    return month_of(date(year, month, 1))


def quarter_coded(code):
    """The quarter with a code such as 2026Q3; raises ValueError for anything else."""
    year, number = _parts(quarters.CODE, code)
    return quarter_of(date(year, number * 3, 1))


def _parts(pattern, code):
    found = pattern.fullmatch(str(code).strip().upper())
    if found is None or int(found[1]) < EARLIEST:
        raise ValueError(code)
    return int(found[1]), int(found[2])

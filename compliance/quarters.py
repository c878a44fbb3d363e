"""Calendar quarters: the code, the days and the words of each."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from compliance.periods import ONE_DAY, months_from
from compliance.rule import MONTHS

CODE = re.compile(r"(\d{4})Q([1-4])", re.ASCII)


class Quarter(NamedTuple):
    """Three whole months: a code such as 2026Q3, the first and the last day, both included."""

    code: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """As screens say it: "July to September 2026"."""
        return f"{MONTHS[self.first.month - 1]} to {MONTHS[self.last.month - 1]} {self.last.year}"


def quarter_of(day: date) -> Quarter:
    """The calendar quarter that a day is in."""
    number = (day.month + 2) // 3
    first = date(day.year, number * 3 - 2, 1)
    return Quarter(f"{day.year}Q{number}", first, months_from(first, 3) - ONE_DAY)


def quarter_coded(code: str) -> Quarter:
    """The quarter with a code; raises ValueError for anything else."""
    found = CODE.fullmatch(code)
    if found is None:
        raise ValueError(code)
    return quarter_of(date(int(found[1]), int(found[2]) * 3, 1))


def quarters_past(earliest: date, today: date) -> Iterator[Quarter]:
    """The quarters that are over, the latest first, down to the one that the earliest day is in."""
    quarter = quarter_of(quarter_of(today).first - ONE_DAY)
    while quarter.last >= earliest:
        yield quarter
        quarter = quarter_of(quarter.first - ONE_DAY)

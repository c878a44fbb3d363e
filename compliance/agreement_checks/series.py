"""What was agreed for one thing over time: the days without a figure, and the figures without a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from compliance.agreement_checks.sheet import Row, Span
from compliance.periods import ONE_DAY
from compliance.rule import in_words

WHAT = "{what}"


class Fault(NamedTuple):
    """A fault of a row, with a place in its message for what the figure is for."""

    row: Row
    message: str
    remedy: str


def gap(rows: Iterable[Row], span: Span, remedy: str) -> Iterator[Fault]:
    """Days of the span before the first figure begins."""
    first = min(rows, key=_since, default=None)
    if first is not None and span.first < _since(first) and span.first <= span.last:
        last = min(_since(first) - ONE_DAY, span.last)
        days = f"on {in_words(last)}" if last == span.first else f"from {in_words(span.first)} to {in_words(last)}"
        yield Fault(first, f"There is no figure for {WHAT} {days}.", remedy)


def dead(rows: Iterable[Row], span: Span) -> Iterator[Fault]:
    """Figures that can never be used: later than the clause, or ended before the version has begun to judge."""
    in_order = sorted(rows, key=_since)
    if span.first > span.last:
        return  # the clause itself is dead, which is said of the clause
    for row in in_order:
        if _since(row) > span.last:
            message = f"This figure for {WHAT} is never used, because its clause ends on {in_words(span.last)}."
            yield Fault(row, message, "Take it out, or give the clause a later last day.")
    for row, following in pairwise(in_order):
        if _since(row) < _since(following) <= span.first:
            begins = f"the next one holds from {in_words(_since(following))}"
            message = f"This figure for {WHAT} is never used in this version, because {begins}."
            yield Fault(row, message, "Take it out.")


def _since(row: Row) -> date:
    return row.keys["since"]

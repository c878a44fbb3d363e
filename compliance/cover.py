"""What may stand beside a breach: leave to go outside a clause, in force on the day that is judged."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from compliance.agreement import Clause


class Leave(NamedTuple):
    """An exemption or an approval, both days included; `signed_on` is the day of its last signature."""

    clause: str
    kind: str
    from_on: date
    until_on: date
    signed_on: date | None = None
    id: int = 0

    def covers(self, clause: Clause) -> bool:
        """Whether the clause allows this kind of leave, signed before its own first day where that is asked."""
        if self.clause != clause.id or self.kind not in clause.cover:
            return False
        return not clause.signed_before or (self.signed_on is not None and self.signed_on < self.from_on)


def leave_on(clause: Clause, leaves: Iterable[Leave], day: date) -> Leave | None:
    """The leave that covers a breach of a clause on a day: an approval first, for it carries both keys.

    Then the one that holds longest, then the one recorded first, so that every surface cites the same.
    """
    holding = [each for each in leaves if each.from_on <= day <= each.until_on and each.covers(clause)]
    return min(holding, key=lambda each: (each.kind, -each.until_on.toordinal(), each.id), default=None)


def nearest_day(day: date, from_on: date, until_on: date | None) -> date:
    """The day on which an outcome is judged: the day itself, or the nearest of the outcome's own days."""
    return max(from_on, min(day, until_on or day))

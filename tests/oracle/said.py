"""What a clause may say of a day, in the fewest words."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

MET, BREACH, CANNOT_TELL, DUE = "met", "breach", "cannot_tell", "due"
DAY = timedelta(days=1)


class Said(NamedTuple):
    """For a cap, what was held against it, and by how much that is over; for a waiting time, until when; for experience
    and presence, the days; for a duty, by when; and which facts are missing.

    `or_else` is what may be said as well: where several things are missing, any may be named.
    """

    agreement: str
    version: str
    clause: str
    verdict: str
    amount: Decimal | None = None
    cap: Decimal | None = None
    over: Decimal | None = None
    free_on: date | None = None
    due_on: date | None = None
    days: Decimal | int | None = None
    missing: frozenset[str] = frozenset()
    not_sent: int | None = None
    or_else: frozenset["Said"] = frozenset()

    def is_the_same_as(self, other):
        if not self.or_else:
            return other == self
        return other in self.or_else or other == self._replace(or_else=frozenset())


class Span(NamedTuple):
    """What was said of each day from the first to the last."""

    said: Said
    first: date
    last: date


def named(version, clause):
    """A way to speak for one clause of a version: `says(MET)`, `says(CANNOT_TELL, "role")`."""

    def says(verdict, *missing, **details):
        return Said(version.agreement, version.label, clause.id, verdict, missing=frozenset(missing), **details)

    return says


def any_of(first, *others):
    """One thing said that may be said in other ways too."""
    return first._replace(or_else=frozenset(others) - {first})

"""A version of an agreement as people read it, whatever draws it."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from compliance.agreement import NATIONAL, Cap, Number, Signatory, Version
from compliance.periods import ONE_DAY
from compliance.rule import in_words
from compliance.rulebook_document.clauses import ClauseShown, shown
from compliance.rulebook_document.figures import Table, cap_tables

REGIMES = {NATIONAL: "National rules", "regional": "Regional agreement"}


class Schedule(NamedTuple):
    """The figures of a region for one clause of another agreement, and where that clause stands."""

    clause: str
    anchor: str
    tables: tuple[Table, ...]


class VersionShown(NamedTuple):
    """A version of an agreement as a reader meets it; `until` is its last day, None while nothing follows."""

    version: Version
    regime: str
    until: date | None
    clauses: tuple[ClauseShown, ...]
    schedules: tuple[Schedule, ...]

    @property
    def anchor(self) -> str:
        return self.version.agreement

    @property
    def when(self) -> str:
        """The days on which it holds, in words."""
        return days_of(self.version, self.until)

    @property
    def signed(self) -> dict[str, list[Signatory]]:
        """Who has signed, by the days on which they are bound; empty where nobody is named."""
        found: dict[str, list[Signatory]] = {}
        for each in self.version.signatories:
            until = f" to {in_words(each.until)}" if each.until else ""
            found.setdefault(f"From {in_words(each.since)}{until}", []).append(each)
        return found

    @property
    def is_illustrative(self) -> bool:
        """Whether any figure of it is invented."""
        figures: list[Cap | Number] = [*self.version.caps, *self.version.numbers]
        return any(figure.illustrative for figure in figures)


def days_of(version: Version, until: date | None) -> str:
    """The days on which a version holds, in words; one that was corrected from its first day never does."""
    since = in_words(version.in_force_from)
    if until is None:
        return f"From {since}"
    return f"{since} to {in_words(until)}" if version.in_force_from <= until else f"Never: replaced from {since}"


def described(version: Version, until: date | None, others: Iterable[Version]) -> VersionShown:
    """A version with all that it says; `others` are the versions beside which it is read."""
    others = [each for each in others if each is not version]
    clauses = tuple(shown(clause, version, until, others) for clause in version.clauses)
    named = dict.fromkeys(cap.clause for cap in version.caps) if version.schedule_of else {}
    titles = {
        clause.id: clause.title for each in others if each.agreement == version.schedule_of for clause in each.clauses
    }
    schedules = tuple(
        Schedule(titles.get(name, name), f"{version.schedule_of}-{name}", cap_tables(version, name, until))
        for name in named
    )
    return VersionShown(version, REGIMES[version.regime], until, clauses, schedules)


def dated(versions: Iterable[Version]) -> list[tuple[Version, date | None]]:
    """Each version with its last day, in order of agreement and first day; published ones come in as published.

    Of two from the same day the later one holds: the last day of the other comes before its first.
    """
    by_agreement: dict[str, list[Version]] = {}
    for version in versions:
        by_agreement.setdefault(version.agreement, []).append(version)
    found: list[tuple[Version, date | None]] = []
    for same in by_agreement.values():
        same.sort(key=lambda version: version.in_force_from)
        found += [(one, after.in_force_from - ONE_DAY) for one, after in pairwise(same)]
        found.append((same[-1], None))
    return found

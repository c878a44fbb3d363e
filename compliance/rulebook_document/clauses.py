"""A clause in plain words: when it binds, how it is judged, what it compares, what may cover a breach."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from compliance.agreement import (
    CONTINUING,
    ENGAGEMENT,
    EXCLUDED,
    INCLUDED,
    ONLY,
    STATED,
    STATUTORY,
    Clause,
    ExceptionAllowed,
    Version,
)
from compliance.agreement_reads import reads
from compliance.amounts import listed
from compliance.on_costs import PARTS
from compliance.periods import CORRESPONDING_DATE
from compliance.rule import BASES, in_words
from compliance.rulebook_document.figures import Table, cap_tables, number_tables
from compliance.rulebook_document.sayings import Saying, sayings

KNOWN = {"to_engage": "Before the worker is engaged", "before_start": "Before the first day of work", "later": "Later"}
JUDGED = {
    ENGAGEMENT: "Once, by the agreement in force on the first day of work",
    CONTINUING: "On every day of the work, by the agreement in force on that day",
}
POSTS = {"permanent": "permanent", "fixed_term": "fixed-term"}
WORK = {"local_authority": "a local authority", "agency": "an agency", "other": "another employer"}
TEAMS = {INCLUDED: "Bound as everybody else", EXCLUDED: "Not bound", ONLY: "They alone are bound"}
LEAVE = {"exemption": "an exemption", "approval": "an approval with both signatures"}
MONTHS = {
    True: "By the corresponding date: the worker is free on the day after it",
    False: "By the corresponding date: the worker is free on that day itself",
}
LACKING = {
    STATED: "One that is not on record is missing, and then we cannot tell",
    STATUTORY: "One that is not on record is worked out from the statutory rates of the day",
}
NOT_JUDGED = "The portal does not judge this clause"
READ_ELSEWHERE = "Not by itself: other clauses read its numbers"

Fact = tuple[str, str]


class Link(NamedTuple):
    """Where more of a clause stands: in another agreement."""

    term: str
    text: str
    anchor: str


class ClauseShown(NamedTuple):
    """A clause as a reader meets it."""

    anchor: str
    clause: Clause
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    exceptions: tuple[ExceptionAllowed, ...]
    sayings: tuple[Saying, ...]
    links: tuple[Link, ...]


def shown(clause: Clause, version: Version, until: date | None, others: Iterable[Version]) -> ClauseShown:
    """One clause; `until` is the version's last day, and `others` hold figures that are not in this file."""
    others = list(others)
    schedules = [each for each in others if each.schedule_of == version.agreement]
    elsewhere = [each for each in schedules if any(cap.clause == clause.id for cap in each.caps)]
    rates = [each for each in others if each.agreement == clause.on_costs]
    last = min((day for day in (until, clause.until) if day), default=None)
    return ClauseShown(
        anchor=anchor(version, clause),
        clause=clause,
        facts=tuple(_facts(clause, version)),
        tables=(*cap_tables(version, clause.id, last), *number_tables(version, clause.id, last)),
        exceptions=clause.exceptions,
        sayings=sayings(clause, version, elsewhere or [version]),
        links=tuple(
            [Link("Figures", each.title, each.agreement) for each in elsewhere]
            + [Link("Statutory rates", each.title, each.agreement) for each in rates]
        ),
    )


def anchor(version: Version, clause: Clause) -> str:
    """Where a clause stands on the page of the rules."""
    return f"{version.agreement}-{clause.id}"


def _facts(clause: Clause, version: Version) -> Iterator[Fact]:
    until = f" to {in_words(clause.until)}" if clause.until else ""
    yield "Binds", f"From {in_words(clause.since)}{until}"
    if not clause.rule:
        read_elsewhere = any(number.clause == clause.id for number in version.numbers)
        yield "Judged", READ_ELSEWHERE if read_elsewhere else NOT_JUDGED
        return
    yield "Must be known", KNOWN[clause.known]
    yield "Judged", JUDGED[clause.judged]
    if clause.judged == CONTINUING:
        yield "Work that began earlier", _earlier(clause)
    yield from _read_by_rule(clause, version)
    covers = " or ".join(LEAVE[kind] for kind in clause.cover)
    signed = ", if every signature is dated before the first day that it covers" if clause.signed_before else ""
    yield "A breach may be covered by", f"{_upper(covers)}{signed}" if covers else "Nothing"


def _earlier(clause: Clause) -> str:
    bar = " A contractual bar that is on record keeps work out"
    if clause.existing_from is None:
        return "Not bound: no day is set here from which it would be." + (
            f"{bar} for good." if clause.transitional else ""
        )
    return f"Bound from {in_words(clause.existing_from)}." + (f"{bar} until then." if clause.transitional else "")


def _read_by_rule(clause: Clause, version: Version) -> Iterator[Fact]:
    """What the clause's rule reads of it besides figures."""
    read = reads(clause.rule).keys
    if "convention" in read:
        yield "Months run", MONTHS[clause.convention == CORRESPONDING_DATE]
        yield "Waiting begins after", f"{_upper(' or '.join(POSTS[each] for each in clause.contracts))} posts"
    if "base" in read:
        yield "Compared with the cap", _upper(BASES[clause.base])
        yield "Project teams", TEAMS[clause.project_teams]
        if clause.base != "pay":
            parts = listed(PARTS[part] for part in clause.paye_less or PARTS)
            yield "For PAYE", f"{_upper(parts)} are added to the hourly pay. {LACKING[clause.paye]}."
    if "counts" in read and ("base" not in read or version.bands):
        yield "Experience that counts", f"With {' or '.join(WORK[each] for each in clause.counts)}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

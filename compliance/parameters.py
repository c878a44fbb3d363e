"""The agreements as objects: clauses, caps and the numbers in force on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from compliance.periods import CORRESPONDING_DATE, ONE_DAY
from compliance.rule import in_words, with_article

NATIONAL, REGIONAL = "national", "regional"
TO_ENGAGE, BEFORE_START, LATER = "to_engage", "before_start", "later"
ENGAGEMENT, CONTINUING = "engagement", "continuing"
PAID = {
    "paye": "through PAYE",
    "umbrella": "through an umbrella company",
    "limited_company": "through a limited company",
}


class NotInForce(Exception):
    """The agreement gives no such number on that day; its text names what is missing."""


class Role(NamedTuple):
    slug: str
    name: str
    core_type: str


class ExceptionAllowed(NamedTuple):
    """A reason for leaving that ends a waiting time."""

    reason: str
    source: str
    sure: str


class Cap(NamedTuple):
    """A ceiling in pounds an hour from a day on; a value of None says that the figure is not known."""

    role: str
    pay_type: str
    since: date
    value: Decimal | None
    source: str
    clause: str = "cap"
    sure: str = ""
    illustrative: bool = False


class Series(NamedTuple):
    """What was agreed for one thing over time."""

    what: str
    days: tuple[date, ...]
    caps: tuple[Cap, ...]

    def on(self, day: date) -> Cap:
        """The entry in force on a day; raises NotInForce when there is none or its figure is not known."""
        at = bisect_right(self.days, day)
        if not at or self.caps[at - 1].value is None:
            raise NotInForce(f"{self.what} on {in_words(day)}")
        return self.caps[at - 1]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in our own words; `rule` is empty while the portal does not yet judge it.

    From `existing_from` also assignments begun before `since` are bound. Where the clause is `transitional`,
    a recorded contractual bar keeps an assignment out until that same day.
    """

    id: str
    title: str
    words: str
    source: str
    sure: str
    since: date
    known: str
    judged: str
    rule: str = ""
    until: date | None = None
    existing_from: date | None = None
    transitional: bool = False
    base: str = ""
    months: int | None = None
    convention: str = CORRESPONDING_DATE
    contracts: tuple[str, ...] = ()
    exceptions: tuple[ExceptionAllowed, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def in_force_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Version:
    """One agreement as it stood from a day on; `region` is an ONS code, empty for the national rules."""

    agreement: str
    title: str
    regime: str
    region: str
    version: str
    in_force_from: date
    source: str
    sure: str
    clauses: tuple[Clause, ...]
    caps: tuple[Cap, ...] = ()
    roles: tuple[Role, ...] = ()
    convention: str = CORRESPONDING_DATE
    note: str = ""
    _series: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def clause(self, clause_id: str) -> Clause:
        return next(clause for clause in self.clauses if clause.id == clause_id)

    def cap(self, role: str, pay_type: str, clause_id: str = "cap") -> Series:
        """The caps of a role and pay type under one clause."""
        key = clause_id, role, pay_type
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = self._build(*key)
        return series

    def change_days(self, role: str, pay_type: str, clause_id: str | None = None) -> tuple[date, ...]:
        """The days on which a cap of a role and pay type changes, earliest first."""
        return tuple(
            sorted(
                {
                    cap.since
                    for cap in self.caps
                    if (cap.role, cap.pay_type) == (role, pay_type) and clause_id in (None, cap.clause)
                }
            )
        )

    def _build(self, clause_id: str, role: str, pay_type: str) -> Series:
        wanted = (clause_id, role, pay_type)
        caps = sorted((c for c in self.caps if (c.clause, c.role, c.pay_type) == wanted), key=lambda c: c.since)
        name = next((each.name for each in self.roles if each.slug == role), role.replace("_", " "))
        what = f"a pay cap for {with_article(name)} paid {PAID.get(pay_type, 'in a way that is not known')}"
        return Series(what, tuple(cap.since for cap in caps), tuple(caps))


class Parameters:
    """A clause bound to its version: what a rule is given beside the facts."""

    __slots__ = ("base", "clause", "contracts", "convention", "exceptions", "extra", "months", "version")

    def __init__(self, clause: Clause, version: Version) -> None:
        self.clause = clause
        self.version = version
        self.base = clause.base
        self.months = clause.months
        self.convention = clause.convention
        self.contracts = clause.contracts
        self.exceptions = frozenset(allowed.reason for allowed in clause.exceptions)
        self.extra = clause.extra

    def cap(self, role: str, pay_type: str) -> Series:
        return self.version.cap(role, pay_type, self.clause.id)


class Rulebook:
    """Every published version of every agreement."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self.versions = tuple(sorted(versions, key=lambda v: (v.regime == NATIONAL, v.agreement, v.in_force_from)))
        self._in_force: dict[tuple[str, date], tuple[Version, ...]] = {}
        self._bound: dict[tuple[str, date, str], tuple[Parameters, ...]] = {}
        self._cuts: dict[tuple[str, str, str], tuple[date, ...]] = {}

    def in_force(self, region: str, day: date) -> tuple[Version, ...]:
        """The version of each agreement that holds in a region on a day: regional ones first."""
        key = region, day
        if key not in self._in_force:
            latest = {v.agreement: v for v in self._for(region) if v.in_force_from <= day}
            self._in_force[key] = tuple(latest.values())
        return self._in_force[key]

    def bound(self, region: str, day: date, judged: str) -> tuple[Parameters, ...]:
        """The clauses of one kind that name a rule and are in force in a region on a day."""
        key = region, day, judged
        bound = self._bound.get(key)
        if bound is None:
            bound = self._bound[key] = tuple(
                Parameters(clause, version)
                for version in self.in_force(region, day)
                for clause in version.clauses
                if clause.rule and clause.judged == judged and clause.in_force_on(day)
            )
        return bound

    def unjudged(self, region: str, day: date) -> tuple[Parameters, ...]:
        """The clauses in force in a region on a day that an engagement must keep and the portal does not judge yet."""
        return tuple(
            Parameters(clause, version)
            for version in self.in_force(region, day)
            for clause in version.clauses
            if not clause.rule and clause.known != LATER and clause.in_force_on(day)
        )

    def cut_days(self, region: str, role: str, pay_type: str, started_on: date) -> tuple[date, ...]:
        """The days after a start on which a continuing clause may judge anew, earliest first."""
        key = region, role, pay_type
        if key not in self._cuts:
            self._cuts[key] = tuple(sorted(set(self._changes(*key))))
        days = self._cuts[key]
        return days[bisect_right(days, started_on) :]

    def _for(self, region: str) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if version.region in ("", region))

    def _changes(self, region: str, role: str, pay_type: str) -> Iterable[date]:
        # A version's own days stop counting when its successor begins, whose start is a change as well.
        versions = self._for(region)
        for version in versions:
            later = [v.in_force_from for v in versions if v.agreement == version.agreement]
            ends = min((day for day in later if day > version.in_force_from), default=date.max)
            days = {day for clause in version.clauses for day in _clause_days(version, clause, role, pay_type)}
            if days:
                yield version.in_force_from
                yield from (day for day in days if version.in_force_from < day < ends)
                if ends < date.max:
                    yield ends


def _clause_days(version: Version, clause: Clause, role: str, pay_type: str) -> Iterable[date]:
    if not clause.rule or clause.judged != CONTINUING:
        return
    yield clause.since
    if clause.until is not None:
        yield clause.until + ONE_DAY
    if clause.existing_from is not None:
        yield clause.existing_from
    yield from (day for day in version.change_days(role, pay_type, clause.id) if clause.in_force_on(day))

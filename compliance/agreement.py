"""An agreement as objects: its clauses, its figures with their days, who signed it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from compliance.periods import CORRESPONDING_DATE, ONE_DAY
from compliance.rule import in_words, with_article

NATIONAL, REGIONAL = "national", "regional"
TO_ENGAGE, BEFORE_START, LATER = "to_engage", "before_start", "later"
ENGAGEMENT, CONTINUING = "engagement", "continuing"
INCLUDED, EXCLUDED, ONLY = "included", "excluded", "only"
STATED, STATUTORY = "stated", "statutory"
EXEMPTION, APPROVAL = "exemption", "approval"
POUNDS_AN_HOUR = "pounds an hour"
PAID = {
    "paye": "through PAYE",
    "umbrella": "through an umbrella company",
    "limited_company": "through a limited company",
}


class NotInForce(Exception):
    """The agreement gives no such number on that day; its text names what is missing."""


class Role(NamedTuple):
    """A role of the agreement; of two with a rank the higher is the more senior."""

    slug: str
    name: str
    core_type: str
    rank: int | None = None


class Band(NamedTuple):
    """Experience in years of 365 days, or of 12 stated months; `until_years` itself is outside."""

    slug: str
    name: str
    from_years: int
    until_years: int | None = None


class Signatory(NamedTuple):
    """An authority, by its ONS code, that has signed the agreement, both days included."""

    authority: str
    since: date
    until: date | None = None

    def change_days(self) -> tuple[date, ...]:
        """The days from which it is bound, and no longer bound."""
        return (self.since,) if self.until is None else (self.since, self.until + ONE_DAY)


class ExceptionAllowed(NamedTuple):
    """A reason that ends a waiting time: a reason for leaving, or a promotion."""

    reason: str
    source: str
    sure: str


class Cap(NamedTuple):
    """A ceiling from a day on, in pounds an hour; a value of None says that the figure is not known."""

    role: str
    pay_type: str
    since: date
    value: Decimal | None
    source: str
    clause: str = "cap"
    sure: str = ""
    illustrative: bool = False
    band: str = ""
    base: str = ""
    unit: str = POUNDS_AN_HOUR
    lowered: str = ""


class Number(NamedTuple):
    """A dated parameter of a clause in its unit; a value of None says that it is not known."""

    clause: str
    name: str
    since: date
    value: Decimal | None
    unit: str
    source: str
    sure: str = ""
    illustrative: bool = False


Entry = TypeVar("Entry", Cap, Number)


class Series(Generic[Entry]):
    """What was agreed for one thing over time."""

    __slots__ = ("days", "entries", "what")

    def __init__(self, what: str, entries: list[Entry]) -> None:
        self.what = what
        self.entries = tuple(sorted(entries, key=lambda entry: entry.since))
        self.days = tuple(entry.since for entry in self.entries)

    def holds_on(self, day: date) -> bool:
        """Whether there is a known figure on a day."""
        at = bisect_right(self.days, day)
        return at > 0 and self.entries[at - 1].value is not None

    def on(self, day: date) -> Entry:
        """The entry in force on a day; raises NotInForce when there is none or its figure is not known."""
        at = bisect_right(self.days, day)
        if not at or self.entries[at - 1].value is None:
            raise NotInForce(f"{self.what} on {in_words(day)}")
        return self.entries[at - 1]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in our own words; `rule` is empty where nobody judges it.

    From `existing_from` also assignments begun before `since` are bound. Where the clause is `transitional`,
    a recorded contractual bar keeps an assignment out until that same day. `cover` are the kinds of leave that may
    stand beside a breach; with `signed_before`, only leave signed before the first day it is needed for.
    """

    id: str
    title: str
    words: str
    source: str
    sure: str
    since: date
    known: str
    judged: str
    interpretation: str = ""
    rule: str = ""
    until: date | None = None
    existing_from: date | None = None
    transitional: bool = False
    base: str = ""
    convention: str = CORRESPONDING_DATE
    contracts: tuple[str, ...] = ()
    exceptions: tuple[ExceptionAllowed, ...] = ()
    counts: tuple[str, ...] = ("local_authority",)
    project_teams: str = INCLUDED
    cover: tuple[str, ...] = (EXEMPTION, APPROVAL)
    signed_before: bool = False
    paye: str = STATED
    paye_less: tuple[str, ...] = ()
    on_costs: str = ""

    def in_force_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Version:
    """One agreement as it stood from a day on; `region` is an ONS code, empty for the national rules.

    `schedule_of` names the agreement whose clause these are the region's figures for.
    """

    agreement: str
    title: str
    regime: str
    region: str
    version: str
    in_force_from: date
    source: str
    sure: str
    clauses: tuple[Clause, ...] = ()
    caps: tuple[Cap, ...] = ()
    roles: tuple[Role, ...] = ()
    bands: tuple[Band, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    numbers: tuple[Number, ...] = ()
    pay_types: tuple[str, ...] = tuple(PAID)
    convention: str = CORRESPONDING_DATE
    note: str = ""
    corrects: str = ""
    reason: str = ""
    schedule_of: str = ""
    _asked: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def clause(self, clause_id: str) -> Clause:
        return next(clause for clause in self.clauses if clause.id == clause_id)

    def cap(self, role: str, pay_type: str, clause_id: str = "cap", band: str = "") -> Series[Cap]:
        """The caps of a role, pay type and band of experience under one clause."""
        key = "cap", clause_id, role, pay_type, band
        series = self._asked.get(key)
        if series is None:
            series = self._asked[key] = Series(self._cap_named(role, pay_type, clause_id), self._caps(*key[1:]))
        return series

    def number(self, clause_id: str, name: str) -> Series[Number]:
        """A parameter of a clause over time."""
        key = "number", clause_id, name
        series = self._asked.get(key)
        if series is None:
            found = [each for each in self.numbers if (each.clause, each.name) == key[1:]]
            what = f"the number “{name.replace('_', ' ')}” of the clause “{clause_id}”"
            series = self._asked[key] = Series(what, found)
        return series

    def bands_of(self, role: str, pay_type: str, clause_id: str) -> tuple[Band, ...]:
        """The bands of experience that a role's caps are given by; empty where one cap holds for all."""
        key = "bands", clause_id, role, pay_type
        if key not in self._asked:
            wanted = {cap.band for cap in self.caps if (cap.clause, cap.role, cap.pay_type) == key[1:]}
            self._asked[key] = tuple(band for band in self.bands if band.slug in wanted)
        return self._asked[key]

    def rank(self, role: str) -> int | None:
        """How senior a role is among the others; None where the agreement does not say."""
        return next((each.rank for each in self.roles if each.slug == role), None)

    def change_days(self, role: str, pay_type: str, clause_id: str | None = None) -> tuple[date, ...]:
        """The days on which a cap of a role and pay type changes, earliest first."""
        wanted = (role, pay_type)
        days = {c.since for c in self.caps if (c.role, c.pay_type) == wanted and clause_id in (None, c.clause)}
        return tuple(sorted(days))

    def has_signed(self, authority: str, day: date) -> bool:
        """Whether an authority is bound on a day; where nobody is listed, every member of the region is."""
        key = "signed", authority
        spans = self._asked.get(key)
        if spans is None:
            spans = self._asked[key] = [each for each in self.signatories if each.authority == authority]
        return not self.signatories or any(
            span.since <= day and (span.until is None or day <= span.until) for span in spans
        )

    def _caps(self, clause_id: str, role: str, pay_type: str, band: str) -> list[Cap]:
        wanted = (clause_id, role, pay_type, band)
        return [cap for cap in self.caps if (cap.clause, cap.role, cap.pay_type, cap.band) == wanted]

    def _cap_named(self, role: str, pay_type: str, clause_id: str) -> str:
        name = next((each.name for each in self.roles if each.slug == role), role.replace("_", " "))
        kind = "price cap" if self.regime == NATIONAL else "pay cap"
        return f"a {kind} for {with_article(name)} paid {PAID.get(pay_type, 'in a way that is not known')}"

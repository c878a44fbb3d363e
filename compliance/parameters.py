"""The numbers in force on a day: a clause with its version, and every published version together."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from compliance.agreement import CONTINUING, LATER, NATIONAL, STATUTORY, Band, Cap, Clause, Number, Series, Version
from compliance.periods import ONE_DAY


class Parameters:
    """A clause bound to its version: what a rule is given beside the facts.

    `schedule` holds the region's figures for a national clause; `on_costs` the statutory rates that the clause names.
    """

    __slots__ = (
        "_illustrative",
        "base",
        "clause",
        "contracts",
        "convention",
        "exceptions",
        "on_costs",
        "schedule",
        "version",
    )

    def __init__(
        self, clause: Clause, version: Version, schedule: Version | None = None, on_costs: "Parameters | None" = None
    ) -> None:
        self.clause = clause
        self.version = version
        self.schedule = schedule or version
        self.on_costs = on_costs
        self._illustrative: tuple[Series[Number], ...] | None = None
        self.base = clause.base
        self.convention = clause.convention
        self.contracts = clause.contracts
        self.exceptions = frozenset(allowed.reason for allowed in clause.exceptions)

    def cap(self, role: str, pay_type: str, band: str = "") -> Series[Cap]:
        """The caps of a role and pay type, in pounds an hour."""
        return self.schedule.cap(role, pay_type, self.clause.id, band)

    def bands(self, role: str, pay_type: str) -> tuple[Band, ...]:
        """The bands of experience that the role's caps are given by."""
        return self.schedule.bands_of(role, pay_type, self.clause.id)

    def number(self, name: str, day: date) -> Decimal:
        """A parameter of the clause on a day, in its unit; raises NotInForce."""
        return cast(Decimal, self.version.number(self.clause.id, name).on(day).value)

    def rests_on_illustrative(self, day: date) -> bool:
        """Whether any number of the clause in force on a day is made up for illustration."""
        if self._illustrative is None:
            names = {n.name for n in self.version.numbers if n.clause == self.clause.id and n.illustrative}
            self._illustrative = tuple(self.version.number(self.clause.id, name) for name in sorted(names))
        return any(series.holds_on(day) and series.on(day).illustrative for series in self._illustrative)

    def whole(self, name: str, day: date) -> int:
        """The same, as a count of months, days, weeks or references."""
        return int(self.number(name, day))


class Rulebook:
    """Every published version of every agreement; `longest_wait` is the most months that any clause looks back."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self.versions = tuple(sorted(versions, key=lambda v: (v.regime == NATIONAL, v.agreement, v.in_force_from)))
        waits = [int(n.value or 0) for version in self.versions for n in version.numbers if n.name == "months"]
        self.longest_wait = max(waits, default=0)
        self._in_force: dict[tuple[str, date], tuple[Version, ...]] = {}
        self._bound: dict[tuple[str, date, str], tuple[Parameters, ...]] = {}
        self._cuts: dict[tuple[str, str, str, str], tuple[date, ...]] = {}

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
                self._parameters(clause, version, region, day)
                for version in self.in_force(region, day)
                for clause in version.clauses
                if clause.rule and clause.judged == judged and clause.in_force_on(day)
            )
        return bound

    def unjudged(self, region: str, day: date) -> tuple[Parameters, ...]:
        """The clauses in force in a region on a day that an engagement must keep and that no rule judges."""
        return tuple(
            Parameters(clause, version)
            for version in self.in_force(region, day)
            for clause in version.clauses
            if not clause.rule and clause.known != LATER and clause.in_force_on(day)
        )

    def cut_days(self, region: str, role: str, core_type: str, pay_type: str, started_on: date) -> tuple[date, ...]:
        """The days after a start on which a continuing clause may judge anew, earliest first."""
        key = region, role, core_type, pay_type
        if key not in self._cuts:
            self._cuts[key] = tuple(sorted(set(self._changes(*key))))
        days = self._cuts[key]
        return days[bisect_right(days, started_on) :]

    def replacing(self, version: Version) -> "Rulebook":
        """The same rulebook with one more version, which holds over any of its agreement from the same day."""
        others = [
            each
            for each in self.versions
            if (each.agreement, each.in_force_from) != (version.agreement, version.in_force_from)
        ]
        return Rulebook([*others, version])

    def _parameters(self, clause: Clause, version: Version, region: str, day: date) -> Parameters:
        schedules = (
            each
            for each in self.in_force(region, day)
            if each.schedule_of == version.agreement and any(cap.clause == clause.id for cap in each.caps)
        )
        statutory = (each for each in self.in_force(region, day) if each.agreement == clause.on_costs)
        on_costs = next((Parameters(each.clauses[0], each) for each in statutory), None)
        return Parameters(clause, version, next(schedules, None), on_costs)

    def _for(self, region: str) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if version.region in ("", region))

    def _changes(self, region: str, role: str, core_type: str, pay_type: str) -> Iterator[date]:
        # A version's own days stop counting when its successor begins, whose start is a change as well.
        versions = self._for(region)
        statutory = _statutory(versions) if pay_type == "paye" else {}
        for version in versions:
            later = [v.in_force_from for v in versions if v.agreement == version.agreement]
            ends = min((day for day in later if day > version.in_force_from), default=date.max)
            days = {day for clause in version.clauses for day in _clause_days(version, clause, role, pay_type)}
            if version.schedule_of:
                days.update(version.change_days(core_type, pay_type))
            if first := statutory.get(version.agreement):
                # Its own first day as well: from then on there is something to work from, or to say what it lacks.
                own = (version.in_force_from, *(number.since for number in version.numbers))
                days.update(day for day in own if day > first)
            if days:
                # Who else signs or leaves changes nothing: what is said alike on both sides is put together again.
                days.update(day for signatory in version.signatories for day in signatory.change_days())
                yield version.in_force_from
                yield from (day for day in days if version.in_force_from < day < ends)
                if ends < date.max:
                    yield ends


def _statutory(versions: Iterable[Version]) -> dict[str, date]:
    """The agreements from whose rates a PAYE worker's on-costs may be worked out, and since when."""
    clauses = [clause for version in versions for clause in version.clauses]
    used = [clause for clause in clauses if clause.paye == STATUTORY and clause.on_costs]
    return {clause.on_costs: min(c.since for c in used if c.on_costs == clause.on_costs) for clause in used}


def _clause_days(version: Version, clause: Clause, role: str, pay_type: str) -> Iterator[date]:
    if not clause.rule or clause.judged != CONTINUING:
        return
    yield clause.since
    if clause.until is not None:
        yield clause.until + ONE_DAY
    if clause.existing_from is not None:
        yield clause.existing_from
    numbers = [number.since for number in version.numbers if number.clause == clause.id]
    days = {*version.change_days(role, pay_type, clause.id), *numbers}
    yield from (day for day in days if clause.in_force_on(day))

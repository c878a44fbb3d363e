"""The figures of a clause over time, as tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from compliance.agreement import Cap, Number, Version
from compliance.amounts import listed
from compliance.differences.amounts import shown
from compliance.periods import ONE_DAY
from compliance.rule import BASES, PAY_TYPES, in_words

ROLE, BAND, PAID, WHEN, SURE = "Role", "Experience", "Paid through", "When", "How sure"
NUMBER_NAMES = {
    "months": "Time to wait",
    "needed": "Asked for",
    "needed_months": "Asked for, where only months are stated",
    "weeks": "Notice",
    "minimum": "Least time on site each week",
    "employer_ni_rate": "Employer National Insurance",
    "employer_ni_threshold": "Weekly pay above which employer National Insurance is due",
    "apprenticeship_levy_rate": "Apprenticeship levy",
    "holiday_pay_rate": "Holiday pay",
}
EVERY_KIND = "Every kind of pay"
NOT_SAID = "Not said"


class Cell(NamedTuple):
    """One cell of a table; `illustrative` where its figure is invented."""

    text: str
    illustrative: bool = False


class Line(NamedTuple):
    """One figure: what it is for, when it holds, how much it is, how sure we are, where it was read."""

    what: tuple[str, ...]
    when: str
    figure: str
    sure: str
    source: str
    illustrative: bool = False
    note: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What stands under each heading."""
        what = [Cell(text) for text in (*self.what, self.when)]
        return (*what, Cell(self.figure, self.illustrative), Cell(self.sure))


class Table(NamedTuple):
    """Figures of one kind in the order of what they are for, then of their days."""

    caption: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> list[list[tuple[str, Cell]]]:
        """Each figure's cells under their headings."""
        return [list(zip(self.headings, line.cells, strict=True)) for line in self.lines]

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Where the figures were read, each with the first that was read there; no name where there is one source."""
        first = {line.source: f"{line.what[0]}, {lower_first(line.when)}" for line in reversed(self.lines)}
        if len(first) == 1:
            return [("", source) for source in first]
        return [(name, source) for source, name in reversed(first.items())]

    @property
    def notes(self) -> list[str]:
        """What else is said of some of the figures."""
        return list(dict.fromkeys(line.note for line in self.lines if line.note))


def cap_tables(version: Version, clause_id: str, until: date | None) -> tuple[Table, ...]:
    """The caps of a clause: one table, or none; `until` is the last day of the version."""
    caps = [cap for cap in version.caps if cap.clause == clause_id]
    if not caps:
        return ()
    banded = any(cap.band for cap in caps)
    lines = tuple(line for same in _series(caps, version) for line in _cap_lines(same, version, banded, until))
    what = (ROLE, BAND, PAID) if banded else (ROLE, PAID)
    return (Table("Caps", (*what, WHEN, "Cap an hour", SURE), lines),)


def number_tables(version: Version, clause_id: str, until: date | None) -> tuple[Table, ...]:
    """The other numbers of a clause: one table, or none."""
    numbers = [number for number in version.numbers if number.clause == clause_id]
    names = dict.fromkeys(number.name for number in numbers)
    lines = tuple(
        line for name in names for line in _number_lines([each for each in numbers if each.name == name], until)
    )
    return (Table("Numbers", ("What", WHEN, "Number", SURE), lines),) if lines else ()


def _series(caps: Iterable[Cap], version: Version) -> Iterator[list[list[Cap]]]:
    """For each role and band the caps over time, those together that differ in the kind of pay alone."""
    roles = {role.slug: place for place, role in enumerate(version.roles)}
    bands = {band.slug: place for place, band in enumerate(version.bands)}

    def place(cap: Cap) -> tuple[int, int]:
        return roles.get(cap.role, len(roles)), bands.get(cap.band, len(bands))

    for _, same in groupby(sorted(caps, key=place), key=place):
        over_time: dict[str, list[Cap]] = {}
        for cap in sorted(same, key=lambda cap: cap.since):
            over_time.setdefault(cap.pay_type, []).append(cap)
        alike: dict[tuple[Cap, ...], list[list[Cap]]] = {}
        for series in over_time.values():
            alike.setdefault(tuple(cap._replace(pay_type="") for cap in series), []).append(series)
        yield from alike.values()


def _cap_lines(same: list[list[Cap]], version: Version, banded: bool, until: date | None) -> Iterator[Line]:
    """Lines of caps that are alike for some kinds of pay."""
    kinds = [series[0].pay_type for series in same]
    paid = EVERY_KIND if set(kinds) == set(version.pay_types) else listed(PAY_TYPES[kind] for kind in kinds)
    for cap, when in _dated(same[0], until):
        role = next((role.name for role in version.roles if role.slug == cap.role), cap.role.replace("_", " "))
        band = next((band.name for band in version.bands if band.slug == cap.band), "any other")
        what = (_upper(role), *([_upper(band)] if banded else []), paid)
        note = f"{_upper(role)}, {lower_first(when)}: this is lower than before. {cap.lowered}" if cap.lowered else ""
        figure = f"{shown(cap)}{f', {BASES[cap.base]}' if cap.base else ''}"
        yield Line(what, when, _upper(figure), _sure(cap.sure), cap.source, cap.illustrative, note)


def _number_lines(numbers: list[Number], until: date | None) -> Iterator[Line]:
    for number, when in _dated(sorted(numbers, key=lambda number: number.since), until):
        what = NUMBER_NAMES.get(number.name, _upper(number.name.replace("_", " ")))
        counted = f"{shown(number)} references" if number.unit == "references" and number.value else shown(number)
        yield Line((what,), when, _upper(counted), _sure(number.sure), number.source, number.illustrative)


def _dated(entries: Sequence, until: date | None) -> Iterator[tuple]:
    """Each entry with the days on which it holds, in words."""
    ends = [*(entry.since - ONE_DAY for entry in entries[1:]), until]
    for entry, last in zip(entries, ends, strict=True):
        since = in_words(entry.since)
        yield entry, f"{since} to {in_words(last)}" if last and last >= entry.since else f"From {since}"


def _sure(sure: str) -> str:
    return _upper(sure) or NOT_SAID


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Caps moved by hand: a rulebook as it would be with other figures, and which caps differ between two rulebooks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from compliance.agreement import CONTINUING, PAID, Cap, NotInForce, Version
from compliance.amounts import listed
from compliance.parameters import Parameters, Rulebook
from compliance.rule import PAY_TYPES

CAP_RULES = ("pay_cap", "price_cap")
BY_HAND = "Moved by hand"


class Move(NamedTuple):
    """A cap in pounds an hour from a day on, in place of every figure agreed for that day or a later one.

    `agreement` and `clause` name the clause that judges, also where a schedule of its own holds the figures.
    """

    agreement: str
    clause: str
    role: str
    pay_types: tuple[str, ...]
    since: date
    value: Decimal
    band: str = ""


class CapNamed(NamedTuple):
    """Which cap: the clause that judges by it, the role, the band of experience if any, and the pay type."""

    agreement: str
    clause: str
    role: str
    band: str
    pay_type: str


class CapChange(NamedTuple):
    """A cap that differs between two rulebooks, in pounds an hour; None where one of them gives no figure."""

    title: str
    role: str
    band: str
    pay_types: tuple[str, ...]
    before: Decimal | None
    after: Decimal | None
    illustrative: bool

    @property
    def paid(self) -> str:
        """The pay types in words; empty where all are meant."""
        return "" if len(self.pay_types) == len(PAID) else listed(PAY_TYPES[each] for each in self.pay_types)


def is_cap_rule(name: str) -> bool:
    """Whether a rule judges a rate against a cap, in whichever version of its logic."""
    return name.partition("@")[0] in CAP_RULES


def cap_clauses(book: Rulebook, region: str, day: date) -> list[Parameters]:
    """The clauses about caps in force in a region on a day, regional ones first."""
    return [bound for bound in book.bound(region, day, CONTINUING) if is_cap_rule(bound.clause.rule)]


def caps_named(bound: Parameters) -> Iterator[CapNamed]:
    """Every cap that a clause judges by, in the order of the agreement."""
    agreement, clause = bound.version.agreement, bound.clause.id
    caps = (cap for cap in bound.schedule.caps if cap.clause == clause)
    yield from dict.fromkeys(CapNamed(agreement, clause, cap.role, cap.band, cap.pay_type) for cap in caps)


def caps_on(bound: Parameters, day: date) -> dict[CapNamed, Cap]:
    """The caps of a clause that have a figure on a day."""
    found = {}
    for named in caps_named(bound):
        try:
            found[named] = bound.cap(named.role, named.pay_type, named.band).on(day)
        except NotInForce:
            continue
    return found


def names_of(bound: Parameters, role: str, band: str) -> tuple[str, str]:
    """How an agreement calls a role and a band of experience; the band is empty where there is none."""
    figures = bound.schedule
    role_name = next((each.name for each in figures.roles if each.slug == role), role.replace("_", " "))
    return role_name, next((each.name for each in figures.bands if each.slug == band), band)


def moved(book: Rulebook, region: str, moves: Iterable[Move]) -> Rulebook:
    """The rulebook with these caps moved in a region; each holds until the next move of the same cap."""
    by_cap: dict[CapNamed, list[Move]] = {}
    for move in moves:
        for pay_type in move.pay_types:
            named = CapNamed(move.agreement, move.clause, move.role, move.band, pay_type)
            by_cap.setdefault(named, []).append(move)
    versions = book.versions
    for named, its in by_cap.items():
        holds = _holding(versions, region, named)
        versions = tuple(_with(version, named, its) if holds(version) else version for version in versions)
    return Rulebook(versions)


def cap_changes(region: str, old: tuple[Rulebook, date], new: tuple[Rulebook, date]) -> list[CapChange]:
    """What changes from one rulebook on a day to another on a day: pay types with the same figures together."""
    before, after = _figures(region, *old), _figures(region, *new)
    clauses = {_key(bound): bound for book, day in (old, new) for bound in cap_clauses(book, region, day)}
    alike: dict[tuple, list[str]] = {}
    for named in {**before, **after}:
        was, will_be = before.get(named), after.get(named)
        if (was and was.value) != (will_be and will_be.value):
            illustrative = any(cap.illustrative for cap in (was, will_be) if cap)
            alike.setdefault((named[:-1], was and was.value, will_be and will_be.value, illustrative), []).append(
                named.pay_type
            )
    return [
        CapChange(
            clauses[agreement, clause].clause.title, *names_of(clauses[agreement, clause], role, band),
            tuple(pay_types), *rest,
        )
        for ((agreement, clause, role, band), *rest), pay_types in alike.items()
    ]  # fmt: skip


def _key(bound: Parameters) -> tuple[str, str]:
    return bound.version.agreement, bound.clause.id


def _holding(versions: Iterable[Version], region: str, named: CapNamed) -> Callable[[Version], bool]:
    """Whether a version holds a clause's figures: of the region's own schedule where there is one."""
    own = [version for version in versions if version.region in ("", region)]
    if any(version.schedule_of == named.agreement for version in own):
        return lambda version: version.schedule_of == named.agreement and version.region in ("", region)
    return lambda version: version.agreement == named.agreement and version.region in ("", region)


def _with(version: Version, named: CapNamed, moves: list[Move]) -> Version:
    first = min(move.since for move in moves)
    own = [cap for cap in version.caps if _names(named, cap)]
    kept = [cap for cap in version.caps if not _names(named, cap) or cap.since < first]
    return replace(version, caps=(*kept, *(_cap(move, named, own) for move in moves)))


def _names(named: CapNamed, cap: Cap) -> bool:
    return (cap.clause, cap.role, cap.band, cap.pay_type) == named[1:]


def _cap(move: Move, named: CapNamed, own: list[Cap]) -> Cap:
    # What is compared with the cap stays what it was: the base of the figure that the move stands in for.
    earlier = [cap for cap in own if cap.since <= move.since]
    stood = max(earlier, key=lambda cap: cap.since, default=own[0] if own else None)
    base = stood.base if stood else ""
    return Cap(
        named.role, named.pay_type, move.since, move.value, BY_HAND, named.clause, band=named.band, base=base
    )  # fmt: skip


def _figures(region: str, book: Rulebook, day: date) -> dict[CapNamed, Cap]:
    """Every cap that has a figure on a day."""
    found: dict[CapNamed, Cap] = {}
    for bound in cap_clauses(book, region, day):
        found |= caps_on(bound, day)
    return found

"""A plain description of one placement and all that its answer may rest on: no product types, no database."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

REGION, OTHER_REGION = "E12000005", "E12000004"
NATIONAL, REGIONAL = "national", "regional"


class Membership(NamedTuple):
    authority: int
    from_on: date
    until_on: date | None = None


class Post(NamedTuple):
    """A post that the worker held as an employee."""

    employer: int
    contract: str
    from_on: date | None = None
    left_on: date | None = None
    reason: str = ""


class Rate(NamedTuple):
    since: date
    pay_type: str
    hourly_pay: Decimal | None


class Placement(NamedTuple):
    """`role` is given on the order, or else `mapped` says what the local title means, from which day on."""

    authority: int
    started_on: date
    ended_on: date | None = None
    rates: tuple[Rate, ...] = ()
    role: str = ""
    mapped: tuple[tuple[date, str], ...] = ()
    contractual_bar: bool = False


class Clause(NamedTuple):
    """`existing_from` is the day that binds what began before the clause, and what a contract kept out."""

    id: str
    rule: str
    since: date
    until: date | None = None
    existing_from: date | None = None
    transitional: bool = False
    months: int | None = None
    contracts: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class Cap(NamedTuple):
    """`value` is None where no figure is known."""

    role: str
    pay_types: tuple[str, ...]
    since: date
    value: Decimal | None


class Version(NamedTuple):
    agreement: str
    regime: str
    region: str
    label: str
    in_force_from: date
    convention: str
    clauses: tuple[Clause, ...]
    caps: tuple[Cap, ...] = ()


class Leave(NamedTuple):
    """An exemption or an approval."""

    clause: str
    kind: str
    from_on: date
    until_on: date


class World(NamedTuple):
    """`sent` holds (authority, year, month) for each leaver return that was received."""

    judged_on: date
    placement: Placement
    members: tuple[Membership, ...]
    sent: frozenset[tuple[int, int, int]] = frozenset()
    posts: tuple[Post, ...] = ()
    versions: tuple[Version, ...] = ()
    leave: tuple[Leave, ...] = ()

"""A plain description of one placement and all that its answer may rest on: no product types, no database."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

REGION, OTHER_REGION = "E12000005", "E12000004"
NATIONAL, REGIONAL = "national", "regional"
PAYE, UMBRELLA, LIMITED = PAY_TYPES = ("paye", "umbrella", "limited_company")
PENNY = Decimal("0.01")
# Each role of the region, and the core type to which it is mapped.
CORE_TYPES = {
    "social_worker": "social_worker",
    "senior_social_worker": "senior_social_worker",
    "senior_lead": "senior_social_worker",
    "team_manager": "team_manager",
}


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
    role: str = ""


class Spell(NamedTuple):
    """A time of experience in one kind of employment; whether the worker was registered may not be known."""

    setting: str
    from_on: date
    until_on: date | None = None
    registered: bool | None = True


class Rate(NamedTuple):
    """The parts are pounds an hour; None is not on record."""

    since: date
    pay_type: str
    hourly_pay: Decimal | None
    employer_ni: Decimal | None = None
    apprenticeship_levy: Decimal | None = None
    holiday_pay: Decimal | None = None
    agency_fee: Decimal | None = None
    msp_fee: Decimal | None = None
    hourly_charge: Decimal | None = None


class Placement(NamedTuple):
    """`role` is given on the order, or else `mapped` says what the local title means, from which day on."""

    authority: int
    started_on: date
    expected_end_on: date | None = None
    ended_on: date | None = None
    rates: tuple[Rate, ...] = ()
    role: str = ""
    mapped: tuple[tuple[date, str], ...] = ()
    contractual_bar: bool = False
    hours_per_week: Decimal | None = None
    notice_weeks: int | None = None
    references_received: int | None = None
    last_reference_on: date | None = None
    reference_given_on: date | None = None
    pqe_months: int | None = None
    quality_record: bool | None = None
    on_site_days: Decimal | None = None
    project_team: bool | None = None
    team_approved_on: date | None = None
    team_cost_apart: bool | None = None
    team_control_kept: bool | None = None


class Clause(NamedTuple):
    """`existing_from` is the day that binds what began before the clause, and what a contract kept out."""

    id: str
    rule: str
    known: str
    since: date
    until: date | None = None
    existing_from: date | None = None
    transitional: bool = False
    base: str = ""
    contracts: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    counts: tuple[str, ...] = ("local_authority",)
    project_teams: str = "included"
    cover: tuple[str, ...] = ("exemption", "approval")
    signed_before: bool = False
    paye: str = "stated"
    paye_less: tuple[str, ...] = ()
    on_costs: str = ""


class Cap(NamedTuple):
    """`value` is None where no figure is known; an empty `band` is for workers in no band."""

    clause: str
    role: str
    pay_types: tuple[str, ...]
    since: date
    value: Decimal | None
    band: str = ""
    base: str = ""


class Number(NamedTuple):
    """A dated number of a clause."""

    clause: str
    name: str
    since: date
    value: Decimal | None


class Band(NamedTuple):
    """Years of experience, the last not included."""

    slug: str
    from_years: int
    until_years: int | None = None


class Version(NamedTuple):
    """`ranks` say how senior a role is; `signed` are the authorities that signed, all members where it is empty;
    `schedule_of` names the agreement for which these are a region's figures, `corrects` the label of a version.
    """

    agreement: str
    regime: str
    region: str
    label: str
    in_force_from: date
    convention: str
    clauses: tuple[Clause, ...] = ()
    caps: tuple[Cap, ...] = ()
    numbers: tuple[Number, ...] = ()
    ranks: tuple[tuple[str, int], ...] = ()
    bands: tuple[Band, ...] = ()
    signed: tuple[Membership, ...] = ()
    schedule_of: str = ""
    corrects: str = ""


class Leave(NamedTuple):
    """An exemption or an approval, and the days on which the two keys were turned."""

    clause: str
    kind: str
    from_on: date
    until_on: date
    decided_on: date
    second_on: date | None = None


class Notice(NamedTuple):
    """The notice of an authority's own staff in a role."""

    authority: int
    role: str
    since: date
    weeks: int


class World(NamedTuple):
    """`sent` holds (authority, year, month) for each leaver return that was received."""

    judged_on: date
    placement: Placement
    members: tuple[Membership, ...]
    sent: frozenset[tuple[int, int, int]] = frozenset()
    posts: tuple[Post, ...] = ()
    spells: tuple[Spell, ...] = ()
    notices: tuple[Notice, ...] = ()
    versions: tuple[Version, ...] = ()
    leave: tuple[Leave, ...] = ()

"""The frozen record that a rule may read: one placement over one stretch."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from compliance.periods import ONE_DAY, months_between


class Member(NamedTuple):
    """One dated membership of a region, and the months for which that authority sent its leavers, nil included."""

    authority: int
    from_on: date
    until_on: date | None = None
    months_sent: frozenset[tuple[int, int]] = frozenset()

    def days_within(self, first: date, last: date) -> tuple[date, date]:
        """The part of a span in which this membership held; empty when its first day is after its last."""
        return max(first, self.from_on), last if self.until_on is None else min(last, self.until_on)


@dataclass(frozen=True)
class Region:
    """The region of the engaging authority, by its ONS code, with every membership it ever had."""

    code: str
    members: tuple[Member, ...]
    # One region is shared by every fact of a batch, and many starts ask the same window.
    _asked: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_member(self, authority: int, on: date) -> bool:
        return self.was_member(authority, on, on)

    def was_member(self, authority: int, first: date, last: date) -> bool:
        """Whether an authority was a member on any day from first to last."""
        by_authority = self._asked.get("by_authority")
        if by_authority is None:
            by_authority = self._asked["by_authority"] = _by_authority(self.members)
        for member in by_authority.get(authority, ()):
            if member.from_on <= last and (member.until_on is None or first <= member.until_on):
                return True
        return False

    def membership_days(self, authority: int) -> tuple[date, ...]:
        """The days on which an authority's membership changes, earliest first."""
        mine = [member for member in self.members if member.authority == authority]
        ends = [member.until_on + ONE_DAY for member in mine if member.until_on is not None]
        return tuple(sorted({member.from_on for member in mine}.union(ends)))

    def members_between(self, first: date, last: date) -> int:
        """How many authorities were members on any day from first to last."""
        asked = self._asked.get(("members", first, last))
        if asked is None:
            held = {member.authority for member in self.members if _held(member, first, last)}
            asked = self._asked[("members", first, last)] = len(held)
        return asked

    def not_sent(self, first: date, last: date) -> int:
        """How many of them have not sent their leavers for every month from first to last that they were members."""
        asked = self._asked.get(("not sent", first, last))
        if asked is None:
            late = {member.authority for member in self.members if not _sent(member, first, last)}
            asked = self._asked[("not sent", first, last)] = len(late)
        return asked


def _by_authority(members: Iterable[Member]) -> dict[int, list[Member]]:
    grouped: dict[int, list[Member]] = {}
    for member in members:
        grouped.setdefault(member.authority, []).append(member)
    return grouped


def _held(member: Member, first: date, last: date) -> bool:
    begins, ends = member.days_within(first, last)
    return begins <= ends


def _sent(member: Member, first: date, last: date) -> bool:
    return member.months_sent.issuperset(months_between(*member.days_within(first, last)))


class PostHeld(NamedTuple):
    """A post as an employee; `reason` is the reason for leaving and `role` the region's, empty when not on record."""

    employer: int
    contract: str
    from_on: date | None = None
    left_on: date | None = None
    reason: str = ""
    role: str = ""


class SpellWorked(NamedTuple):
    """Days in one kind of employment, both included; still going on where `until_on` is None.

    `registered` says whether the worker was registered throughout; None where that is not known.
    """

    setting: str
    from_on: date
    until_on: date | None = None
    registered: bool | None = True


class Facts(NamedTuple):
    """One placement over one stretch in which neither its rate nor a parameter it reads changes.

    Days that end something are included. `None` is "not known", except `ended_on` and `stretch_until`: open-ended.
    Rates are pounds an hour; `role` is empty while the job title is not mapped to a role. `is_last_stretch` marks the
    last stretch that has begun by the day of judgement.
    """

    authority: int
    region: Region
    started_on: date
    judged_on: date
    stretch_from: date
    stretch_until: date | None = None
    is_first_stretch: bool = True
    is_last_stretch: bool = True
    authority_code: str = ""
    ended_on: date | None = None
    expected_end_on: date | None = None
    role: str = ""
    role_name: str = ""
    job_title: str = ""
    core_type: str = ""
    pay_type: str = ""
    hourly_pay: Decimal | None = None
    employer_ni: Decimal | None = None
    apprenticeship_levy: Decimal | None = None
    holiday_pay: Decimal | None = None
    agency_fee: Decimal | None = None
    msp_fee: Decimal | None = None
    hourly_charge: Decimal | None = None
    hours_per_week: Decimal | None = None
    posts: tuple[PostHeld, ...] = ()
    spells: tuple[SpellWorked, ...] = ()
    notice_weeks: int | None = None
    substantive_notice_weeks: int | None = None
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
    contractual_bar: bool = False

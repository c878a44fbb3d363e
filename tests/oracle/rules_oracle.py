"""The three rules answered again in the plainest way: a day at a time, without the product."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from .world import REGION, REGIONAL

MET, BREACH, CANNOT_TELL = "met", "breach", "cannot_tell"
DAY = timedelta(days=1)


class Said(NamedTuple):
    """What one clause says of a day: for a breach, by how much or until when; else which fact is missing."""

    agreement: str
    version: str
    clause: str
    verdict: str
    cap: Decimal | None = None
    over: Decimal | None = None
    free_on: date | None = None
    missing: str = ""
    not_sent: int | None = None


class Spell(NamedTuple):
    said: Said
    first: date
    last: date


# Counting months


@cache
def free_day(left_on, months, convention):
    """The first day on which someone who left may be engaged."""
    year, month = left_on.year, left_on.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    corresponding = date(year, month, min(left_on.day, monthrange(year, month)[1]))
    return corresponding if convention == "same_day" else corresponding + DAY


@cache
def window(start, months, convention):
    """Each day such that someone who left on it is not free on the start; the start itself is the last."""
    days = [start]
    while free_day(days[-1] - DAY, months, convention) > start:
        days.append(days[-1] - DAY)
    return tuple(reversed(days))


@cache
def last_of_month(day):
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


# What holds on a day


def holds(from_on, until_on, day):
    return from_on <= day and (until_on is None or day <= until_on)


def memberships(world, authority, day):
    mine = (each for each in world.members if each.authority == authority)
    return tuple(each for each in mine if holds(each.from_on, each.until_on, day))


def latest(dated, day):
    """The last of (day, thing) to have begun by a day; None when none has."""
    begun = [each for each in dated if each[0] <= day]
    return max(begun, key=lambda each: each[0]) if begun else None


def clauses_in_force(world, day):
    """Each clause that holds on a day for the engaging authority, with its version: the latest of each agreement."""
    member = memberships(world, world.placement.authority, day)
    for agreement in sorted({each.agreement for each in world.versions}):
        found = latest([(each.in_force_from, each) for each in world.versions if each.agreement == agreement], day)
        if found and (found[1].regime != REGIONAL or (member and found[1].region == REGION)):
            for clause in found[1].clauses:
                if holds(clause.since, clause.until, day):
                    yield found[1], clause


# The pay cap, asked of each day


def binds(clause, placement, day):
    """New engagements; those made before the clause, or kept out by a contract, from the day that the clause names."""
    if placement.started_on >= clause.since and not (clause.transitional and placement.contractual_bar):
        return True
    return clause.existing_from is not None and day >= clause.existing_from


def rate_on(placement, day):
    """The first rate holds from the start; each is ended by the next."""
    return latest(placement.rates, day) or min(placement.rates, default=None)


def role_on(placement, day):
    """The role and the mapping that gave it."""
    if placement.role:
        return placement.role, None
    mapping = latest(placement.mapped, day)
    return (mapping[1] if mapping else ""), mapping


def cap_on(version, role, pay_type, day):
    mine = [(each.since, each) for each in version.caps if each.role == role and pay_type in each.pay_types]
    found = latest(mine, day)
    return found and found[1]


def pay_cap(version, clause, rate, role, cap):
    name = (version.agreement, version.label, clause.id)
    if not role:
        return Said(*name, CANNOT_TELL, missing="role")
    if cap is None or cap.value is None:
        return Said(*name, CANNOT_TELL, missing="cap")
    if rate.hourly_pay is None:
        return Said(*name, CANNOT_TELL, missing="pay")
    if rate.hourly_pay <= cap.value:
        return Said(*name, MET, cap=cap.value)
    return Said(*name, BREACH, cap=cap.value, over=rate.hourly_pay - cap.value)


def caps_of_day(world, day):
    """What each cap says of a day, and all that they read on it: a stretch ends where any of that changes."""
    placement = world.placement
    rate = rate_on(placement, day)
    role, mapping = role_on(placement, day)
    read = [rate, role, mapping, memberships(world, placement.authority, day)]
    said = []
    for version, clause in clauses_in_force(world, day):
        if clause.rule == "pay_cap":
            cap = cap_on(version, role, rate.pay_type, day) if rate else None
            bound = binds(clause, placement, day)
            read.append((version.agreement, version.label, clause.id, cap, bound))
            if bound:
                said.append(pay_cap(version, clause, rate, role, cap))
    return said, read


# The twelve-month rule and the cool-off, asked of the start alone


def waiting(world, version, clause):
    start, months = world.placement.started_on, clause.months
    name = (version.agreement, version.label, clause.id)
    days = window(start, months, version.convention)
    free_days, first_day_unknown, leaving_day_unknown, left_in_time = [], False, False, False
    for post in world.posts:
        if post.contract not in clause.contracts or (post.from_on is not None and post.from_on > start):
            continue
        if post.left_on is None:
            leaving_day_unknown |= any(memberships(world, post.employer, day) for day in days)
        elif not memberships(world, post.employer, post.left_on):
            continue
        elif post.from_on is None and post.left_on > start:
            first_day_unknown = True
        elif free_day(post.left_on, months, version.convention) <= start or post.reason in clause.exceptions:
            left_in_time = True
        else:
            free_days.append(free_day(post.left_on, months, version.convention))
    if free_days:
        return Said(*name, BREACH, free_on=max(free_days))
    if first_day_unknown:
        return Said(*name, CANNOT_TELL, missing="first day")
    if leaving_day_unknown:
        return Said(*name, CANNOT_TELL, missing="leaving day")
    late = 0 if left_in_time else count_not_sent(world, days[:-1])
    return Said(*name, CANNOT_TELL, missing="leavers", not_sent=late) if late else Said(*name, MET)


def count_not_sent(world, days):
    """How many members have not sent their leavers of each month of the window that has passed; all, if none has."""
    before = min(world.placement.started_on, world.judged_on)
    due = [day for day in days if last_of_month(day) < before]
    late = set()
    for member in world.members:
        for day in due or days:
            sent = due and (member.authority, day.year, day.month) in world.sent
            if not sent and holds(member.from_on, member.until_on, day):
                late.add(member.authority)
    return len(late)


# The whole placement


def days_of(world):
    """Each day of the placement up to the day of judgement; its start at the least."""
    day, last = world.placement.started_on, max(world.placement.started_on, world.judged_on)
    if world.placement.ended_on is not None:
        last = min(last, world.placement.ended_on)
    while day <= last:
        yield day
        day += DAY


def answered(world, also_cut_on=()):
    """Every outcome with its first and last day: the caps by stretch, the waiting rules once."""
    spells, running, before = [], [], None
    for day in days_of(world):
        said, read = caps_of_day(world, day)
        if read == before and day not in also_cut_on:
            running = [spell._replace(last=day) for spell in running]
        else:
            spells += running
            running = [Spell(each, day, day) for each in said]
        before = read
    spells += running
    start = world.placement.started_on
    if memberships(world, world.placement.authority, start):
        for version, clause in clauses_in_force(world, start):
            if clause.rule in ("twelve_month", "cool_off"):
                spells.append(Spell(waiting(world, version, clause), start, day))
    return spells


def joined(spells):
    """Neighbours that say the same, as one."""
    done = []
    for spell in sorted(spells, key=lambda each: (each.said.agreement, each.said.clause, each.first)):
        if done and done[-1].said == spell.said and done[-1].last + DAY == spell.first:
            done[-1] = done[-1]._replace(last=spell.last)
        else:
            done.append(spell)
    return done


def is_covered(world, spell):
    """Leave in force on the day of judgement, or on the nearest day of the outcome's own stretch."""
    day = max(spell.first, min(world.judged_on, spell.last))
    return any(each.clause == spell.said.clause and holds(each.from_on, each.until_on, day) for each in world.leave)


def combined(world, spells):
    """(answer, not before) of all outcomes: leave covers a breach, never a fact that is missing."""
    breaches = [each.said for each in spells if each.said.verdict == BREACH and not is_covered(world, each)]
    if any(said.free_on is None for said in breaches):
        return "no", None
    if breaches:
        return "not_before", max(said.free_on for said in breaches)
    if not spells or any(each.said.verdict == CANNOT_TELL for each in spells):
        return "cannot_tell", None
    return "yes", None

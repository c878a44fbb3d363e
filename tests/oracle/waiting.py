"""The twelve-month rule, the cool-off and the experience: asked of the start alone."""

from .counting import free_day, last_of_month, least_and_most, window
from .in_force import holds, is_member, number, role_on
from .said import BREACH, CANNOT_TELL, MET, any_of, named


def waited(world, version, clause):
    """Whether a worker who left a post in the region has waited long enough."""
    says, start = named(version, clause), world.placement.started_on
    if not is_member(world.members, world.placement.authority, start):
        return None
    months = number(version, clause.id, "months", start)
    if months is None:
        return says(CANNOT_TELL, "number")
    days = window(start, int(months), version.convention)
    free_days, first_day_unknown, leaving_day_unknown, left_in_time = [], False, False, False
    for post in world.posts:
        if post.contract not in clause.contracts or (post.from_on is not None and post.from_on > start):
            continue
        if post.left_on is None:
            leaving_day_unknown |= any(is_member(world.members, post.employer, day) for day in days)
        elif not is_member(world.members, post.employer, post.left_on):
            continue
        elif post.from_on is None and post.left_on > start:
            first_day_unknown = True
        elif free_day(post.left_on, int(months), version.convention) <= start or excepted(world, version, clause, post):
            left_in_time = True
        else:
            free_days.append(free_day(post.left_on, int(months), version.convention))
    if free_days:
        return says(BREACH, free_on=max(free_days))
    if first_day_unknown:
        return says(CANNOT_TELL, "first day")
    if leaving_day_unknown:
        return says(CANNOT_TELL, "leaving day")
    late = 0 if left_in_time else count_not_sent(world, days[:-1])
    return says(CANNOT_TELL, "leavers", not_sent=late) if late else says(MET)


def excepted(world, version, clause, post):
    """Left for a reason that is excepted, or for a more senior role."""
    if post.reason in clause.exceptions:
        return True
    ranks = dict(version.ranks)
    before, now = ranks.get(post.role), ranks.get(role_on(world.placement, world.placement.started_on))
    return "promotion" in clause.exceptions and None not in (before, now) and now > before


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


def experience(world, version, clause):
    """Whether the days of the worker's spells are enough; without any spell, the months that the agency stated."""
    says, start = named(version, clause), world.placement.started_on
    if not world.spells:
        needed, stated = number(version, clause.id, "needed_months", start), world.placement.pqe_months
        if stated is None:
            return any_of(says(CANNOT_TELL, "experience"), says(CANNOT_TELL, "number"))
        if needed is None:
            return says(CANNOT_TELL, "number")
        return says(MET if stated >= needed else BREACH)
    needed = number(version, clause.id, "needed", start)
    if needed is None:
        return says(CANNOT_TELL, "number")
    sure, possible = least_and_most(world, clause.counts)
    if sure >= needed:
        return says(MET, days=possible)
    return says(BREACH, days=possible) if possible < needed else says(CANNOT_TELL, "registered", days=possible)

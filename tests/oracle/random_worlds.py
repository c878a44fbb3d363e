"""Random worlds in which nearly every day lies on an edge or a day beside one."""

from .counting import last_of_month
from .random_agreements import AUTHORITIES, CLAUSES, random_versions
from .random_days import EDGES, LONG_AGO, beside, chance
from .random_workers import random_notices, random_placement, random_posts, random_spells
from .said import DAY
from .world import Leave, Membership, World


def random_world(random, *, ground=None):
    """One world; with a `ground`, one that shares its members, leavers, agreements and own staff's notice."""
    shared = ground and ground.placement.started_on
    start = beside(random, [shared, shared + random.randint(-40, 40) * DAY] if shared else EDGES)
    ended_on = random.choice([None, None, start, start + DAY, start + random.randint(2, 90) * DAY])
    judged_on = random_day_of_judgement(random, start, ended_on)
    near = [start, judged_on, ended_on or start + 30 * DAY, start + random.randint(1, 60) * DAY]
    versions = ground.versions if ground else random_versions(random, near)
    posts = random_posts(random, start)
    return World(
        judged_on=judged_on,
        placement=random_placement(random, start, ended_on, near, versions),
        members=ground.members if ground else random_members(random, near, posts),
        sent=ground.sent if ground else random_sent(random, start),
        posts=posts,
        spells=random_spells(random, start),
        notices=ground.notices if ground else random_notices(random, near),
        versions=versions,
        leave=random_leave(random, near),
    )


def random_day_of_judgement(random, start, ended_on):
    if chance(random, 0.02):
        return start + random.randint(200, 800) * DAY
    earlier = [start - DAY, start - random.randint(2, 60) * DAY, start - 400 * DAY]
    later = [start + DAY, last_of_month(start), last_of_month(start) + DAY, start + random.randint(2, 90) * DAY]
    around_the_end = [ended_on or start, (ended_on or start) + DAY]
    return random.choice([start, start, *around_the_end, *earlier, *later])


# The members, and what they sent


def random_members(random, near, posts):
    edges = near + [post.left_on for post in posts if post.left_on]
    return tuple(spell for authority in AUTHORITIES for spell in random_memberships(random, authority, edges))


def random_memberships(random, authority, edges):
    day = beside(random, edges)
    later = day + random.choice([1, 1, 2, 40]) * DAY
    kind = random.random()
    if kind < 0.7:
        return [Membership(authority, LONG_AGO)]
    if kind < 0.8:
        return [Membership(authority, LONG_AGO, day)]
    if kind < 0.9:
        return [Membership(authority, day)]
    if kind < 0.97:
        return [Membership(authority, LONG_AGO, day), Membership(authority, later)]
    return []


def random_sent(random, start):
    """All months of all, all but a few, some of some, or none."""
    months = sorted({(day.year, day.month) for day in (start + n * DAY for n in range(-430, 40, 20))})
    every = [(authority, *month) for authority in AUTHORITIES for month in months]
    kind = random.random()
    if kind < 0.4:
        return frozenset(every)
    if kind < 0.8:
        return frozenset(every) - set(random.sample(every, random.choice([1, 1, 2, 5])))
    return frozenset(random.sample(every, len(every) // 2)) if kind < 0.9 else frozenset()


# Leave to go outside a clause


def random_leave(random, near):
    leave = {}
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        from_on = random.choice([LONG_AGO, beside(random, near)])
        until_on = max(from_on, beside(random, near))
        clause = random.choice(["cap", "cap", "price-cap", "price-cap", *CLAUSES])
        kind = random.choice(["exemption", "approval"])
        keys = [random.choice([LONG_AGO, from_on - DAY, beside(random, near)]) for _ in range(2)]
        if kind == "exemption" and chance(random, 0.4):
            keys[1] = None
        leave[clause, kind, from_on] = Leave(clause, kind, from_on, until_on, *keys)
    return tuple(leave.values())

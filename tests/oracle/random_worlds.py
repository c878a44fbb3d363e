"""Random worlds in which nearly every day lies on an edge or a day beside one."""

from datetime import date, timedelta
from decimal import Decimal

from .rules_oracle import last_of_month, window
from .world import (
    NATIONAL,
    OTHER_REGION,
    REGION,
    REGIONAL,
    Cap,
    Clause,
    Leave,
    Membership,
    Placement,
    Post,
    Rate,
    Version,
    World,
)

DAY, PENNY = timedelta(days=1), Decimal("0.01")
# Leap days, short months, the clocks' changes, the turns of financial and calendar years, the agreements' own days.
EDGES = [
    date(2024, 2, 29), date(2023, 2, 28), date(2025, 2, 28), date(2024, 3, 31), date(2025, 3, 30), date(2024, 10, 27),
    date(2025, 10, 26), date(2024, 10, 31), date(2025, 10, 1), date(2025, 1, 1), date(2023, 12, 31), date(2025, 4, 1),
    date(2024, 4, 30), date(2024, 5, 31), date(2024, 8, 31), date(2024, 11, 30), date(2024, 7, 31), date(2026, 2, 28),
]  # fmt: skip
LONG_AGO = date(2015, 1, 1)
ROLES = ("social_worker", "senior_social_worker", "team_manager")
PAY_TYPES = ("paye", "umbrella", "limited_company")
CONTRACTS = ("permanent", "fixed_term")
REASONS = ("", "resignation", "redundancy", "end_of_fixed_term", "probation", "other")
AUTHORITIES = (1, 2, 3, 4)
NEVER_A_MEMBER = 5


def random_world(random, *, ground=None):
    """One world; with a `ground`, one that shares its members, leavers and agreements."""
    shared = ground and ground.placement.started_on
    start = beside(random, [shared, shared + random.randint(-40, 40) * DAY] if shared else EDGES)
    ended_on = random.choice([None, None, start, start + DAY, start + random.randint(2, 90) * DAY])
    judged_on = random_day_of_judgement(random, start, ended_on)
    near = [start, judged_on, ended_on or start + 30 * DAY, start + random.randint(1, 60) * DAY]
    versions = ground.versions if ground else random_versions(random, near)
    posts = random_posts(random, start)
    members = ground.members if ground else random_members(random, near, posts)
    return World(
        judged_on=judged_on,
        placement=random_placement(random, start, ended_on, near, versions),
        members=members,
        sent=ground.sent if ground else random_sent(random, start),
        posts=posts,
        versions=versions,
        leave=random_leave(random, near),
    )


def random_day_of_judgement(random, start, ended_on):
    if chance(random, 0.02):
        return start + random.randint(200, 800) * DAY
    earlier = [start - DAY, start - random.randint(2, 60) * DAY, start - 400 * DAY]
    later = [start + DAY, last_of_month(start), last_of_month(start) + DAY, start + random.randint(2, 90) * DAY]
    return random.choice([start, start, ended_on or start, *earlier, *later])


def beside(random, days):
    return random.choice(days) + random.choice([-1, 0, 0, 0, 1]) * DAY


def chance(random, likely):
    return random.random() < likely


# The agreements


def random_versions(random, near, *, complete=False):
    """`complete` leaves no role without a figure, or a word that there is none: a file must not."""
    days = sorted({LONG_AGO, *(beside(random, near + EDGES) for _ in range(random.choice([0, 1, 1, 2])))})
    made = [random_version(random, "mou", REGION, day, near, complete) for day in days]
    if chance(random, 0.7):
        days = {beside(random, [LONG_AGO, *near]), beside(random, EDGES)}
        made += [random_version(random, "rules", "", day, near, complete) for day in sorted(days)]
    if chance(random, 0.1):
        made.append(random_version(random, "elsewhere", OTHER_REGION, LONG_AGO, near, complete))
    return tuple(made)


def random_version(random, agreement, region, in_force_from, near, complete):
    clauses = [random_clause(random, near, name) for name in ("cap", "twelve-month", "cool-off") if chance(random, 0.7)]
    clauses = clauses or [random_clause(random, near, "cap")]
    return Version(
        agreement=agreement,
        regime=REGIONAL if region else NATIONAL,
        region=region,
        label=in_force_from.isoformat(),
        in_force_from=in_force_from,
        convention="same_day" if chance(random, 0.2) else "corresponding_date",
        clauses=tuple(clauses),
        caps=tuple(random_caps(random, near, in_force_from, complete)),
    )


def random_clause(random, near, name):
    since = beside(random, near) if chance(random, 0.15) else LONG_AGO
    until = max(since, beside(random, near)) if chance(random, 0.1) else None
    if name == "cap":
        existing_from = max(since, beside(random, near)) if chance(random, 0.3) else None
        return Clause(name, "pay_cap", since, until, existing_from, chance(random, 0.4))
    exceptions = ("redundancy", "end_of_fixed_term") if name == "cool-off" or chance(random, 0.1) else ()
    months = random.choice([1, 3, 3, 6]) if name == "cool-off" else random.choice([12, 12, 12, 13])
    contracts = CONTRACTS if name == "cool-off" else CONTRACTS[:1]
    rule = name.replace("-", "_")
    return Clause(name, rule, since, until, months=months, contracts=contracts, exceptions=exceptions)


def random_caps(random, near, in_force_from, complete):
    for role in ROLES:
        split = random.choice([(PAY_TYPES,), (PAY_TYPES,), (PAY_TYPES[:1], PAY_TYPES[1:])])
        for pay_types in split:
            days = {beside(random, near) for _ in range(random.choice([0, 1, 1, 2]))}
            if complete or chance(random, 0.9):
                days.add(LONG_AGO if complete else random.choice([LONG_AGO, in_force_from]))
            for since in sorted(days):
                value = None if chance(random, 0.08) else Decimal(random.choice(["22.50", "24.00", "24.01", "35.75"]))
                yield Cap(role, pay_types, since, value)


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


# The worker and the placement


def random_posts(random, start):
    posts = {}
    for _ in range(random.choice([0, 0, 1, 1, 1, 2, 3])):
        post = random_post(random, start)
        # An authority records one post of a kind left on a day.
        posts[post.employer, post.contract, post.left_on] = post
    return tuple(posts.values())


def random_post(random, start):
    opens = [window(start, months, way)[0] for months in (1, 3, 12) for way in ("same_day", "corresponding_date")]
    left_on = beside(random, [start, start, *opens, *opens, start - 45 * DAY, start + 30 * DAY, last_of_month(start)])
    left_on = None if chance(random, 0.12) else left_on
    begun = [date(2012, 9, 3), date(2012, 9, 3), start - DAY, start, start + DAY]
    from_on = None if chance(random, 0.3) else random.choice(begun)
    if from_on and left_on and from_on > left_on:
        from_on = left_on
    reason = random.choice(REASONS) if left_on else ""
    employer = random.choice((*AUTHORITIES, *AUTHORITIES, NEVER_A_MEMBER))
    return Post(employer, random.choice((*CONTRACTS, "permanent")), from_on, left_on, reason)


def random_placement(random, start, ended_on, near, versions):
    caps = [cap for version in versions for cap in version.caps]
    edges = near + [cap.since for cap in caps] + [version.in_force_from for version in versions]
    values = [cap.value for cap in caps if cap.value] or [Decimal("24.00")]
    first = random.choice([start, start, start, start - DAY, start + DAY])
    days = {first, *(beside(random, edges) for _ in range(random.choice([0, 0, 1, 1, 2])))} - {None}
    if chance(random, 0.02):
        days = set()
    role, mapped = random.choice(ROLES), ()
    if chance(random, 0.35):
        days_mapped = random.sample([LONG_AGO, start, start + DAY, beside(random, edges)], random.choice([0, 1, 2]))
        role, mapped = "", tuple((day, random.choice(ROLES)) for day in sorted(set(days_mapped)))
    return Placement(
        authority=NEVER_A_MEMBER if chance(random, 0.03) else random.choice(AUTHORITIES[:2]),
        started_on=start,
        ended_on=ended_on,
        rates=tuple(random_rate(random, day, values) for day in sorted(days)),
        role=role,
        mapped=mapped,
        contractual_bar=chance(random, 0.2),
    )


def random_rate(random, since, values):
    pay = random.choice(values) + random.choice([-PENNY, 0, 0, PENNY])
    return Rate(since, random.choice(PAY_TYPES), None if chance(random, 0.06) else pay)


def random_leave(random, near):
    leave = {}
    for _ in range(random.choice([0, 0, 1, 2])):
        from_on = random.choice([LONG_AGO, beside(random, near)])
        until_on = max(from_on, beside(random, near))
        clause = random.choice(["cap", "cap", "twelve-month", "cool-off"])
        kind = random.choice(["exemption", "approval"])
        leave[clause, kind, from_on] = Leave(clause, kind, from_on, until_on)
    return tuple(leave.values())

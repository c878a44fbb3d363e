"""Random workers, their past, and the placement that is judged: nearly every amount and day beside an edge."""

from datetime import date
from decimal import Decimal

from .counting import last_of_month, window
from .in_force import number
from .random_agreements import AUTHORITIES, CONTRACTS, ON_COSTS
from .random_days import LONG_AGO, beside, chance, dated, maybe
from .said import DAY
from .world import CORE_TYPES, PAY_TYPES, PAYE, PENNY, Notice, Placement, Post, Rate, Spell

NEVER_A_MEMBER = 5
REASONS = ("", "resignation", "redundancy", "end_of_fixed_term", "probation", "other")
SETTINGS = ("local_authority", "local_authority", "local_authority", "agency", "other")
ROLES = tuple(CORE_TYPES)
COUNTS_IN_DAYS = (365, 730, 1095, 1460, 1825, 1095, 1096)
YES_NO = (True, True, False)
PARTS = ("employer_ni", "apprenticeship_levy", "holiday_pay", "agency_fee", "msp_fee")


# The past


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
    contract = random.choice((*CONTRACTS, "permanent"))
    return Post(employer, contract, from_on, left_on, reason, random.choice(("", *ROLES, *ROLES)))


def random_spells(random, start):
    """Spells that reach back about as long as is needed, a day more or less, with gaps, overlaps and doubts."""
    if chance(random, 0.4):
        return ()
    wanted = random.choice(COUNTS_IN_DAYS) + random.choice([-1, -1, 0, 0, 1])
    after, spells = start + random.choice([0, 0, 0, -1, -40]) * DAY, []
    plain = chance(random, 0.5)
    for part in random_parts(random, wanted):
        spell = random_spell(random, after - part * DAY, after)
        spells.append(spell._replace(setting=SETTINGS[0], registered=True) if plain else spell)
        after = spell.from_on - random.choice([0, 0, 1, 200]) * DAY
    if chance(random, 0.3):
        doubtful = random.choice([1, 364, 365, 366, 729, 730, 731])
        spells.append(Spell(SETTINGS[0], after - doubtful * DAY, after - DAY, None))
    random.shuffle(spells)
    return tuple(spells)


def random_spell(random, first, after):
    """What overlaps the next is counted once, and what lies after the start not at all."""
    until = max(first, after + random.choice([-1, -1, -1, -1, 0, 30]) * DAY)
    until = None if chance(random, 0.1) else until
    return Spell(random.choice(SETTINGS), first, until, random.choice([True] * 6 + [None, None, False]))


def random_parts(random, days):
    """Whole days in one to four parts."""
    cuts = sorted(random.randint(1, days - 1) for _ in range(random.choice([0, 0, 1, 1, 2, 3])))
    return [after - before for before, after in zip([0, *cuts], [*cuts, days], strict=True) if after > before]


# The placement


def random_placement(random, start, ended_on, near, versions):
    edges = near + [cap.since for version in versions for cap in version.caps]
    edges += [version.in_force_from for version in versions]
    role, mapped = random.choice(ROLES), ()
    if chance(random, 0.3):
        days_mapped = random.sample([LONG_AGO, start, start + DAY, beside(random, edges)], random.choice([0, 1, 2, 2]))
        role, mapped = "", tuple((day, random.choice(ROLES)) for day in sorted(set(days_mapped)))
    expected = random.choice([None, start, start + DAY, start + 30 * DAY, max(start, beside(random, near))])
    hours = maybe(random, Decimal("37"), Decimal("37.5"), Decimal("22.25"), Decimal("30"))
    return Placement(
        authority=NEVER_A_MEMBER if chance(random, 0.03) else random.choice(AUTHORITIES[:2]),
        started_on=start,
        expected_end_on=expected,
        ended_on=ended_on,
        rates=random_rates(random, start, edges, versions, hours),
        role=role,
        mapped=mapped,
        contractual_bar=chance(random, 0.2),
        hours_per_week=hours,
        **random_checks(random, start, ended_on, near),
    )


def random_checks(random, start, ended_on, near):
    """What was checked of a worker: around what is commonly asked, and sometimes not on record."""
    around_the_start = (start - DAY, start - DAY, start, start + DAY, beside(random, near))
    around_the_end = (*near, (ended_on or start) - DAY, ended_on or start, (ended_on or start) + DAY)
    return {
        "notice_weeks": maybe(random, 1, 2, 3, 4, 4, 5),
        "references_received": maybe(random, 0, 1, 2, 2, 3, 4),
        "last_reference_on": maybe(random, *around_the_start),
        "reference_given_on": maybe(random, None, None, *around_the_end),
        "pqe_months": maybe(random, 0, 11, 12, 24, 35, 36, 37, 48, 59, 60),
        "quality_record": maybe(random, *YES_NO),
        "on_site_days": maybe(random, *map(Decimal, ("0.5", "1", "1.5", "2", "2.5", "3"))),
        "project_team": maybe(random, *YES_NO, True, False),
        "team_approved_on": maybe(random, *around_the_start),
        "team_cost_apart": maybe(random, *YES_NO, True, True),
        "team_control_kept": maybe(random, *YES_NO, True, True),
    }


def random_notices(random, near):
    """The notice of the authorities' own staff, over time."""
    return tuple(
        Notice(authority, role, since, random.choice([2, 3, 4, 5, 8]))
        for authority in AUTHORITIES[:2]
        for role in ROLES
        for since in dated(random, near, 0.6)
    )


# The rates


def random_rates(random, start, edges, versions, hours):
    if chance(random, 0.02):
        return ()
    first = random.choice([start, start, start, start - DAY, start + DAY])
    days = {first, *(beside(random, edges) for _ in range(random.choice([0, 0, 1, 1, 2])))}
    return tuple(random_rate(random, day, versions, hours) for day in sorted(days))


def random_rate(random, since, versions, hours):
    """A rate that comes, by one base or another, to a cap: to the penny, or a penny beside it."""
    caps = [cap.value for version in versions for cap in version.caps if cap.value] or [Decimal("24.00")]
    target = random.choice(caps) + random.choice([-PENNY, 0, 0, PENNY])
    parts = {part: Decimal(random.randint(1, 500)) / 100 for part in PARTS if chance(random, 0.75)}
    pay_type, pay, charge = random.choice(PAY_TYPES), target, None
    statutory = any(clause.paye == "statutory" for version in versions for clause in version.clauses)
    way = random.choice(["pay", "pay", "sum", "charge", *["worked out"] * (4 if statutory else 1)])
    if way == "sum":
        counted = random.choice([PARTS[:3], PARTS[:3:2], PARTS, PARTS[3:]])
        pay = max(PENNY, target - sum(parts.get(part, 0) for part in counted))
    elif way == "charge":
        pay, charge = target - 3, target
    elif way == "worked out":
        pay_type, parts = PAYE, {part: amount for part, amount in parts.items() if chance(random, 0.3)}
        pay = before_on_costs(random, target, since, versions, hours)
    return Rate(since, pay_type, None if chance(random, 0.04) else pay, **parts, hourly_charge=charge)


def before_on_costs(random, target, day, versions, hours):
    """About the pay that comes to the target with holiday pay and National Insurance."""
    rates = [each for each in versions if each.agreement == ON_COSTS] or [None]
    holiday, insurance, threshold = (
        (rates[0] and number(rates[0], ON_COSTS, name, day)) or Decimal(10)
        for name in ("holiday_pay_rate", "employer_ni_rate", "employer_ni_threshold")
    )
    share = random.choice([insurance, insurance, insurance, Decimal(0)]) / 100
    free = threshold / hours if hours else Decimal(0)
    earned = max((target + share * free) / (1 + share), target if target < free else Decimal(1))
    pay = (earned / (1 + holiday / 100)).quantize(PENNY)
    return max(PENNY, pay + random.choice([-1, 0, 0, 1]) * PENNY)

"""Random agreements: a region's own, the national rules, the region's price caps, the statutory rates."""

from decimal import Decimal

from .random_days import EDGES, LONG_AGO, beside, chance, dated
from .world import (
    CORE_TYPES,
    NATIONAL,
    OTHER_REGION,
    PAY_TYPES,
    PAYE,
    REGION,
    REGIONAL,
    Band,
    Cap,
    Clause,
    Membership,
    Number,
    Version,
)

AUTHORITIES = (1, 2, 3, 4)
CONTRACTS = ("permanent", "fixed_term")
NATIONAL_RULES, ON_COSTS = "rules", "on-costs"
# Each clause, its rule, when it must be known; and its numbers with what they may be.
CLAUSES = {
    "cap": ("pay_cap", "to_engage", {}),
    "team-cap": ("pay_cap", "to_engage", {}),
    "price-cap": ("price_cap", "to_engage", {}),
    "twelve-month": ("twelve_month", "to_engage", {"months": [12, 12, 12, 13]}),
    "cool-off": ("cool_off", "to_engage", {"months": [1, 3, 3, 6]}),
    "experience": ("experience", "before_start", {"needed": [1095, 1095, 1096, 365], "needed_months": [36, 36, 12]}),
    "references": ("references", "before_start", {"needed": [1, 2, 2, 3]}),
    "standard-references": ("standard_references", "before_start", {}),
    "reference-given": ("reference_given", "later", {}),
    "notice": ("notice", "before_start", {"weeks": [4, 4, 3, 5]}),
    "project-teams": ("project_team", "before_start", {}),
    "on-site": ("on_site", "later", {"minimum": [1, 2, 3]}),
}
OF_THE_START = ("twelve-month", "cool-off", "experience", "references", "standard-references")
CAPS = ("22.50", "24.00", "24.01", "35.75")
BANDS = [
    (),
    (Band("new", 0, 2), Band("settled", 2, 5), Band("long", 5)),
    (Band("new", 0, 1), Band("settled", 1, 3), Band("long", 4)),
    (Band("settled", 2, 3), Band("long", 3, 6)),
]
PARTS = ("employer_ni", "apprenticeship_levy", "holiday_pay")
RATES = {
    "employer_ni_rate": ["13.8", "15", "10"],
    "employer_ni_threshold": ["96.00", "175.00", "758.50"],
    "holiday_pay_rate": ["12.07", "10", "12.5"],
    "apprenticeship_levy_rate": ["0.5"],
}


def random_versions(random, near, *, complete=False):
    """`complete` leaves no figure out that a file must give, were it only the word that it is not known."""
    days = sorted({LONG_AGO, *(beside(random, near + EDGES) for _ in range(random.choice([0, 1, 1, 2])))})
    made = [random_version(random, "mou", REGION, day, near, complete) for day in days]
    if chance(random, 0.75):
        days = {beside(random, [LONG_AGO, *near]), beside(random, EDGES)}
        made += [random_version(random, NATIONAL_RULES, "", day, near, complete) for day in sorted(days)]
    if chance(random, 0.1):
        made.append(random_version(random, "elsewhere", OTHER_REGION, LONG_AGO, near, complete))
    if chance(random, 0.08):
        made.append(random_correction(random, random.choice(made), near, complete))
    named = {clause.id for version in made for clause in version.clauses}
    if "price-cap" in named:
        made += random_schedules(random, near, complete)
        made += random_statutory(random, near, complete)
    return tuple(made)


def random_version(random, agreement, region, in_force_from, near, complete):
    bands = random.choice(BANDS)
    named = [name for name in CLAUSES if chance(random, 0.5 if name in ("cap", "price-cap") else 0.3)] or ["cap"]
    clauses = [random_clause(random, near, name) for name in named if name != "price-cap" or not region]
    clauses = clauses or [random_clause(random, near, "cap")]
    capped = [clause.id for clause in clauses if clause.rule == "pay_cap"]
    return Version(
        agreement=agreement,
        regime=REGIONAL if region else NATIONAL,
        region=region,
        label=in_force_from.isoformat(),
        in_force_from=in_force_from,
        convention="same_day" if chance(random, 0.2) else "corresponding_date",
        clauses=tuple(clauses),
        caps=tuple(cap for name in capped for cap in random_caps(random, near, in_force_from, name, bands, complete)),
        numbers=tuple(number for clause in clauses for number in random_numbers(random, near, clause, complete)),
        ranks=tuple((role, random.choice([1, 2, 3])) for role in CORE_TYPES if chance(random, 0.8)),
        bands=bands,
        signed=tuple(random_signatures(random, near)) if region == REGION and chance(random, 0.2) else (),
    )


def random_correction(random, version, near, complete):
    made = random_version(random, version.agreement, version.region, version.in_force_from, near, complete)
    return made._replace(label=f"{version.label} mended", corrects=version.label)


def random_signatures(random, near):
    for authority in AUTHORITIES:
        if chance(random, 0.8):
            since = beside(random, near) if chance(random, 0.25) else LONG_AGO
            yield Membership(authority, since, max(since, beside(random, near)) if chance(random, 0.25) else None)


# Clauses and their numbers


def random_clause(random, near, name):
    rule, known, _ = CLAUSES[name]
    since = beside(random, near) if chance(random, 0.15) else LONG_AGO
    clause = Clause(
        id=name,
        rule=rule,
        known=random.choice(["to_engage", "before_start", "later"]) if chance(random, 0.06) else known,
        since=since,
        until=max(since, beside(random, near)) if chance(random, 0.1) else None,
        cover=random.choice([("exemption", "approval"), ("exemption", "approval"), ("exemption",), ("approval",)]),
        signed_before=chance(random, 0.2),
    )
    if name not in OF_THE_START:
        existing_from = max(since, beside(random, near)) if chance(random, 0.3) else None
        clause = clause._replace(existing_from=existing_from, transitional=chance(random, 0.4))
    return clause._replace(**random_details(random, name))


def random_details(random, name):
    """What one rule reads of its clause."""
    if rule_of(name) == "pay_cap":
        teams = random.choice(["excluded", "only"]) if name == "team-cap" or chance(random, 0.15) else "included"
        return {"base": random_base(random), "project_teams": teams, "counts": random_counts(random)}
    if name == "price-cap":
        less = random.choice([("employer_ni", "holiday_pay")] * 3 + [("employer_ni",), ("holiday_pay",), PARTS])
        paye = random.choice(["stated", "statutory", "statutory"])
        return {"base": "pay_and_on_costs", "paye": paye, "paye_less": less, "on_costs": ON_COSTS}
    if name in ("twelve-month", "cool-off"):
        exceptions = ["redundancy", "end_of_fixed_term"] if name == "cool-off" or chance(random, 0.1) else []
        exceptions += ["promotion"] if chance(random, 0.3) else []
        return {"contracts": CONTRACTS if name == "cool-off" else CONTRACTS[:1], "exceptions": tuple(exceptions)}
    return {"counts": random_counts(random)} if name == "experience" else {}


def rule_of(name):
    return CLAUSES[name][0]


def random_base(random):
    return random.choice(["pay", "pay", "pay_and_on_costs", "charge"])


def random_counts(random):
    return random.choice([("local_authority",), ("local_authority",), ("local_authority", "agency"), ("other",)])


def random_numbers(random, near, clause, complete):
    for name, values in CLAUSES[clause.id][2].items():
        for since in dated(random, near, 1 if complete else 0.95):
            value = None if chance(random, 0.04) else Decimal(random.choice(values))
            yield Number(clause.id, name, since, value)


# Caps


def random_caps(random, near, in_force_from, clause, bands, complete):
    for role in CORE_TYPES:
        given = [band.slug for band in bands if complete or chance(random, 0.9)] if chance(random, 0.45) else []
        # A role whose every worker is in a band needs no cap for those in none.
        given += [""] if complete or not given or chance(random, 0.7) else []
        for pay_types in random.choice([(PAY_TYPES,), (PAY_TYPES,), (PAY_TYPES[:1], PAY_TYPES[1:])]):
            for band in given:
                row = Cap(clause, role, pay_types, LONG_AGO, None, band)
                row = row._replace(base=random_base(random)) if chance(random, 0.15) else row
                yield from random_row(random, near, in_force_from, row, complete)


def random_row(random, near, in_force_from, row, complete):
    """One cap over time."""
    days = {beside(random, near) for _ in range(random.choice([0, 0, 1, 1, 2]))}
    if complete or chance(random, 0.92):
        days.add(LONG_AGO if complete else random.choice([LONG_AGO, in_force_from]))
    for since in sorted(days):
        yield row._replace(since=since, value=None if chance(random, 0.06) else Decimal(random.choice(CAPS)))


def random_schedules(random, near, complete):
    """The region's price caps, and another region's, which must not be taken for them."""
    days = {LONG_AGO if complete or chance(random, 0.9) else beside(random, near)}
    days |= {beside(random, near)} if chance(random, 0.4) else set()
    places = [(REGION, day) for day in sorted(days)] if complete or chance(random, 0.93) else []
    places += [(OTHER_REGION, LONG_AGO)] if chance(random, 0.15) else []
    for region, day in places:
        yield Version(
            agreement=f"price-caps-{region.lower()}",
            regime=NATIONAL,
            region=region,
            label=day.isoformat(),
            in_force_from=day,
            convention="corresponding_date",
            caps=tuple(random_price_caps(random, near, day, complete)),
            schedule_of=NATIONAL_RULES,
        )


def random_price_caps(random, near, in_force_from, complete):
    for core_type in sorted(set(CORE_TYPES.values())):
        for pay_types in random.choice([(PAY_TYPES,), (PAY_TYPES[:1], PAY_TYPES[1:])]):
            row = Cap("price-cap", core_type, pay_types, LONG_AGO, None)
            row = row._replace(base="pay") if pay_types == (PAYE,) and chance(random, 0.5) else row
            yield from random_row(random, near, in_force_from, row, complete)


# The statutory rates


def random_statutory(random, near, complete):
    days = {LONG_AGO} if complete or chance(random, 0.9) else {beside(random, near)}
    days |= {beside(random, near)} if chance(random, 0.25) else set()
    clause = Clause(ON_COSTS, "", "later", LONG_AGO)
    for day in sorted(days):
        numbers = tuple(
            Number(ON_COSTS, name, since, None if chance(random, 0.03) else Decimal(random.choice(values)))
            for name, values in RATES.items()
            for since in dated(random, near, 1 if complete else 0.97)
        )
        yield Version(ON_COSTS, NATIONAL, "", day.isoformat(), day, "corresponding_date", (clause,), numbers=numbers)

"""The pay cap and the price cap, asked of each day."""

from decimal import ROUND_HALF_UP, Decimal

from .counting import years_possible
from .in_force import latest, number, rate_on, role_on, schedule, version_in_force
from .said import BREACH, CANNOT_TELL, MET, any_of, named
from .world import CORE_TYPES, PAYE, PENNY

ON_COSTS = ("employer_ni", "apprenticeship_levy", "holiday_pay")
FEES = ("agency_fee", "msp_fee")


def within(says, amount, cap):
    return (
        says(MET, amount=amount, cap=cap) if amount <= cap else says(BREACH, amount=amount, cap=cap, over=amount - cap)
    )


def cap_on(version, clause, role, pay_type, day, band=""):
    """The row of a version that gives the ceiling on a day."""
    wanted = (clause.id, role, band)
    mine = [each for each in version.caps if (each.clause, each.role, each.band) == wanted]
    return latest([(each.since, each) for each in mine if pay_type in each.pay_types], day)


# The pay cap


def pay_cap(world, version, clause, day):
    says, placement = named(version, clause), world.placement
    rate, role, team = rate_on(placement, day), role_on(placement, day), placement.project_team
    if clause.project_teams != "included" and team not in (None, clause.project_teams == "only"):
        return None
    if not role:
        return says(CANNOT_TELL, "role")
    if clause.project_teams != "included" and team is None:
        return says(CANNOT_TELL, "team")
    if rate is None:
        return says(CANNOT_TELL, "cap")
    bands = bands_possible(world, version, clause, role, rate.pay_type)
    said = [within_cap(says, version, clause, role, rate, day, band) for band in bands]
    return said[0] if len(said) == 1 else all_in_one(said, says)


def bands_possible(world, version, clause, role, pay_type):
    """Each band that the worker may be in; an empty one is none of those for which the role has a cap."""
    mine = [each for each in version.caps if (each.clause, each.role) == (clause.id, role)]
    given = {each.band for each in mine if pay_type in each.pay_types}
    bands = [each for each in version.bands if each.slug in given]
    edges = [edge for each in bands for edge in (each.from_years, each.until_years) if edge is not None]
    return {band_at(years, bands) for years in years_possible(world, clause.counts, edges)}


def band_at(years, bands):
    for band in bands:
        if band.from_years <= years and (band.until_years is None or years < band.until_years):
            return band.slug
    return ""


def within_cap(says, version, clause, role, rate, day, band):
    cap = cap_on(version, clause, role, rate.pay_type, day, band)
    if cap is None or cap.value is None:
        return says(CANNOT_TELL, "cap")
    parts = parts_of(cap.base or clause.base, rate)
    missing = [part for part in parts if getattr(rate, part) is None]
    # A charge may be given as a whole, or in its parts.
    missing += ["hourly_charge"] if missing and (cap.base or clause.base) == "charge" else []
    if missing:
        return says(CANNOT_TELL, *missing)
    return within(says, sum(getattr(rate, part) for part in parts), cap.value)


def parts_of(base, rate):
    """What is added up and held against a cap."""
    if base == "charge" and rate.hourly_charge is not None:
        return ["hourly_charge"]
    on_costs = ON_COSTS if base != "pay" and rate.pay_type == PAYE else ()
    return ["hourly_pay", *on_costs, *(FEES if base == "charge" else ())]


def all_in_one(all_said, says):
    """What every band says, if they agree on the verdict; which of them is named is left open."""
    verdicts = {said.verdict for said in all_said}
    if len(verdicts) == 1 and verdicts != {CANNOT_TELL}:
        return any_of(*all_said)
    return any_of(says(CANNOT_TELL, "experience"), *(each for each in all_said if each.verdict == CANNOT_TELL))


# The price cap


def price_cap(world, version, clause, day):
    """The region's figure for the core type; for PAYE, less what the figure contains and the rate does not."""
    says, placement = named(version, clause), world.placement
    rate, role = rate_on(placement, day), role_on(placement, day)
    if not role:
        return says(CANNOT_TELL, "role")
    figures = schedule(world, version, day)
    cap = figures and rate and cap_on(figures, clause, CORE_TYPES[role], rate.pay_type, day)
    if not cap or cap.value is None:
        return says(CANNOT_TELL, "cap")
    parts = ["hourly_pay"]
    if rate.pay_type == PAYE and cap.base != "pay":
        parts += clause.paye_less
    missing = [part for part in parts if getattr(rate, part) is None]
    if not missing:
        return within(says, sum(getattr(rate, part) for part in parts), cap.value)
    if clause.paye == "statutory" and rate.hourly_pay is not None:
        return worked_out(world, clause, day, rate, cap.value, says)
    # Without the pay nothing is worked out, so that the other parts may be named or not.
    return any_of(says(CANNOT_TELL, *missing), *([says(CANNOT_TELL, "hourly_pay")] if rate.hourly_pay is None else []))


def worked_out(world, clause, day, rate, cap, says):
    """Holiday pay and National Insurance that are not on record, from the statutory rates of the day."""
    missing = [part for part in clause.paye_less if getattr(rate, part) is None]
    no_number = says(CANNOT_TELL, "number")
    if version_in_force(world, clause.on_costs, day) is None:
        return any_of(no_number, says(CANNOT_TELL, *missing))
    lowest = highest = rate.hourly_pay + sum(getattr(rate, part) or 0 for part in clause.paye_less)
    holiday = rate.holiday_pay
    if holiday is None:
        share = statutory(world, clause, "holiday_pay_rate", day)
        if share is None:
            return no_number
        holiday = rate.hourly_pay * share / 100
    if "holiday_pay" in missing:
        lowest, highest = lowest + rounded(holiday), highest + rounded(holiday)
    if "apprenticeship_levy" in missing:
        share = statutory(world, clause, "apprenticeship_levy_rate", day)
        if share is None:
            return no_number
        levy = rounded((rate.hourly_pay + holiday) * share / 100)
        lowest, highest = lowest + levy, highest + levy
    if "employer_ni" in missing:
        insurance = employer_ni(world, clause, day, rate.hourly_pay + holiday)
        if insurance is None:
            return no_number
        lowest, highest = lowest + rounded(insurance[0]), highest + rounded(insurance[1])
    if lowest <= cap < highest:
        return says(CANNOT_TELL, "hours")
    return within(says, lowest if lowest > cap else highest, cap)


def statutory(world, clause, name, day):
    return number(version_in_force(world, clause.on_costs, day), "on-costs", name, day)


def employer_ni(world, clause, day, earned):
    """The least and the most that National Insurance can be, in pounds an hour; None where a number is missing."""
    share = statutory(world, clause, "employer_ni_rate", day)
    threshold = statutory(world, clause, "employer_ni_threshold", day)
    if share is None or threshold is None:
        return None
    hours = world.placement.hours_per_week
    if hours is None:
        return Decimal(0), share * earned / 100
    # Multiplied out first: a third of a pound has no end in decimals, and must not decide about a penny.
    return (max(Decimal(0), share * (earned * hours - threshold)) / (100 * hours),) * 2


def rounded(amount):
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)

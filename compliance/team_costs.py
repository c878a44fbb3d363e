"""What the members of a project team cost in a week, and of how many of them it is known."""

from decimal import Decimal
from typing import NamedTuple

from compliance.money import to_the_penny


class WeeklyCost(NamedTuple):
    """Pounds a week, of the members whose cost is known, out of all members."""

    total: Decimal
    known: int
    members: int


def of_a_week(placement):
    """The hourly charge of the day × the contracted hours, in pounds; None where one of them is not known."""
    if placement.hourly_charge is None or placement.hours_per_week is None:
        return None
    return to_the_penny(placement.hourly_charge * placement.hours_per_week)


def weekly_cost(placements):
    """The cost of a week of several placements; those whose cost is not known are counted and not guessed."""
    known = [cost for each in placements if (cost := of_a_week(each)) is not None]
    return WeeklyCost(sum(known, Decimal(0)), len(known), len(placements))

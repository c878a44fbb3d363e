"""The savings of one placement, counted again in the plainest way: day by day, without the product."""

from datetime import timedelta
from fractions import Fraction


def pence(fraction):
    """Whole pence, half up away from zero."""
    doubled = abs(fraction) * 200
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return -whole if fraction < 0 else whole


def hours_of_day(day, placement):
    """Hours on one live day: its share of each timesheet week that holds it, else a seventh of the contracted week."""
    weeks = [week for week in placement["weeks"] if week["ending"] - timedelta(days=6) <= day <= week["ending"]]
    if not weeks:
        return None if placement["hours_per_week"] is None else Fraction(placement["hours_per_week"]) / 7
    return sum(Fraction(week["hours"]) / live_days_of(week, placement) for week in weeks)


def live_days_of(week, placement):
    days = [week["ending"] - timedelta(days=number) for number in range(7)]
    return sum(is_live(day, placement) for day in days)


def is_live(day, placement):
    return placement["started_on"] <= day and (placement["ended_on"] is None or day <= placement["ended_on"])


def pence_over(days, placement, hourly):
    """Pence for an hourly amount over the live days among `days`; None where the hours of one of them are unknown."""
    hours = [hours_of_day(day, placement) for day in days if is_live(day, placement)]
    if None in hours:
        return None
    return pence(Fraction(hourly) * sum(hours))

"""Months and days counted one by one."""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import cache

from .said import DAY


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


@cache
def days_worked(spells, start):
    """How many days lie in one or more of the spells, before the start."""
    days = set()
    for spell in spells:
        first, after = spell.from_on.toordinal(), start.toordinal()
        days.update(range(first, after if spell.until_on is None else min(after, spell.until_on.toordinal() + 1)))
    return len(days)


def least_and_most(world, counts):
    """The days that surely count, and those that may."""
    mine = [each for each in world.spells if each.setting in counts and each.registered is not False]
    sure = tuple(each for each in mine if each.registered)
    return days_worked(sure, world.placement.started_on), days_worked(tuple(mine), world.placement.started_on)


def years_possible(world, counts, edges):
    """The least years of experience that the worker may have, and each of the edges that they may have reached.

    Any spell on record decides, whatever it counts for; else what the agency stated; else nothing is known.
    """
    if world.spells:
        least, most = (Fraction(days, 365) for days in least_and_most(world, counts))
    elif world.placement.pqe_months is not None:
        least = most = Fraction(world.placement.pqe_months, 12)
    else:
        least, most = Fraction(0), Fraction(1000)
    return [least, *(edge for edge in edges if least < edge <= most)]

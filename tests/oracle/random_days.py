"""Chance, and days that lie on an edge or beside one."""

from datetime import date

from .said import DAY

# Leap days, short months, the clocks' changes, the turns of financial and calendar years, the agreements' own days.
EDGES = [
    date(2024, 2, 29), date(2023, 2, 28), date(2025, 2, 28), date(2024, 3, 31), date(2025, 3, 30), date(2024, 10, 27),
    date(2025, 10, 26), date(2024, 10, 31), date(2025, 10, 1), date(2025, 1, 1), date(2023, 12, 31), date(2025, 4, 1),
    date(2024, 4, 30), date(2024, 5, 31), date(2024, 8, 31), date(2024, 11, 30), date(2024, 7, 31), date(2026, 2, 28),
]  # fmt: skip
LONG_AGO = date(2015, 1, 1)


def beside(random, days):
    return random.choice(days) + random.choice([-1, 0, 0, 0, 1]) * DAY


def chance(random, likely):
    return random.random() < likely


def maybe(random, *values):
    """One of the values, or None: not on record."""
    return random.choice([None, *values])


def dated(random, near, likely_from_the_first=0.95):
    """The days from which the entries of one thing hold: mostly from long ago, and changing near an edge."""
    days = {beside(random, near) for _ in range(random.choice([0, 0, 1, 1, 2]))}
    if chance(random, likely_from_the_first):
        days.add(LONG_AGO)
    return sorted(days)

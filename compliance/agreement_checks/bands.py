"""Bands of experience: in order, named by a cap, and together without a hole or an overlap."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from compliance.agreement_checks.sheet import Problem, Row, Sheet

Years = tuple[int, int | None]


def bands(sheet: Sheet) -> Iterator[Problem]:
    """Each band by itself."""
    named = {row.keys.get("band") for row in sheet.rows("cap")}
    for row in sheet.rows("band"):
        first, last = years(row)
        if first < 0:
            yield sheet.problem(row, "from_years", "“from_years” is less than nothing.", "Write 0 or more.")
        if last is not None and last <= first:
            yield sheet.problem(row, "until_years", "“until_years” is not after “from_years”.", "Put them in order.")
        if row.keys["slug"] not in named:
            message = f"No cap names the band “{row.keys['slug']}”."
            yield sheet.problem(row, "slug", message, "Take it out, or add a [[cap]] for it.")


def years(row: Row) -> Years:
    """The years of a band, the last one outside; None where it has no end."""
    return row.keys["from_years"], row.keys.get("until_years")


def holes(rows: Iterable[Row]) -> Iterator[Years]:
    """The years of experience that no band holds."""
    reached: int | None = 0
    for first, last in sorted((years(row) for row in rows), key=lambda band: band[0]):
        if reached is None:
            return
        if first > reached:
            yield reached, first
        reached = None if last is None else max(reached, last)
    if reached is not None:
        yield reached, None


def overlapping(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Each two bands that hold the same years of experience."""
    for one, other in combinations(sorted(rows, key=lambda row: row.place), 2):
        (first, last), (begins, ends) = years(one), years(other)
        if (ends is None or first < ends) and (last is None or begins < last):
            yield one, other


def in_years(span: Years) -> str:
    """“2 to 5 years of experience”, “5 years of experience or more”."""
    first, last = span
    return f"{first} years of experience or more" if last is None else f"{first} to {last} years of experience"

"""How much experience a worker has: the union of recorded spells, or else months as the agency states them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from compliance.agreement import Band
from compliance.facts import Facts, SpellWorked
from compliance.periods import ONE_DAY

DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12
LONGEST_YEARS = 100


class Experience(NamedTuple):
    """From `least` to `most`, in days or in stated months: `a_year` says which. `lengths` are the spells' own days."""

    least: int
    most: int
    a_year: int
    lengths: tuple[int, ...] = ()

    @property
    def is_stated(self) -> bool:
        return self.a_year == MONTHS_A_YEAR


def experience(facts: Facts, counts: Collection[str]) -> Experience | None:
    """What is on record before the start; None where nothing is. Stated months count only where there are no spells.

    A spell in which registration is not known widens the range: it counts towards the most alone.
    """
    if facts.spells:
        last = facts.started_on - ONE_DAY
        counted = [spell for spell in facts.spells if _may_count(spell, counts, last)]
        certain = [spell for spell in counted if spell.registered]
        lengths = tuple(days for days in spell_by_spell(facts, counts) if days is not None)
        return Experience(union(certain, last), union(counted, last), DAYS_A_YEAR, lengths)
    if facts.pqe_months is not None:
        return Experience(facts.pqe_months, facts.pqe_months, MONTHS_A_YEAR)
    return None


def spell_by_spell(facts: Facts, counts: Collection[str]) -> tuple[int | None, ...]:
    """The own days of each spell before the start, in the order of the facts; None for one that does not count."""
    last = facts.started_on - ONE_DAY
    return tuple(union([spell], last) if _may_count(spell, counts, last) else None for spell in facts.spells)


def union(spells: Iterable[SpellWorked], last: date) -> int:
    """The days covered by any of the spells up to a day, both ends included; overlaps count once."""
    days, reached = 0, date.min
    for begins, ends in sorted((spell.from_on, min(spell.until_on or last, last)) for spell in spells):
        begins = max(begins, reached)
        if begins <= ends:
            days += (ends - begins).days + 1
            reached = ends + ONE_DAY
    return days


def bands_within(known: Experience | None, bands: Sequence[Band]) -> tuple[str, ...]:
    """The bands that the experience may lie in, by their slugs; "" where it may lie in none. Unknown: any of them."""
    known = known or Experience(0, LONGEST_YEARS * DAYS_A_YEAR, DAYS_A_YEAR)
    edges = {year * known.a_year for band in bands for year in (band.from_years, band.until_years) if year is not None}
    # Between two edges nothing changes, so that the ends of the range and the edges inside it see every band.
    points = {known.least, known.most, *(max(known.least, min(edge, known.most)) for edge in edges)}
    return tuple(dict.fromkeys(_band_at(point, known.a_year, bands) for point in sorted(points)))


def _band_at(point: int, a_year: int, bands: Sequence[Band]) -> str:
    for band in bands:
        if band.from_years * a_year <= point and (band.until_years is None or point < band.until_years * a_year):
            return band.slug
    return ""


def _may_count(spell: SpellWorked, counts: Collection[str], last: date) -> bool:
    return spell.setting in counts and spell.registered is not False and spell.from_on <= last

"""Caps that fall, within the file or from the version before, where nobody says why."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from compliance.agreement import Version
from compliance.agreement_checks.series import WHAT, Fault
from compliance.agreement_checks.sheet import Row, Sheet
from compliance.agreement_checks.things import Thing
from compliance.agreement_shape import UNKNOWN
from compliance.money import in_pounds
from compliance.periods import ONE_DAY
from compliance.rule import in_words

REMEDY = 'Correct it, or say why with lowered = "…".'


def lowered(thing: Thing, rows: list[Row], sheet: Sheet, previous: Version | None) -> Iterator[Fault]:
    """The caps of one thing that are lower than the one before; amounts on different bases are not compared."""
    clause = sheet.clauses.get(thing.clause)
    usual = clause.keys.get("base", "") if clause else ""
    for before, after in pairwise(rows):
        same_base = before.keys.get("base", usual) == after.keys.get("base", usual)
        was = _value(before)
        if same_base and was is not None and _is_lower(after, was):
            yield _fault(after, in_pounds(was), after.keys["since"])
    if previous is not None and previous.agreement == sheet.top.keys["agreement"]:
        yield from _since(thing, rows, sheet, previous, usual)


def _since(thing: Thing, rows: list[Row], sheet: Sheet, previous: Version, usual: str) -> Iterator[Fault]:
    first = sheet.span(thing.clause).first
    begun = [row for row in rows if row.keys["since"] <= first]
    row = begun[-1] if begun else rows[0]
    starts = max(first, row.keys["since"])
    # A correction may be in force from the same day as what it corrects.
    day = max(starts - ONE_DAY, previous.in_force_from)
    held, base = _held(previous, thing, day)
    if held is not None and base == row.keys.get("base", usual) and _is_lower(row, held):
        yield _fault(row, f"{in_pounds(held)} in version {previous.version}", starts)


def _held(version: Version, thing: Thing, day: date) -> tuple[Decimal | None, str]:
    """The cap that a version gave on a day, and what was compared with it."""
    caps = version.cap(thing.role, thing.pay_type, thing.clause, thing.band).entries
    begun = [cap for cap in caps if cap.since <= day]
    usual = next((clause.base for clause in version.clauses if clause.id == thing.clause), "")
    return (begun[-1].value, begun[-1].base or usual) if begun else (None, "")


def _fault(row: Row, was: str, day: date) -> Fault:
    value = in_pounds(Decimal(row.keys["value"]))
    return Fault(row, f"The cap for {WHAT} falls from {was} to {value} on {in_words(day)}.", REMEDY)


def _is_lower(row: Row, before: Decimal) -> bool:
    now = _value(row)
    return now is not None and now < before and not row.keys.get("lowered")


def _value(row: Row) -> Decimal | None:
    return None if row.keys["value"] == UNKNOWN else Decimal(row.keys["value"])

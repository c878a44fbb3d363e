"""What a cap is for: a clause, a role, a band of experience and a kind of pay; and how a sentence names it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compliance.agreement_checks.series import WHAT, Fault
from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.rule import PAY_TYPES


class Thing(NamedTuple):
    """What one cap after another is given for."""

    clause: str
    role: str
    band: str
    pay_type: str


def series(sheet: Sheet) -> dict[Thing, list[Row]]:
    """The caps of each thing, in order of day, then of line."""
    found: dict[Thing, list[Row]] = {}
    for row in sheet.rows("cap"):
        for pay_type in dict.fromkeys(row.keys["pay_types"]):
            thing = Thing(row.clause, row.keys["role"], row.keys.get("band", ""), pay_type)
            found.setdefault(thing, []).append(row)
    return {thing: sorted(rows, key=lambda row: row.keys["since"]) for thing, rows in found.items()}


def merged(faults: Iterable[tuple[Thing, Fault]], sheet: Sheet) -> Iterator[Problem]:
    """One problem for what differs in the kind of pay alone."""
    grouped: dict[tuple, list[str]] = {}
    for thing, (row, message, remedy) in faults:
        but_for_pay = row.table, row.place, message, remedy, thing.clause, thing.role, thing.band
        grouped.setdefault(but_for_pay, []).append(PAY_TYPES[thing.pay_type])
    for (table, place, message, remedy, _, role, band), pay_types in grouped.items():
        row, key = sheet.rows(table)[place], {"cap": "since", "role": "slug"}[table]
        named = [_name(sheet, "role", role), *([_name(sheet, "band", band)] if band else [])]
        yield sheet.problem(row, key, message.replace(WHAT, f"{', '.join(named)} ({', '.join(pay_types)})"), remedy)


def _name(sheet: Sheet, table: str, slug: str) -> str:
    return next((row.keys["name"] for row in sheet.rows(table) if row.keys["slug"] == slug), slug)

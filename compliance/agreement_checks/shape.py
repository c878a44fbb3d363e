"""Each table has its keys and no others, each of the right kind and among its choices."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.agreement_reads import READS
from compliance.agreement_shape import KINDS, SHAPES, Key

NUMBERS = {name for each in READS.values() for name in each.numbers}


def shape(sheet: Sheet) -> Iterator[Problem]:
    """What keeps a file from being read at all."""
    for table, keys in SHAPES.items():
        listed = sheet.top.keys.get(table, []) if table else [sheet.top.keys]
        if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
            yield sheet.problem(Row(table, 0, {}), "", f"“{table}” is not a table.", f"Head each one with [[{table}]].")
            continue
        for row in sheet.rows(table):
            yield from _missing(row, sheet)
            for name, value in row.keys.items():
                if table or name not in SHAPES:
                    yield from _value(row, name, value, keys.get(name), sheet)


def _missing(row: Row, sheet: Sheet) -> Iterator[Problem]:
    for name, key in SHAPES[row.table].items():
        if key.required and _is_blank(row.keys.get(name)):
            yield sheet.problem(row, name, f"“{name}” is missing.", f"Add {name} = … ({KINDS[key.kind]}).")


def _is_blank(value: Any) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def _value(row: Row, name: str, value: Any, key: Key | None, sheet: Sheet) -> Iterator[Problem]:
    if key is None:
        remedy = "Correct its spelling or take it out."
        if row.table == "clause" and name in NUMBERS:
            remedy = "Give this number as a [[parameter]] of the clause, with its first day, unit and source."
        yield sheet.problem(row, name, f"“{name}” is not a known key.", remedy)
    elif type(value) is not key.kind:
        remedy = "Leave out the time." if isinstance(value, datetime) else f"Write {KINDS[key.kind]}."
        yield sheet.problem(row, name, f"“{name}” is not {KINDS[key.kind]}.", remedy)
    elif not _is_blank(value):
        yield from _choice(row, name, value, key, sheet)
    elif value != [] and not key.required:
        yield sheet.problem(row, name, f"“{name}” is empty.", "Fill it in or take it out.")


def _choice(row: Row, name: str, value: Any, key: Key, sheet: Sheet) -> Iterator[Problem]:
    listed = value if isinstance(value, list) else [value]
    for each in listed:
        if key.choices and each not in key.choices:
            message = f"“{each}” is not a known {name}."
            yield sheet.problem(row, name, message, f"Use one of: {', '.join(key.choices)}.")
    for each in sorted({str(each) for each in listed if listed.count(each) > 1}):
        yield sheet.problem(row, name, f"“{each}” stands twice in “{name}”.", "Keep one of the two.")
    if name == "value" and key.form and not re.fullmatch(key.form.pattern, value):
        is_cap = row.table == "cap"
        message = f"“{value}” is not {'an amount of money' if is_cap else 'a number'}."
        yield sheet.problem(row, name, message, f"Write {key.form.says}.")

"""Names are well formed, stand once, and name something that is there."""

import re
from collections.abc import Callable, Hashable, Iterator

from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.agreement_shape import SHAPES

Thing = tuple[Hashable, ...]
# What may stand only once: the table, the key to point at, and what tells two rows apart.
ONCE: tuple[tuple[str, str, Callable[[Row], list[Thing]]], ...] = (
    ("role", "slug", lambda row: [(row.keys["slug"],)]),
    ("band", "slug", lambda row: [(row.keys["slug"],)]),
    ("clause", "id", lambda row: [(row.keys["id"],)]),
    ("exception", "reason", lambda row: [(row.clause, row.keys["reason"])]),
    ("parameter", "since", lambda row: [(row.clause, row.keys["name"], row.keys["since"])]),
    ("cap", "since", lambda row: _of_a_cap(row)),
)


def names(sheet: Sheet) -> Iterator[Problem]:
    """Names that are badly written, given twice, or of nothing."""
    yield from _forms(sheet)
    for table, key, things in ONCE:
        yield from _repeats(sheet, table, key, things)
    for table, key, named in (("cap", "role", "role"), ("cap", "band", "band")):
        yield from _unknown(sheet, table, key, [row.keys["slug"] for row in sheet.rows(named)])
    # A schedule's figures are for a clause of another file.
    for table in () if sheet.is_schedule else ("parameter", "exception", "cap"):
        yield from _unknown(sheet, table, "clause", list(sheet.clauses))


def _forms(sheet: Sheet) -> Iterator[Problem]:
    for table, keys in SHAPES.items():
        for row in sheet.rows(table):
            for name, key in keys.items():
                value = row.keys.get(name)
                if value and key.form and not _is_of(value, key.form.pattern, key.form.longest):
                    yield sheet.problem(row, name, f"“{value}” is not a good “{name}”.", f"Write {key.form.says}.")


def _is_of(value: str, pattern: str, longest: int) -> bool:
    return re.fullmatch(pattern, value) is not None and not (longest and len(value) > longest)


def _of_a_cap(row: Row) -> list[Thing]:
    keys = row.keys
    return [(row.clause, keys["role"], keys.get("band", ""), each, keys["since"]) for each in keys["pay_types"]]


def _repeats(sheet: Sheet, table: str, key: str, things: Callable[[Row], list[Thing]]) -> Iterator[Problem]:
    seen: dict[Thing, Row] = {}
    for row in sheet.rows(table):
        for thing in things(row):
            before = seen.setdefault(thing, row)
            if before is not row:
                shown = ", ".join(str(part) for part in thing if part)
                yield sheet.problem(row, key, f"“{shown}” is given twice: see {before.head}.", "Keep one of the two.")


def _unknown(sheet: Sheet, table: str, key: str, known: list[str]) -> Iterator[Problem]:
    for row in sheet.rows(table):
        name = row.clause if key == "clause" else row.keys.get(key, "")
        if name and name not in known:
            remedy = f"Use one of: {', '.join(known)}." if known else f"Add a [[{key}]]."
            yield sheet.problem(row, key, f"There is no {key} “{name}”.", remedy)

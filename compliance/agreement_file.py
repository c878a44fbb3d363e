"""An agreement as a file: read it, and say where and how it falls short."""

import re
import tomllib
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from compliance.agreement import Band, Cap, Clause, ExceptionAllowed, Number, Role, Signatory, Version
from compliance.agreement_checks import checks
from compliance.agreement_checks.shape import shape
from compliance.agreement_checks.sheet import Problem, Sheet
from compliance.agreement_shape import AGREEMENT, TABLES, UNKNOWN
from compliance.rule import PAY_TYPES


class Refused(ValueError):
    """The file cannot be read as an agreement; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@lru_cache(maxsize=64)
def read(text: str, name: str) -> Version:
    """The agreement version in a file; raises Refused where the file has not the shape of one.

    Nothing else is checked: what was published stays readable whatever is checked later.
    """
    document, found = _opened(text, name)
    found = found or list(shape(Sheet(text, name, document)))
    if found:
        raise Refused(_in_order(found))
    return _version(document)


def problems(
    text: str, name: str, *, known_authorities: Collection[str] | None = None, previous: Version | None = None
) -> list[Problem]:
    """Everything that keeps a file from being published, in the order of its lines; `name` is the file's own.

    `known_authorities` are the ONS codes of the region's authorities, None where they are not looked up;
    `previous` is the version before this one, whose caps are compared.
    """
    document, found = _opened(text, name)
    if not found:
        sheet = Sheet(text, name, document)
        # The later checks read what the first one has found to be there and of the right kind.
        found = list(shape(sheet)) or list(checks(sheet, known_authorities, previous))
    return _in_order(found)


def _opened(text: str, name: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return {}, [Problem(line, f"{name}, line {line}", f"This is not TOML: {error}.", "Correct this line.")]


def _in_order(found: list[Problem]) -> list[Problem]:
    return sorted(found, key=lambda problem: problem.line)


def _version(document: dict[str, Any]) -> Version:
    own = {key: value for key, value in document.items() if key in AGREEMENT and key not in TABLES}
    rows = {table: document.get(table, []) for table in TABLES}
    return Version(
        **{"region": "", **own, "pay_types": tuple(own.get("pay_types", PAY_TYPES))},
        signatories=tuple(Signatory(**row) for row in rows["member"]),
        roles=tuple(Role(**row) for row in rows["role"]),
        bands=tuple(Band(**row) for row in rows["band"]),
        clauses=tuple(_clause(row, rows["exception"], document["convention"]) for row in rows["clause"]),
        numbers=tuple(Number(**{**row, "value": _value(row)}) for row in rows["parameter"]),
        caps=tuple(cap for row in rows["cap"] for cap in _caps(row)),
    )


def _clause(row: dict[str, Any], exceptions: list[dict[str, Any]], convention: str) -> Clause:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    allowed = (each for each in exceptions if each["clause"] == row["id"])
    return Clause(
        **{"convention": convention, **row, **lists},
        exceptions=tuple(ExceptionAllowed(each["reason"], each["source"], each["sure"]) for each in allowed),
    )


def _value(row: dict[str, Any]) -> Decimal | None:
    return None if row["value"] == UNKNOWN else Decimal(row["value"])


def _caps(row: dict[str, Any]) -> Iterator[Cap]:
    """One cap for each kind of pay."""
    shared = {key: value for key, value in row.items() if key not in ("pay_types", "value")}
    for pay_type in dict.fromkeys(row["pay_types"]):
        yield Cap(**shared, pay_type=pay_type, value=_value(row))

"""An agreement as a file: read it, and say where and how it falls short."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from compliance import parameters as agreed
from compliance.parameters import Cap, Clause, ExceptionAllowed, Role, Version
from compliance.periods import CONVENTIONS, CORRESPONDING_DATE
from compliance.rule import BASES, PAY_TYPES, in_words
from compliance.rules import RULES

UNKNOWN = "unknown"
CONTRACTS = ("permanent", "fixed_term")
REASONS = ("resignation", "redundancy", "end_of_fixed_term", "probation", "retirement", "dismissal", "other")
CORE_TYPES = ("social_worker", "senior_social_worker", "advanced_practitioner", "team_manager", "iro_cp_chair")
CHOICES: Mapping[str, Sequence[str]] = {
    "regime": (agreed.NATIONAL, agreed.REGIONAL),
    "sure": ("primary source", "press or summary", "our decision", "not established"),
    "convention": CONVENTIONS,
    "known": (agreed.TO_ENGAGE, agreed.BEFORE_START, agreed.LATER),
    "judged": (agreed.ENGAGEMENT, agreed.CONTINUING),
    "base": tuple(BASES),
    "pay_types": tuple(PAY_TYPES),
    "contracts": CONTRACTS,
    "reason": REASONS,
    "core_type": CORE_TYPES,
}
KINDS: Mapping[type, str] = {
    str: "text in quotes",
    date: "a date like 2025-01-01",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
}


class Shape(NamedTuple):
    """The keys of one table and their kinds; an open-ended one keeps further keys for rules to read."""

    required: Mapping[str, type]
    optional: Mapping[str, type]
    open_ended: bool = False


def _keys(texts: str, **others: type) -> dict[str, type]:
    return {**dict.fromkeys(texts.split(), str), **others}


SHAPES: Mapping[str, Shape] = {
    "": Shape(
        _keys("agreement title regime version source sure", in_force_from=date),
        _keys("region convention note", role=list, clause=list, exception=list, cap=list),
    ),
    "role": Shape(_keys("slug name core_type"), {}),
    "clause": Shape(
        _keys("id title words source sure known judged", since=date),
        _keys("rule base convention", until=date, existing_from=date, transitional=bool, months=int, contracts=list),
        open_ended=True,
    ),
    "exception": Shape(_keys("clause reason source sure"), {}),
    "cap": Shape(
        _keys("role value source", pay_types=list, since=date),
        _keys("clause sure", illustrative=bool),
    ),
}
TABLES = ("role", "clause", "exception", "cap")


class Problem(NamedTuple):
    """What is wrong, where, and what to do about it."""

    line: int
    where: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}"


class Refused(ValueError):
    """The file cannot be read as an agreement; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read(text: str, name: str) -> Version:
    """The agreement version in a file; raises Refused with every problem found."""
    found = problems(text, name)
    if found:
        raise Refused(found)
    return _version(tomllib.loads(text))


def problems(text: str, name: str) -> list[Problem]:
    """Everything that keeps a file from being loaded, in the order of its lines; `name` is the file's own."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return [Problem(line, f"{name}, line {line}", f"This is not TOML: {error}.", "Correct this line.")]
    page = _Page(text, name)
    found = [problem for table in ("", *TABLES) for problem in _shape_problems(document, table, page)]
    # The later checks read what the first ones have found to be there and of the right kind.
    found = found or [*_reference_problems(document, page), *_cap_problems(document, page)]
    return sorted(found, key=lambda problem: problem.line)


class _Page:
    """The lines of a file, so that a problem can point at one."""

    def __init__(self, text: str, name: str) -> None:
        self.lines, self.name = text.splitlines(), name
        self.heads: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            if head := re.match(r"\s*\[+\s*([A-Za-z_]+)\s*\]+", line):
                self.heads.setdefault(head[1], []).append(number)

    def problem(self, at: tuple[str, int], key: str, message: str, remedy: str) -> Problem:
        table, index = at
        line = self._line(table, index, key)
        label = f", [[{table}]] {index + 1}" if table else ""
        return Problem(line, f"{self.name}, line {line}{label}", message, remedy)

    def _line(self, table: str, index: int, key: str) -> int:
        heads = self.heads.get(table, [])
        start = heads[index] if index < len(heads) else 0
        for number, line in enumerate(self.lines[start:], start + 1):
            if line.lstrip().startswith("["):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return start or 1


def _entries(document: dict[str, Any], table: str) -> list[dict[str, Any]]:
    return document.get(table, []) if table else [document]


def _shape_problems(document: dict[str, Any], table: str, page: _Page) -> Iterator[Problem]:
    entries = _entries(document, table)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        yield page.problem((table, 0), "", f"“{table}” is not a table.", f"Head each one with [[{table}]].")
        return
    shape = SHAPES[table]
    for index, entry in enumerate(entries):
        at = table, index
        for key in shape.required:
            if _is_blank(entry.get(key)):
                yield page.problem(at, key, f"“{key}” is missing.", f"Add {key} = … ({KINDS[shape.required[key]]}).")
        for key, value in entry.items():
            kind = shape.required.get(key) or shape.optional.get(key)
            if kind is None and not shape.open_ended:
                yield page.problem(at, key, f"“{key}” is not a known key.", "Correct its spelling or take it out.")
            elif kind is not None and type(value) is not kind:
                wrong_day = isinstance(value, datetime)
                remedy = "Leave out the time." if wrong_day else f"Write {KINDS[kind]}."
                yield page.problem(at, key, f"“{key}” is not {KINDS[kind]}.", remedy)
            elif kind is not None and value not in ("", []):
                yield from _choice_problems(at, key, value, page)


def _is_blank(value: Any) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def _choice_problems(at: tuple[str, int], key: str, value: Any, page: _Page) -> Iterator[Problem]:
    allowed = RULES if key == "rule" and at[0] == "clause" else CHOICES.get(key)
    for each in value if isinstance(value, list) else [value]:
        if allowed is not None and each not in allowed:
            yield page.problem(at, key, f"“{each}” is not a known {key}.", f"Use one of: {', '.join(allowed)}.")
    if key == "value" and value != UNKNOWN and not re.fullmatch(r"\d{1,4}\.\d{2}", value):
        remedy = f'Write pounds and pence in quotes, like "24.00", or "{UNKNOWN}".'
        yield page.problem(at, key, f"“{value}” is not an amount of money.", remedy)


def _reference_problems(document: dict[str, Any], page: _Page) -> Iterator[Problem]:
    """Names used twice or not at all, dates out of order, and clauses without what their rule reads."""
    if (document["regime"] == agreed.REGIONAL) != bool(document.get("region")):
        remedy = "Give the region’s ONS code for a regional agreement, and none for the national rules."
        yield page.problem(("", 0), "region", "“region” and “regime” do not fit together.", remedy)
    for table, key in (("role", "slug"), ("clause", "id")):
        yield from _repeats(document, page, table, lambda entry, key=key: [entry[key]], key)
    yield from _repeats(document, page, "exception", lambda entry: [(entry["clause"], entry["reason"])], "reason")
    clauses = {clause["id"] for clause in _entries(document, "clause")}
    for table in ("exception", "cap"):
        for index, entry in enumerate(_entries(document, table)):
            if entry.get("clause", "cap") not in clauses:
                message = f"There is no clause “{entry.get('clause', 'cap')}”."
                yield page.problem((table, index), "clause", message, f"Use one of: {', '.join(sorted(clauses))}.")
    for index, clause in enumerate(_entries(document, "clause")):
        yield from _clause_problems(("clause", index), clause, document, page)


def _clause_problems(at: tuple[str, int], clause: dict, document: dict, page: _Page) -> Iterator[Problem]:
    for key in ("until", "existing_from"):
        if clause.get(key, date.max) < clause["since"]:
            yield page.problem(at, key, f"“{key}” is before “since”.", "Put the dates in order.")
    if clause.get("months", 1) < 1:
        yield page.problem(at, "months", "“months” is less than 1.", "Write a whole number of months, 1 or more.")
    for key in RULES[clause["rule"]].needs if clause.get("rule") else ():
        if key != "cap" and clause.get(key) in (None, "", []):
            message = f"The rule “{clause['rule']}” needs “{key}”."
            yield page.problem(at, key, message, f"Add {key} = … to this clause.")


def _repeats(document: dict, page: _Page, table: str, names: Any, key: str) -> Iterator[Problem]:
    seen: dict[Any, int] = {}
    for index, entry in enumerate(_entries(document, table)):
        for name in names(entry):
            if seen.setdefault(name, index) != index:
                shown = ", ".join(str(part) for part in name) if isinstance(name, tuple) else name
                message = f"“{shown}” is given twice: see [[{table}]] {seen[name] + 1}."
                yield page.problem((table, index), key, message, "Keep one of the two.")


def _cap_problems(document: dict[str, Any], page: _Page) -> Iterator[Problem]:
    roles = {role["slug"]: role["name"] for role in _entries(document, "role")}
    for index, cap in enumerate(_entries(document, "cap")):
        if cap["role"] not in roles:
            remedy = f"Use one of: {', '.join(roles)}; or add a [[role]]."
            yield page.problem(("cap", index), "role", f"There is no role “{cap['role']}”.", remedy)
    yield from _repeats(document, page, "cap", _cap_keys, "since")
    for index, clause in enumerate(_entries(document, "clause")):
        if clause.get("rule") and "cap" in RULES[clause["rule"]].needs:
            yield from _gaps(("clause", index), clause, document, page, roles)


def _cap_keys(cap: dict[str, Any]) -> list[tuple]:
    return [(cap.get("clause", "cap"), cap["role"], pay_type, cap["since"]) for pay_type in cap["pay_types"]]


def _gaps(at: tuple[str, int], clause: dict, document: dict, page: _Page, roles: dict) -> Iterator[Problem]:
    """A role and pay type without a figure on the first day that needs one: say so, or say that it is unknown."""
    needed = max(clause["since"], document["in_force_from"])
    caps = [cap for cap in _entries(document, "cap") if cap.get("clause", "cap") == clause["id"]]
    for role, name in roles.items():
        for pay_type in PAY_TYPES:
            since = [cap["since"] for cap in caps if cap["role"] == role and pay_type in cap["pay_types"]]
            if min(since, default=date.max) > needed:
                message = f"There is no cap for {name} ({pay_type}) on {in_words(needed)}."
                yield page.problem(at, "id", message, f'Add a [[cap]], with value = "{UNKNOWN}" where it is not known.')


def _version(document: dict[str, Any]) -> Version:
    convention = document.get("convention", CORRESPONDING_DATE)
    top = {key: document[key] for key in SHAPES[""].required}
    return Version(
        **top,
        region=document.get("region", ""),
        note=document.get("note", ""),
        convention=convention,
        roles=tuple(Role(**role) for role in _entries(document, "role")),
        clauses=tuple(_clause(entry, convention, document) for entry in _entries(document, "clause")),
        caps=tuple(_caps(document)),
    )


def _clause(entry: dict[str, Any], convention: str, document: dict[str, Any]) -> Clause:
    shape = SHAPES["clause"]
    named = {key: value for key, value in entry.items() if key in shape.required or key in shape.optional}
    allowed = [dict(each) for each in _entries(document, "exception") if each["clause"] == entry["id"]]
    return Clause(
        **{"convention": convention, **named, "contracts": tuple(entry.get("contracts", ()))},
        exceptions=tuple(ExceptionAllowed(each["reason"], each["source"], each["sure"]) for each in allowed),
        extra={key: value for key, value in entry.items() if key not in named},
    )


def _caps(document: dict[str, Any]) -> Iterator[Cap]:
    for entry in _entries(document, "cap"):
        shared = {key: value for key, value in entry.items() if key not in ("pay_types", "value")}
        value = None if entry["value"] == UNKNOWN else Decimal(entry["value"])
        for pay_type in entry["pay_types"]:
            yield Cap(**shared, pay_type=pay_type, value=value)

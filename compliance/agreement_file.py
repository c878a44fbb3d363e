"""An agreement as a file: read it, and say where and how it falls short."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from compliance import agreement as agreed
from compliance.agreement import Band, Cap, Clause, ExceptionAllowed, Number, Role, Signatory, Version
from compliance.on_costs import PARTS
from compliance.periods import CONVENTIONS
from compliance.rule import BASES, PAY_TYPES, in_words
from compliance.rules import RULES

UNKNOWN = "unknown"
CONTRACTS = ("permanent", "fixed_term")
REASONS = (
    "resignation", "redundancy", "end_of_fixed_term", "probation", "retirement", "dismissal", "other", "promotion",
)  # fmt: skip
SETTINGS = ("local_authority", "agency", "other")
UNITS = (
    "pounds an hour", "pounds a week", "percent", "months", "days", "weeks", "days a week", "references", "years",
)  # fmt: skip
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
    "unit": UNITS,
    "counts": SETTINGS,
    "project_teams": (agreed.INCLUDED, agreed.EXCLUDED, agreed.ONLY),
    "cover": (agreed.EXEMPTION, agreed.APPROVAL),
    "paye": (agreed.STATED, agreed.STATUTORY),
    "paye_less": tuple(PARTS),
}
KINDS: Mapping[type, str] = {
    str: "text in quotes",
    date: "a date like 2025-01-01",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
}


class Shape(NamedTuple):
    """The keys of one table and their kinds."""

    required: Mapping[str, type]
    optional: Mapping[str, type]


def _keys(texts: str, **others: type) -> dict[str, type]:
    return {**dict.fromkeys(texts.split(), str), **others}


SHAPES: Mapping[str, Shape] = {
    "": Shape(
        _keys("agreement title regime version convention source sure", in_force_from=date),
        _keys(
            "region note corrects reason schedule_of",
            pay_types=list, member=list, role=list, band=list, clause=list, parameter=list, exception=list, cap=list,
        ),
    ),
    "member": Shape(_keys("authority", since=date), {"until": date}),
    "role": Shape(_keys("slug name core_type"), {"rank": int}),
    "band": Shape(_keys("slug name", from_years=int), {"until_years": int}),
    "clause": Shape(
        _keys("id title words source sure known judged", since=date),
        _keys(
            "interpretation rule base convention project_teams paye on_costs",
            until=date, existing_from=date, transitional=bool, signed_before=bool,
            contracts=list, counts=list, cover=list, paye_less=list,
        ),
    ),
    "parameter": Shape(_keys("clause name value unit source sure", since=date), {"illustrative": bool}),
    "exception": Shape(_keys("clause reason source sure"), {}),
    "cap": Shape(
        _keys("role value unit source", pay_types=list, since=date),
        _keys("clause band base sure lowered", illustrative=bool),
    ),
}  # fmt: skip
TABLES = ("member", "role", "band", "clause", "parameter", "exception", "cap")


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
            if kind is None:
                yield page.problem(at, key, f"“{key}” is not a known key.", "Correct its spelling or take it out.")
            elif type(value) is not kind:
                wrong_day = isinstance(value, datetime)
                remedy = "Leave out the time." if wrong_day else f"Write {KINDS[kind]}."
                yield page.problem(at, key, f"“{key}” is not {KINDS[kind]}.", remedy)
            elif value not in ("", []):
                yield from _choice_problems(at, key, value, page)


def _is_blank(value: Any) -> bool:
    return value in (None, []) or (isinstance(value, str) and not value.strip())


def _choice_problems(at: tuple[str, int], key: str, value: Any, page: _Page) -> Iterator[Problem]:
    allowed = RULES if key == "rule" and at[0] == "clause" else CHOICES.get(key)
    for each in value if isinstance(value, list) else [value]:
        if allowed is not None and each not in allowed:
            yield page.problem(at, key, f"“{each}” is not a known {key}.", f"Use one of: {', '.join(allowed)}.")
    if key == "value" and value != UNKNOWN:
        yield from _value_problems(at, value, page)


def _value_problems(at: tuple[str, int], value: str, page: _Page) -> Iterator[Problem]:
    if at[0] == "cap" and not re.fullmatch(r"\d{1,4}\.\d{2}", value):
        remedy = f'Write pounds and pence in quotes, like "24.00", or "{UNKNOWN}".'
        yield page.problem(at, "value", f"“{value}” is not an amount of money.", remedy)
    elif at[0] == "parameter" and not re.fullmatch(r"\d{1,6}(\.\d{1,4})?", value):
        remedy = f'Write a number in quotes, like "12" or "13.8", or "{UNKNOWN}".'
        yield page.problem(at, "value", f"“{value}” is not a number.", remedy)


def _reference_problems(document: dict[str, Any], page: _Page) -> Iterator[Problem]:
    """Names used twice or not at all, dates out of order, and clauses without what their rule reads."""
    if (document["regime"] == agreed.REGIONAL) != bool(document.get("region")):
        remedy = "Give the region’s ONS code for a regional agreement, and none for the national rules."
        yield page.problem(("", 0), "region", "“region” and “regime” do not fit together.", remedy)
    for table, key in (("role", "slug"), ("clause", "id")):
        yield from _repeats(document, page, table, lambda entry, key=key: [entry[key]], key)
    yield from _repeats(document, page, "exception", lambda entry: [(entry["clause"], entry["reason"])], "reason")
    clauses = {clause["id"] for clause in _entries(document, "clause")}
    for table in ("exception", "parameter", "cap") if not document.get("schedule_of") else ():
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
    given = {each["name"] for each in _entries(document, "parameter") if each["clause"] == clause["id"]}
    for key in RULES[clause["rule"]].needs if clause.get("rule") else ():
        in_clause = key in SHAPES["clause"].optional
        if key == "cap" or (in_clause and clause.get(key)) or key in given:
            continue
        message = f"The rule “{clause['rule']}” needs “{key}”."
        remedy = f"Add {key} = … to this clause." if in_clause else f'Add a [[parameter]] with name = "{key}".'
        yield page.problem(at, key, message, remedy)


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
    named = cap.get("clause", "cap"), cap["role"], cap.get("band", "")
    return [(*named, pay_type, cap["since"]) for pay_type in cap["pay_types"]]


def _gaps(at: tuple[str, int], clause: dict, document: dict, page: _Page, roles: dict) -> Iterator[Problem]:
    """A role and pay type without a figure on the first day that needs one: say so, or say that it is unknown."""
    needed = max(clause["since"], document["in_force_from"])
    caps = [cap for cap in _entries(document, "cap") if cap.get("clause", "cap") == clause["id"]]
    for role, name in roles.items():
        for pay_type in document.get("pay_types", PAY_TYPES):
            since = [cap["since"] for cap in caps if cap["role"] == role and pay_type in cap["pay_types"]]
            if min(since, default=date.max) > needed:
                message = f"There is no cap for {name} ({pay_type}) on {in_words(needed)}."
                yield page.problem(at, "id", message, f'Add a [[cap]], with value = "{UNKNOWN}" where it is not known.')


def _version(document: dict[str, Any]) -> Version:
    top = {key: document[key] for key in SHAPES[""].required}
    texts = {key: document.get(key, "") for key in ("region", "note", "corrects", "reason", "schedule_of")}
    return Version(
        **top,
        **texts,
        pay_types=tuple(document.get("pay_types", PAY_TYPES)),
        signatories=tuple(Signatory(**entry) for entry in _entries(document, "member")),
        roles=tuple(Role(**role) for role in _entries(document, "role")),
        bands=tuple(Band(**band) for band in _entries(document, "band")),
        clauses=tuple(_clause(entry, document) for entry in _entries(document, "clause")),
        numbers=tuple(Number(**{**entry, "value": _number(entry)}) for entry in _entries(document, "parameter")),
        caps=tuple(_caps(document)),
    )


def _clause(entry: dict[str, Any], document: dict[str, Any]) -> Clause:
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    allowed = [dict(each) for each in _entries(document, "exception") if each["clause"] == entry["id"]]
    return Clause(
        **{"convention": document["convention"], **entry, **lists},
        exceptions=tuple(ExceptionAllowed(each["reason"], each["source"], each["sure"]) for each in allowed),
    )


def _number(entry: dict[str, Any]) -> Decimal | None:
    return None if entry["value"] == UNKNOWN else Decimal(entry["value"])


def _caps(document: dict[str, Any]) -> Iterator[Cap]:
    for entry in _entries(document, "cap"):
        shared = {key: value for key, value in entry.items() if key not in ("pay_types", "value")}
        for pay_type in entry["pay_types"]:
            yield Cap(**shared, pay_type=pay_type, value=_number(entry))

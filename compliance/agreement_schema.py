"""The agreement format as it is published: a JSON Schema and a table of keys, both made from the one shape."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from compliance.agreement import REGIONAL
from compliance.agreement_reads import OF_ANY_RULE, READS, STATUTORY_RATES
from compliance.agreement_shape import KINDS, SHAPES, Key
from compliance.rules import RULES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLES = {
    "": "The head of the file",
    "member": "An authority that has signed",
    "role": "A role",
    "band": "A band of experience",
    "clause": "A clause",
    "parameter": "A number of a clause, from a day on",
    "exception": "A reason that ends a waiting time",
    "cap": "A cap, from a day on",
}
TYPES: Mapping[type, dict[str, Any]] = {
    str: {"type": "string", "pattern": r"\S"},
    date: {"type": "string", "format": "date"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}


def schema() -> dict[str, Any]:
    """The JSON Schema of an agreement file; a TOML date is taken for its text, as TOML editors do."""
    return {
        "$schema": DRAFT,
        "title": "An agreement file of the MOU portal",
        **_table(""),
        "$defs": {table: _table(table) for table in SHAPES if table},
    }


def written() -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def keys() -> str:
    """Each table with its keys, and each rule with what it reads, in Markdown."""
    return "\n".join([*(line for table in SHAPES for line in _documented(table)), *_rules()])


def _table(table: str) -> dict[str, Any]:
    shape = SHAPES[table]
    properties = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} if _is_table(table, name) else _property(key)
        for name, key in shape.items()
    }
    return {
        "description": f"{TITLES[table]}.",
        "type": "object",
        "properties": properties,
        "required": [name for name, key in shape.items() if key.required],
        "additionalProperties": False,
        **_together(table),
    }


def _is_table(table: str, name: str) -> bool:
    return not table and name in SHAPES


def _property(key: Key) -> dict[str, Any]:
    if key.kind is list:
        least = {"minItems": 1} if key.required else {}
        return {
            "description": key.says, "type": "array", "items": {"enum": list(key.choices)}, "uniqueItems": True, **least
        }  # fmt: skip
    if key.choices:
        return {"description": key.says, "enum": list(key.choices)}
    kind = dict(TYPES[key.kind])
    if key.form:
        kind["pattern"] = f"^({key.form.pattern})$"
        kind |= {"maxLength": key.form.longest} if key.form.longest else {}
    return {"description": key.says, **kind}


def _together(table: str) -> dict[str, Any]:
    """What a key asks of the others."""
    if table == "clause":
        return {
            "allOf": [
                _if({"rule": name}, _in_clause(rule.needs)) for name, rule in RULES.items() if _in_clause(rule.needs)
            ]
        }
    if table:
        return {}
    return {
        "allOf": [_if({"regime": REGIONAL}, ["region"])],
        "dependentRequired": {"corrects": ["reason"], "reason": ["corrects"], "schedule_of": ["region", "cap"]},
        "anyOf": [{"required": ["clause"]}, {"required": ["schedule_of"]}],
    }


def _in_clause(needs: tuple[str, ...]) -> list[str]:
    return [need for need in needs if need in SHAPES["clause"]]


def _if(says: Mapping[str, str], needs: list[str]) -> dict[str, Any]:
    are = {name: {"const": value} for name, value in says.items()}
    return {"if": {"properties": are, "required": list(says)}, "then": {"required": needs}}


def _documented(table: str) -> list[str]:
    head = f"`[[{table}]]`: {TITLES[table].lower()}" if table else TITLES[table]
    rows = [
        f"| `{name}`{' (required)' if key.required else ''} | {_kind(key)} | {key.says} |"
        for name, key in SHAPES[table].items()
        if not _is_table(table, name)
    ]
    return [f"### {head}", "", "| key | what it holds | what it means |", "|---|---|---|", *rows, ""]


def _rules() -> list[str]:
    rows = [
        f"| `{name}` | {_judges(name)} | {_listed(read.keys)} | {_listed(read.numbers)} "
        f"| {'yes' if read.caps else ''} | {'yes' if read.exceptions else ''} |"
        for name, read in READS.items()
    ]
    heads = ["| rule | what it judges | keys that it reads | numbers, with their units | caps | exceptions |"]
    rates = f"A clause without a rule may hold the statutory rates: {_listed(STATUTORY_RATES)}."
    always = f"Every clause with a rule may also say {_listed(OF_ANY_RULE)}."
    return ["### What each rule reads", "", *heads, "|---|---|---|---|---|---|", *rows, "", always, rates, ""]


def _judges(rule: str) -> str:
    """The first line of the rule's own file."""
    written = sys.modules[RULES[rule].__module__].__doc__ or ""
    return written.splitlines()[0].rstrip(".")


def _listed(names: Iterable[str]) -> str:
    """Keys by themselves, numbers with what they are counted in."""
    units = names if isinstance(names, Mapping) else {}
    return ", ".join(f"`{name}` ({units[name]})" if name in units else f"`{name}`" for name in names)


def _kind(key: Key) -> str:
    if key.choices:
        listed = ", ".join(f"`{choice}`" for choice in key.choices)
        return f"a list of {listed}" if key.kind is list else listed
    return key.form.says if key.form else KINDS[key.kind]

"""The published schema lets a sound agreement through and stops a broken one, as an editor would."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from compliance.agreement_schema import keys, schema
from compliance.agreement_shape import SHAPES
from compliance.rules import RULES
from tests.compliance.agreement_checks.files import GOOD, SCHEDULE, changed
from tests.compliance.cases import AGREEMENTS
from tests.compliance.test_agreement_file import EVERYTHING

TESTED = Path(__file__).parent.parent / "agreements"
FILES = sorted([*AGREEMENTS.glob("*.toml"), *TESTED.glob("*.toml")])
VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())


def found(text):
    """What the schema finds: the place and the keyword of each fault; a TOML day is taken for its text."""
    document = json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))
    return [("/".join(map(str, error.absolute_path)), error.validator) for error in VALIDATOR.iter_errors(document)]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_agreement_keeps_the_schema(path):
    assert found(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [GOOD, SCHEDULE, EVERYTHING], ids=["good", "schedule", "everything"])
def test_what_the_tests_hold_for_sound_keeps_the_schema(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "keyword"),
    [
        ('source = "a test"\n', "", "", "required"),
        ('convention = "corresponding_date"\n', "", "", "required"),
        ('region = "E12000001"\n', "", "", "required"),
        ('version = "2025"', 'version = "2025"\ncolour = "red"', "", "additionalProperties"),
        ('version = "2025"', 'version = "2025"\ncorrects = "2024"', "", "dependentRequired"),
        ('"north-mou"', '"North MOU"', "agreement", "pattern"),
        ('version = "2025"', f'version = "{"5" * 21}"', "version", "maxLength"),
        ("in_force_from = 2025-01-01", 'in_force_from = "soon"', "in_force_from", "format"),
        ('"E08000022"', '"E99"', "member/1/authority", "pattern"),
        ("rank = 1", 'rank = "1"', "role/0/rank", "type"),
        ('rule = "cool_off"', 'rule = "cool_down"', "clause/1/rule", "enum"),
        ('contracts = ["permanent"]\n', "", "clause/1", "required"),
        ('base = "pay"\n', "", "clause/0", "required"),
        ("until = 2030-12-31", "until = true", "clause/0/until", "type"),
        ('value = "3"', 'value = "three"', "parameter/0/value", "pattern"),
        ('unit = "months"', 'unit = "moons"', "parameter/0/unit", "enum"),
        ('reason = "redundancy"', 'reason = "bored"', "exception/0/reason", "enum"),
        ('["paye", "umbrella"]', "[]", "cap/2/pay_types", "minItems"),
        ('["paye", "umbrella"]', '["paye", "paye"]', "cap/2/pay_types", "uniqueItems"),
        ('value = "41.00"', 'value = "41"', "cap/2/value", "pattern"),
        ("illustrative = true", 'illustrative = "yes"', "cap/0/illustrative", "type"),
        ('title = "Pay caps"', 'title = " "', "clause/0/title", "pattern"),
    ],
)
def test_a_broken_agreement_does_not(old, new, at, keyword):
    assert found(changed(old, new)) == [(at, keyword)]


def test_a_schedule_is_of_a_region_and_needs_no_clause():
    assert found(changed('region = "E12000001"\n', "", SCHEDULE)) == [("", "dependentRequired")]
    assert found(changed('schedule_of = "dfe-agency-rules"\n', "", SCHEDULE)) == [("", "anyOf")]


def test_every_key_says_what_it_means():
    for table, shape in SHAPES.items():
        for name, key in shape.items():
            assert key.says.endswith(".") or (not table and name in SHAPES), f"{table}.{name}"


def test_the_guide_s_tables_hold_every_key_and_every_rule():
    tables = keys()

    assert [
        name for shape in SHAPES.values() for name in shape if name not in SHAPES and f"`{name}`" not in tables
    ] == []
    assert [name for name in RULES if f"| `{name}` | " not in tables] == []

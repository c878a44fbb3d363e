"""The published formats of files."""

import io
import json

import pytest
from django.core.management import call_command
from frictionless import Resource, Schema, system

from mou_portal import formats
from mou_portal.formats import ROWS
from placements.imports.row import columns_of

KINDS = sorted(ROWS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_what_the_code_reads(kind):
    assert (formats.FOLDER / f"{kind}.schema.json").read_text() == formats.written(ROWS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_keeps_the_published_schema(kind):
    schema = Schema.from_descriptor(json.loads((formats.FOLDER / f"{kind}.schema.json").read_text()))
    with system.use_context(trusted=True):
        report = Resource(path=str(formats.FOLDER / f"{kind}.csv"), schema=schema).validate()

    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_says_what_it_is(kind):
    fields = formats.schema(ROWS[kind])["fields"]

    assert tuple(field["name"] for field in fields) == columns_of(ROWS[kind])
    assert all(field["description"].endswith(".") and field["type"] for field in fields)


@pytest.mark.django_db
def test_the_examples_go_in_without_a_row_parked(agreements):
    for kind in ("placements", "leavers", "hours", "exemptions"):
        out = io.StringIO()
        file = str(formats.FOLDER / f"{kind}.csv")
        call_command(f"import_{kind}", file, "--authority", "E08000030", "--json", stdout=out)

        answer = json.loads(out.getvalue())
        assert (answer["parked"], answer["unknown_columns"]) == (0, [])
        assert answer["added"] >= 2

"""The formats of files as they are published: a Frictionless Table Schema for each kind, made from its row."""

import json

from django.conf import settings

from compliance import agreement_schema
from compliance.exemption_rows import ExemptionRow
from placements.imports.hours import HoursRow
from placements.imports.leavers import LeaverRow
from placements.imports.placement_rows import PlacementRow

ROWS = {"placements": PlacementRow, "leavers": LeaverRow, "hours": HoursRow, "exemptions": ExemptionRow}
FOLDER = settings.ROOT / "docs" / "formats"
AGREEMENT = FOLDER / "agreement.schema.json"
TYPE_FIRST = ("type", "format", "trueValues", "falseValues")


def schema(model):
    """The Table Schema of a row: its columns in order, with what each says, its type and its limits."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "title": model.__doc__.splitlines()[0],
        "fields": [_field(name, info) for name, info in model.model_fields.items()],
        "missingValues": [""],
    }


def written(model):
    """The schema as it stands in its file."""
    return json.dumps(schema(model), indent=2, ensure_ascii=False) + "\n"


def write():
    """Write every schema to docs/formats; the examples beside them are written by hand."""
    for kind, model in ROWS.items():
        (FOLDER / f"{kind}.schema.json").write_text(written(model), encoding="utf-8")
    AGREEMENT.write_text(agreement_schema.written(), encoding="utf-8")
    return sorted([*ROWS, "agreement"])


def _field(name, info):
    published = dict(info.json_schema_extra["column"])
    field = {"name": name, "description": info.description}
    field |= {key: published.pop(key) for key in TYPE_FIRST if key in published}
    limits = ({"required": True} if info.is_required() else {}) | published
    return field | ({"constraints": limits} if limits else {})

"""The sharing contract’s lines about what is of a whole region: questions put to the rulebook, and reports."""

from .kind import Kind
from .readers import DOWNLOADERS, NOBODY, TOLD

REGION_WIDE = (
    Kind(
        "compliance.WhatIf",
        "A question put to the rulebook about a region",
        ((DOWNLOADERS, "id by region title definition created_at"),),
        region="region",
    ),
    Kind(
        "reports.Edition",
        "A report of a region, as it was told",
        (
            (TOLD, "id region kind period number provisional method content known_at built_at log_head"),
            (NOBODY, "sha256"),
        ),
        region="region",
        note="Of the content an authority reads the region’s totals and its own lines; the workforce group also the "
        "figures of the others, under letters. The quarterly report is for those who may download.",
    ),
    Kind(
        "reports.EditionFile",
        "A file of a report of the whole region",
        ((DOWNLOADERS, "id edition name media_type body sha256"),),
        region="edition__region",
    ),
)

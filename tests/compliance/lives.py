"""The next version of the regional agreement, and what was done with it."""

from authorities.models import Region
from compliance.actions import draft_agreement
from tests.compliance.cases import AGREEMENTS

SHIPPED = (AGREEMENTS / "west-midlands-mou-2025.toml").read_text(encoding="utf-8")
NEXT = SHIPPED.replace('version = "2025"', 'version = "2026"').replace(
    "in_force_from = 2025-01-01", "in_force_from = 2026-03-01"
)
# One from a day on which the first caps of the version before no longer hold.
LATER = "\n\n".join(
    table
    for table in NEXT.replace("in_force_from = 2026-03-01", "in_force_from = 2027-04-01").split("\n\n")
    if not table.startswith("[[cap]]") or "since = 2025-01-01" not in table
)


def drafted_by(by, text):
    """An agreement file loaded in the browser by somebody who may load for every region."""
    within = set(Region.objects.values_list("pk", flat=True))
    return draft_agreement(text=text, name="next.toml", within=within, by=by)


def told(version):
    """What was done with a saved version, and by whom."""
    return [(step.kind, step.by.name) for step in version.steps.all()]

"""Filters that an officer keeps by name."""

from authorities.actions.saved_filters import save_filter

FILTERS = (
    ("placements", "status=ending", "Ending soon"),
    ("placements", "status=live&answer=breach", "Live, and breaking a rule"),
    ("findings", "verdict=breach&cover=none&reason=none", "To answer"),
)


def load(desk):
    """Each once."""
    if not desk.officer.saved_filters.exists():
        for page, query, name in FILTERS:
            save_filter(page=page, query=query, name=name, by=desk.officer)

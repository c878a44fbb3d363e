"""The sharing contract’s lines about files on their way in."""

from .kind import Kind
from .readers import LOGGERS, NOBODY

FILES = (
    Kind(
        "placements.ImportRun",
        "A file that was read",
        (
            (
                LOGGERS,
                "id kind authority supplier file_name added changed unchanged parked unknown_columns months_held_back"
                " by at",
            ),
            (NOBODY, "sha256"),
        ),
        authority="authority",
    ),
    Kind(
        "placements.ParkedRow",
        "A row of a file that waits to be put right",
        ((LOGGERS, "id run row_number column reason remedy row settled_at discarded_because"), (NOBODY, "row_sha256")),
        authority="run__authority",
    ),
    Kind(
        "placements.Upload",
        "A file on its way in by the browser",
        ((LOGGERS, "id authority supplier kind file_name body headings lines meaning state told job by at"),),
        authority="authority",
        note="The file itself is kept for hours, and what was found in it for days.",
    ),
    Kind(
        "placements.ColumnMapping",
        "What the columns of a supplier’s files mean to an authority",
        ((LOGGERS, "id authority supplier kind meaning by at"),),
        authority="authority",
    ),
)

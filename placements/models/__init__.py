"""What happened: workers, the posts they held, placements, dated rates, hours, and what was imported."""

from .intake import Change, Draft, ImportRun, ParkedRow
from .placed import Hours, PayType, Placement, Rate
from .revised import revised
from .rights import Correction, Hold, RecordLink
from .workers import LeaverReturn, Post, Spell, SubstantiveNotice, Worker

__all__ = [
    "Change",
    "Correction",
    "Draft",
    "Hold",
    "Hours",
    "ImportRun",
    "LeaverReturn",
    "ParkedRow",
    "PayType",
    "Placement",
    "Post",
    "Rate",
    "RecordLink",
    "Spell",
    "SubstantiveNotice",
    "Worker",
    "revised",
]

"""What happened: workers, the posts they held, placements, dated rates, hours, and what was imported."""

from .conversions import Conversion
from .intake import Change, ColumnMapping, Draft, ImportRun, ParkedRow, Upload
from .placed import Hours, PayType, Placement, Rate
from .references import Reference
from .register import RegisterCheck
from .revised import revised
from .rights import Correction, Hold, RecordLink
from .sought import SearchText
from .teams import ProjectTeam, TeamMember
from .workers import LeaverReturn, Post, Spell, SubstantiveNotice, Worker

__all__ = [
    "Change",
    "ColumnMapping",
    "Conversion",
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
    "ProjectTeam",
    "Rate",
    "RecordLink",
    "Reference",
    "RegisterCheck",
    "SearchText",
    "Spell",
    "SubstantiveNotice",
    "TeamMember",
    "Upload",
    "Worker",
    "revised",
]

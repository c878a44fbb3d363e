"""Everything that may be written about placements, one verb each; every refusal is in words."""

from .leaving import receive_leavers, record_leaver
from .placing import amend, change_rate, end, extend, record
from .working import record_hours

__all__ = [
    "amend",
    "change_rate",
    "end",
    "extend",
    "receive_leavers",
    "record",
    "record_hours",
    "record_leaver",
]

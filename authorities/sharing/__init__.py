"""The sharing contract: which field of which record, to which role, in which case; and the code that asks it."""

from .contract import readers
from .querysets import SharedQuerySet
from .reach import Reach, reach_of, regions_read_by

__all__ = ["Reach", "SharedQuerySet", "reach_of", "readers", "regions_read_by"]

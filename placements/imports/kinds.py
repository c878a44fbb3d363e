"""The kinds of file that officers send by the browser."""

from . import hours, leavers, placements

KINDS = {kind.name: kind for kind in (placements.KIND, leavers.KIND, hours.KIND)}

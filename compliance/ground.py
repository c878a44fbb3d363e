"""What every placement of a batch stands on: members, leavers received, roles, titles and notice."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from . import sources
from .facts import Member, Region


class RoleRow(NamedTuple):
    slug: str
    name: str
    core_type: str


NO_ROLE = RoleRow("", "", "")


class Dated:
    """Values that each hold from a day until the next."""

    __slots__ = ("days", "values")

    def __init__(self):
        self.days = []
        self.values = []

    def add(self, since, value):
        self.days.append(since)
        self.values.append(value)

    def on(self, day):
        """The value on the day; None before the first."""
        at = bisect_right(self.days, day)
        return self.values[at - 1] if at else None


NOTHING = Dated()


class Ground:
    """Made once for a run from the rows of `sources.GROUND`; the same for a single proposal and for a whole region."""

    def __init__(self, rows: Mapping[str, Iterable]):
        self.roles = {row[0]: RoleRow(*row[1:]) for row in rows["roles"]}
        self._titles = _by_key(rows["mappings"], 1)
        self._notices = _by_key(rows["notices"], 2)
        self._codes: dict[int, str] = {}
        self._regions, self._region_of = self._read_regions(rows)

    @classmethod
    def of_everybody(cls, known_at: datetime | None = None) -> "Ground":
        """What all placements stand on, in a fixed number of queries."""
        return cls({name: sources.fetch(query, known_at=known_at) for name, query in sources.GROUND.items()})

    def region_of(self, authority_id: int) -> Region:
        """The region an authority belongs to; one without members where it never joined any."""
        return self._regions.get(self._region_of.get(authority_id), NO_REGION)

    def code_of(self, authority_id: int) -> str:
        """An authority's ONS code; empty where it never joined a region."""
        return self._codes.get(authority_id, "")

    def title(self, job_title_id: int | None) -> Dated:
        """The roles that a local job title has meant, by day."""
        return self._titles.get((job_title_id,), NOTHING)

    def notice(self, authority_id: int, job_role_id: int | None) -> Dated:
        """The substantive staff's notice in weeks, by day."""
        return self._notices.get((authority_id, job_role_id), NOTHING)

    def _read_regions(self, rows):
        months = defaultdict(set)
        for authority_id, month in rows["returns"]:
            months[authority_id].add((month.year, month.month))
        members, region_of = defaultdict(list), {}
        for code, authority_id, ons_code, from_on, until_on in rows["memberships"]:
            members[code].append(Member(authority_id, from_on, until_on, frozenset(months[authority_id])))
            region_of[authority_id], self._codes[authority_id] = code, ons_code
        return {code: Region(code, tuple(its)) for code, its in members.items()}, region_of


NO_REGION = Region("", ())


def _by_key(rows, width):
    grouped = defaultdict(Dated)
    for row in rows:
        grouped[tuple(row[:width])].add(row[width], row[width + 1])
    return dict(grouped)


def last_day(ended_on: date | None) -> date:
    """The last day of a placement; the end of time where it has not ended."""
    return ended_on or date.max

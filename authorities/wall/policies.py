"""Whose a row is, as conditions that PostgreSQL itself holds: one for reading and one for writing."""

from dataclasses import dataclass, replace

SYSTEM = "current_setting('app.system', true) = 'on'"
PERSON = "nullif(current_setting('app.person', true), '')"
SIGNED_IN = f"{PERSON} IS NOT NULL"


def one_of(setting):
    """`= ANY` of the ids in a setting; of none where it is not set. Read once for a query, not once for a row."""
    listed = f"string_to_array(nullif(current_setting('app.{setting}', true), ''), ',')::bigint[]"
    return f"= ANY ((SELECT {listed})::bigint[])"


@dataclass(frozen=True)
class Owned:
    """Who reads a table's rows and who writes them. An empty condition: nobody but the portal's own work."""

    reads: str
    writes: str = ""
    changes: bool = True  # whether those who write may change a row that stands
    removes: bool = True  # whether they may delete one

    def kept(self):
        """The same, but what is written stays as it was written: history is added to and never changed."""
        return replace(self, changes=False, removes=False)

    def told(self):
        """The same, but written by the portal's own work alone."""
        return replace(self, writes="")


def by_authority(column="authority_id", *, also=""):
    """Rows that name their authority; `also` is one more way to be allowed to read."""
    return Owned(f"{column} {one_of('reads')}{also and f' OR {also}'}", f"{column} {one_of('writes')}")


def by_placement(column="placement_id"):
    """Rows that go with a placement: read by whoever reads it, written by its authority."""
    return _through("placements_placement", column)


def by_placement_unsupplied(column="placement_id"):
    """Rows that go with a placement and are no supplier's to read."""
    return _through("placements_placement", column, f"parent.authority_id {one_of('reads')}")


def by_worker(column="worker_id"):
    """Rows of one authority's record of a worker: its readers', and no supplier's."""
    return _through("placements_worker", column, f"parent.authority_id {one_of('reads')}")


def by_region(column="region_id", *, reads="told", writes=""):
    """Rows of a region, read by those who are told its reports, or by another setting's regions."""
    return Owned(f"{column} {one_of(reads)}", f"{column} {one_of(writes)}" if writes else "")


def by_parent(table, column):
    """Rows of a parent that has policies of its own: read by its readers and written by its authority."""
    return _through(table, column)


def _through(table, column, reads="true"):
    within = f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {column} AND "  # noqa: S608  our own names
    return Owned(f"{within}{reads})", f"{within}parent.authority_id {one_of('writes')})")

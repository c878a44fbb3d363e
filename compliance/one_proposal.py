"""What one proposal stands on, in a single prepared statement made of the same queries as a whole region's."""

from datetime import date
from weakref import WeakSet

from django.db import connection

from .sources import GROUND, POSTS, SPELLS, Tables

# $1 the authority, $2 the match keys, $3 the job title, $4 the role, $5 the first month of leavers that may matter.
TYPES = "bigint, text[], bigint, bigint, date"
REGIONS = "SELECT region_id FROM authorities_membership WHERE authority_id = $1"
MEMBERS = f"SELECT authority_id FROM authorities_membership WHERE region_id IN ({REGIONS})"  # noqa: S608  our own names
ONLY = {
    "only_roles": "WHERE r.id = $4 OR r.id IN"
    " (SELECT job_role_id FROM authorities_jobtitlemapping WHERE job_title_id = $3)",
    "only_mappings": "WHERE m.job_title_id = $3",
    "only_notices": "WHERE n.authority_id = $1",
    "only_returns": f"WHERE l.month >= $5 AND l.authority_id IN ({MEMBERS})",
    "only_memberships": f"WHERE m.region_id IN ({REGIONS})",
    "keys": "$2",
}
QUERIES = {**GROUND, "posts": POSTS, "spells": SPELLS}
# JSON has no dates: which columns of each are.
DAYS = {"mappings": (1,), "notices": (2,), "returns": (1,), "memberships": (3, 4), "posts": (3, 4), "spells": (3, 4)}

_prepared: WeakSet = WeakSet()


def rows_of(*, authority_id, keys, job_title_id, job_role_id, since):
    """The rows of each query that bear on one proposal, by name; `since` is the first month of leavers read."""
    arguments = [authority_id, keys, job_title_id, job_role_id, since]
    with connection.cursor() as cursor:
        cursor.execute(_statement(cursor), arguments)
        found = cursor.fetchone()
    return {name: _with_days(rows, DAYS.get(name, ())) for name, rows in zip(QUERIES, found, strict=True)}


def _statement(cursor):
    """Planned once for a connection; each time anew where connections are pooled, for there plans are not kept."""
    if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return _numbered_in_place()
    if connection.connection not in _prepared:
        # One plan for every proposal: to plan anew each time takes longer than to read.
        cursor.execute(f"SET plan_cache_mode = force_generic_plan; PREPARE one_proposal ({TYPES}) AS {_select(ONLY)}")
        _prepared.add(connection.connection)
    return "EXECUTE one_proposal (%s, %s, %s, %s, %s)"


def _select(only):
    tables = Tables(None)
    tables.update(only)
    texts = (query.format_map(tables) for query in QUERIES.values())
    return "SELECT " + ", ".join(f"(SELECT json_agg(q) FROM ({text}) q)" for text in texts)  # noqa: S608  our own names


def _numbered_in_place():
    """The same statement for a connection that keeps no plans: its arguments stand in a row of their own."""
    names = ("authority_id", "keys", "job_title_id", "job_role_id", "since")
    only = ONLY
    for number, name in enumerate(names, 1):
        only = {key: text.replace(f"${number}", f"asked.{name}") for key, text in only.items()}
    casts = zip(TYPES.split(", "), names, strict=True)
    values = ", ".join(f"%s::{kind} AS {name}" for kind, name in casts)
    return f"{_select(only)} FROM (SELECT {values}) asked"


def _with_days(rows, columns):
    """Rows as the database's own driver gives them."""
    read = []
    for row in rows or ():
        values = list(row.values())
        for column in columns:
            if values[column] is not None:
                values[column] = date.fromisoformat(values[column])
        read.append(values)
    return read

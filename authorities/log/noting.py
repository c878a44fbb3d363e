"""Adding to the log what no table tells of: who looked something up, took it away, was refused, or signed in."""

import json
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

import pghistory
from django.db import connection

NOTE = "SELECT log_note(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
# The page, command or job by which everything comes until the next one is named.
_way: ContextVar[str] = ContextVar("way", default="")


def note(*, kind, by=None, on_behalf_of=None, about=None, authority=None, region=None, via="", details=None):
    """Add one entry and return its number; it is chained when the transaction around it commits.

    `kind`: of `LogEntry.Kind`. `about`: a record, or the names of a table and a row; never a name or a number of a
    worker. `authority`, `region` (ids): whose it is, else that of the record, else that of the person. `details`: a
    dictionary kept apart from the chain, where it can be erased: the one place for personal data.
    """
    table, row = about if isinstance(about, tuple) else _row(about)
    home_authority, home_region = home(by or on_behalf_of)
    whose = authority or getattr(about, "authority_id", None) or home_authority
    where = region or getattr(about, "region_id", None) or home_region
    told = None if details is None else json.dumps(details, default=str)
    ids = [each and each.pk for each in (by, on_behalf_of)]
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [kind, *ids, whose, where, via or _way.get(), table, str(row), told])
        return cursor.fetchone()[0]


@contextmanager
def coming_by(way):
    """Everything written inside came by this page, command or job. Gives what else is said with each write: a
    dictionary, for `by` and `on_behalf_of` as numbers of people."""
    with pghistory.context() as context:
        said, before = context.metadata, _way.set(way)
        outer = said.get("via", "")
        said["via"] = way
        try:
            yield said
        finally:
            said["via"] = outer
            _way.reset(before)


def comes_by(way):
    """What follows in this request came by the page of this name; gives what `goes_back` takes at the end of it."""
    pghistory.context(via=way)
    return _way.set(way)


def goes_back(before):
    """The request is over."""
    _way.reset(before)


def numbers(named):
    """The numbers in an address. A text in it may be a secret, such as that of a link, and is left out."""
    return " ".join(f"{name}={value}" for name, value in named.items() if isinstance(value, int | UUID))


def _row(record):
    return ("", "") if record is None else (record._meta.db_table, record.pk)


def home(person):
    """The one authority, or else the one region, for which a person works today: their auditor reads what they did."""
    if person is None:
        return None, None
    held = person.current_appointments
    authorities = {each.authority_id for each in held if each.authority_id}
    regions = {each.region_id for each in held if each.region_id}
    if len(authorities) == 1:
        return authorities.pop(), None
    return None, regions.pop() if len(regions) == 1 and not authorities else None

"""Seals: once a day is over, the hash of all that was read on it becomes an entry of the chain."""

from datetime import date, timedelta
from hashlib import sha256

from django.db import connection
from django.utils import timezone

from .. import clock
from .noting import note

# For so long rows are kept after their day; the retention schedule says the same (`compliance/retention/schedule.py`).
KEPT_DAYS = 730
TABLE = "authorities_logread"
OF_A_DAY = f"""
    SELECT (CASE WHEN whose_id IS NULL
            THEN json_build_array(id, (extract(epoch FROM at) * 1000000)::bigint, by_id, authority_id, region_id, via,
                                  ids, method)
            ELSE json_build_array(id, (extract(epoch FROM at) * 1000000)::bigint, by_id, authority_id, region_id, via,
                                  ids, method, whose_id)
            END)::text
      FROM {TABLE}
     WHERE at >= %(day)s::timestamp AT TIME ZONE 'Europe/London'
       AND at < (%(day)s::timestamp + interval '1 day') AT TIME ZONE 'Europe/London'
     ORDER BY id"""  # noqa: S608 - our own names
BEFORE = f"SELECT (min(at) AT TIME ZONE 'Europe/London')::date FROM {TABLE} WHERE at > %s"  # noqa: S608
SEALED = f"SELECT max(split_part(about_id, ' ', 1)) FROM authorities_logentry WHERE about = '{TABLE}' AND kind = 'seal'"  # noqa: S608
BROKEN = "the pages read on {} are not as they were sealed: rows were changed, added or removed"


def seal():
    """Seal each day that is over and has no seal yet; returns how many were sealed."""
    days = list(_unsealed(clock.today()))
    for day in days:
        note(kind="seal", about=(TABLE, sealed(day)))
    return len(days)


def sealed(day):
    """A day (London's) with the number of its rows and the SHA-256 of them all, a line of JSON each."""
    digest, count = sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(OF_A_DAY, {"day": day})
        while rows := cursor.fetchmany(5000):
            count += len(rows)
            for (row,) in rows:
                digest.update(row.encode() + b"\n")
    return f"{day} {count} {digest.hexdigest()}"


def broken(said):
    """What is wrong with a day whose seal says this; nothing where it is as it was, or its time is over."""
    day = said.split(" ")[0]
    gone = date.fromisoformat(day) < clock.today() - timedelta(days=KEPT_DAYS)
    return "" if gone or sealed(day) == said else BROKEN.format(day)


def _unsealed(today):
    """The days from the last seal on, or else from the first row on, until yesterday."""
    with connection.cursor() as cursor:
        cursor.execute(SEALED)
        [last] = cursor.fetchone()
        if last is None:
            cursor.execute(BEFORE, [timezone.now() - timedelta(days=KEPT_DAYS)])
            [first] = cursor.fetchone()
    day = date.fromisoformat(last) + timedelta(days=1) if last else first
    while day and day < today:
        yield day
        day += timedelta(days=1)

"""Erasing details, for privacy, and what was read once its time is over: the doors, one for each."""

from django.db import connection, transaction

from ..acting import acting
from .models import LogDetail, LogEntry

OPEN, SHUT = "on", ""


def erase(*, entries, why, by=None):
    """Erase the details of these entries (numbers) for ever, and return how many there were.

    Entries stay, and prove with the chain that they were there. `why`, such as a request's number, is written with each
    erasure and so must hold no personal data; `by`: None for what the portal does by itself.
    """
    with acting(by, why=why), connection.cursor() as cursor:
        _set(cursor, OPEN)
        erased, _ = LogDetail.objects.filter(entry__in=entries).delete()
        _set(cursor, SHUT)
    return erased


def erase_about(*, rows, why, by=None):
    """Erase the details of every entry about these rows, `{table: ids}`, those of rows that are gone included."""
    about = {table: [str(pk) for pk in pks] for table, pks in rows.items()}
    entries = [LogEntry.objects.filter(about=table, about_id__in=pks).values("pk") for table, pks in about.items()]
    return sum(erase(entries=each, why=why, by=by) for each in entries)


@transaction.atomic
def forget(reads):
    """Delete these rows of pages read, whose time is over, and return how many there were."""
    with connection.cursor() as cursor:
        _set(cursor, OPEN, "log.sweeping")
        gone, _ = reads.delete()
        _set(cursor, SHUT, "log.sweeping")
    return gone


def _set(cursor, state, door="log.erasing"):
    # Until the end of the transaction at most.
    cursor.execute("SELECT set_config(%s, %s, true)", [door, state])

"""A log to look at: some entries, chained; and what somebody could do to it who is let past its triggers."""

from datetime import date, timedelta
from hashlib import sha256
from json import dumps

from django.db import connection

from authorities.log import note
from authorities.models import LogEntry, LogLink, Supplier

GUARDS = """SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass
             AND tgname IN ('log_kept', 'log_kept_unless_erased', 'log_erasure', 'log_linked_by_the_chain')"""
TABLES = ("logentry", "logdetail", "loglink")
COLUMNS = "id, at, txid, kind, by_id, on_behalf_of_id, authority_id, region_id, via, about, about_id, digest"


def run(sql, values=()):
    """The rows of a statement, if it gives any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def chain():
    """Have the entries of this transaction chained now, as its commit would."""
    run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def written(number):
    """So many entries more, with details and without, chained; returns their ids."""
    last = max(LogEntry.objects.values_list("pk", flat=True), default=0)
    for each in range(number // 3):
        note(kind="look_up", about=("placements_worker", each), details={"name": f"Worker £{each}"})
        note(kind="refusal", via="placement")
        Supplier.objects.create(name=f"Supplier {each} “of” {number}")
    chain()
    return list(LogEntry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True))


def allowed(table):
    """From here on whoever runs the tests holds every right on the table."""
    # Locked first: where the database is just analysing the table it waits for the row that GRANT changes, and what
    # locks the table after GRANT then waits for the analysis. Whoever waits with nothing changed has it called off.
    run(f"LOCK TABLE authorities_{table}")
    run(f"GRANT ALL ON authorities_{table} TO CURRENT_USER")


def past_the_triggers():
    """From here on the tables are as open as to somebody who owns them and has taken their guards away."""
    chain()
    for table in TABLES:
        allowed(table)
        for (guard,) in run(GUARDS, [f"authorities_{table}"]):
            run(f"ALTER TABLE authorities_{table} DISABLE TRIGGER {guard}")


def emptied():
    """A log without the entries that earlier tests committed."""
    for table in TABLES:
        run(f"DELETE FROM authorities_{table}")


def chained_again(places):
    """Chain the log anew by what docs/log.md says, `places` being (day, number) for each entry in turn."""
    entries = run(
        "SELECT id, (extract(epoch FROM at) * 1000000)::bigint, txid, kind, by_id, on_behalf_of_id, authority_id,"
        " region_id, via, about, about_id, encode(digest, 'hex') FROM authorities_logentry ORDER BY id"
    )
    run("DELETE FROM authorities_loglink")
    before = b""
    for (day, number), entry in zip(places, entries, strict=True):
        text = dumps([day.isoformat(), number, *entry], ensure_ascii=False)
        before = sha256(before + text.encode()).digest()
        LogLink.objects.create(entry_id=entry[0], day=day, number=number, hash=before)


def over_days(days, until):
    """(day, number) for each entry of the log, so that they fill so many days up to a day."""
    total = LogEntry.objects.count()
    size = -(-total // days)
    first = until - timedelta(days=days - 1)
    return [(first + timedelta(days=at // size), at % size + 1) for at in range(total)]


def links():
    """(day, number, entry id, hash) of each link in turn."""
    rows = LogLink.objects.order_by("day", "number").values_list("day", "number", "entry_id", "hash")
    return [(day, number, entry, bytes(hashed).hex()) for day, number, entry, hashed in rows]


YESTERDAY = date(2026, 11, 19)

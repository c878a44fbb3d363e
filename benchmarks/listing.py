"""How quickly each list answers beside a large book, and how much of that is the bare SQL.

    .venv/bin/python -m benchmarks.listing [PLACEMENTS] [--again] [WHO …]      (1000000; --again: on the last book)

Asked as an HR officer, an analyst of the region, its auditor and a supplier, through the whole stack: row-level
security by the web's role, the log, templates. What is told is work: the seconds of a core that the page and the
database's process behind it took, which other work on the machine does not stretch; beside it what the clock said. The
bare SQL is what the page asked, asked once more by itself. Linux alone counts so (`/proc`).
"""

import gc
import os
import statistics
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from mou_portal import embedded

OWN = "mou_benchmark_listing"
TIMES = 40
MOST = TIMES * 95 // 100 - 1  # where the 95th percentile stands once they are sorted
PLACEMENTS = {
    "placements": "/placements/",
    "placements, live": "/placements/?status=live",
    "placements, ended": "/placements/?status=ended",
    "placements, ending soon": "/placements/?status=ending",
    "placements, not yet started": "/placements/?status=future",
    "placements, one role": "/placements/?role={role}",
    "placements, one pay type": "/placements/?pay_type=paye",
    "placements, live, by start": "/placements/?status=live&sort=started_on",
    "placements, by reference": "/placements/?sort=reference",
    "placements, by pay": "/placements/?sort=-hourly_pay",
    "placements, second page": "/placements/?page=2",
    "placements, last page": "/placements/?page=200",
}
JUDGED = {
    "placements, in breach": "/placements/?answer=breach",
    "placements, no breach": "/placements/?answer=none",
    "placements, cannot tell": "/placements/?answer=cannot_tell",
    "findings": "/breaches/findings/",
    "findings, breaches": "/breaches/findings/?verdict=breach",
    "findings, breaches not covered": "/breaches/findings/?verdict=breach&cover=none",
    "findings, past and to come too": "/breaches/findings/?time=all",
    "findings, by placement": "/breaches/findings/?sort=reference",
    "findings, last page": "/breaches/findings/?page=200",
    "findings, begun in a month": "/breaches/findings/?month={month}",
    "findings, begun before a month": "/breaches/findings/?before={month}",
    "what falls due": "/duties/",
    "project teams": "/teams/",
}
OF_OFFICERS = {
    "references due": "/references/",
    "the register": "/register/",
    "leavers of a month": "/leavers/2024/10/",
    "job titles": "/job-titles/",
    "rows that wait": "/files/rows/",
    "is the return ready?": "/reports/return/",
    "watches": "/check/watches/",
}
OF_AUDITORS = {"the log": "/log/", "pages that were read": "/log/pages/", "look-ups": "/look-ups/"}
SEARCHES = {
    "search, a number": "SW 50 00 0",
    "search, a name": "sian larkford",
    "search, a part of a name": "kford",
    "search, a reference": "b-4004",
    "search, nobody": "no such person",
}


def main(size, again, only=()):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from authorities import clock
    from benchmarks import assessing, book, judged

    call_command("collectstatic", interactive=False, verbosity=0)
    assessing.use_database(OWN)
    if again:
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        begun = perf_counter()
        book.write(size)
        judged.write(clock.today())
        print(f"A book of {size:,} placements was written in {perf_counter() - begun:.0f} s", flush=True)
    # What writing the book left behind is no page's to tidy up: a server begins without it.
    gc.collect()
    gc.freeze()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores", flush=True)
    print("| list | who | median | 95% within | the same by the clock | bare SQL | ratio | queries |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # a second process's work would not be counted
    for who, person in _people().items():
        if only and who not in only:
            continue
        asked = PLACEMENTS | (JUDGED if who != "supplier" else {})
        asked |= {"officer": OF_OFFICERS, "auditor": OF_AUDITORS}.get(who, {})
        _ask_all(who, person, asked, SEARCHES if who != "analyst" else {})


def _ask_all(who, person, asked, searches):
    from authorities import clock
    from authorities.models import Authority, JobRole
    from benchmarks.guarding import _client
    from mou_portal.settled import settle

    client = _client(person, guarded=True)
    month = f"{clock.today() - timedelta(days=90):%Y-%m}"
    settle()  # as the web server does
    role = JobRole.objects.filter(slug="social_worker").values_list("pk", flat=True)[0]
    for name, address in asked.items():
        _measured(name, who, person, partial(client.get, address.format(role=role, month=month)))
    # Whoever reads a whole region says in which authority; others are not asked.
    walsall = Authority.objects.get(name="Walsall").pk
    for name, sought in searches.items():
        address = client.post("/search/", {"sought": sought, "authority": walsall})["Location"]
        _measured(name, who, person, partial(client.get, address))


def _measured(name, who, person, ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as spent:
        answer = ask()
    asked = spent.captured_queries  # the next request empties it
    if answer.status_code != 200:
        raise SystemExit(f"{name} as {who}: {answer.status_code} {answer.headers.get('Location', '')}")
    taken = [_taken(ask) for _ in range(TIMES)]
    worked, waited = (sorted(each) for each in zip(*taken, strict=True))
    statements = [each["sql"] for each in asked if each["sql"].lstrip().startswith("SELECT")]
    bare = statistics.median(_bare(statements, person) for _ in range(5))
    half, most = statistics.median(worked), worked[MOST]
    late = " late" if most >= 0.3 else ""
    print(
        f"| {name} | {who} | {half * 1000:.0f} ms | {most * 1000:.0f} ms{late} | {waited[MOST] * 1000:.0f} ms"
        f" | {bare * 1000:.0f} ms | {half / bare:.1f} | {len(asked)} |",
        flush=True,
    )


def _taken(ask):
    """Seconds of work, of this process and of the database's that serves it, and seconds by the clock."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    worked, begun = _of_backend(backend) + process_time(), perf_counter()
    ask()
    return _of_backend(backend) + process_time() - worked, perf_counter() - begun


def _of_backend(file):
    return int(file.read_text().split()[0]) / 1e9


def _bare(statements, person):
    """Seconds of work that the same statements take by themselves, asked for the same person."""
    from django.db import connection, transaction

    from authorities.wall.standing import standing_for

    def ask():
        with connection.connection.cursor() as cursor:
            for statement in statements:
                if "log_note" not in statement:
                    cursor.execute(statement)
                    cursor.fetchall()

    with standing_for(person), transaction.atomic():
        return _taken(ask)[0]


def _people():
    from authorities.models import Appointment, Authority, Person, Region, Supplier

    held = {
        "officer": (Appointment.Role.HR_OFFICER, {"authority": Authority.objects.get(dfe_code="335")}),
        "analyst": (Appointment.Role.WME_ANALYST, {"region": Region.objects.get()}),
        "auditor": (Appointment.Role.AUDITOR, {"region": Region.objects.get()}),
        "supplier": (
            Appointment.Role.SUPPLIER,
            {"supplier": Supplier.objects.filter(name__startswith="Benchmark").first()},
        ),
    }
    people = {}
    for who, (role, of) in held.items():
        people[who], made = Person.objects.get_or_create(email=f"{who}@example.org")
        if made:
            people[who].appointments.create(role=role, from_on=date(2015, 1, 1), **of)
    return people


if __name__ == "__main__":
    embedded.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    os.environ.setdefault("MOU_DEMO", "1")
    numbers = [each for each in sys.argv[1:] if each.isdigit()]
    main(
        int(numbers[0]) if numbers else 1_000_000,
        again="--again" in sys.argv,
        only=[each for each in sys.argv[1:] if each.isalpha()],
    )

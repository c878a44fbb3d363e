"""How quickly each list answers beside a large book, and how much of that is the bare SQL.

    .venv/bin/python -m benchmarks.listing [PLACEMENTS] [--again]      (1000000; --again: on the last book)

Asked as an HR officer, an analyst of the region, its auditor and a supplier, through the whole stack: row-level
security by the web's role, the log, templates. The bare SQL is what the page asked, asked once more by itself.
"""

import os
import re
import statistics
import sys
from datetime import date
from functools import partial
from time import perf_counter

from mou_portal import embedded

OWN = "mou_benchmark_listing"
TIMES = 20
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
    "placements, last page": "/placements/?page=400",
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
    "findings, last page": "/breaches/findings/?page=400",
}
SEARCHES = {
    "search, a number": "SW 50 00 0",
    "search, a name": "sian larkford",
    "search, a part of a name": "kford",
    "search, a reference": "b-4004",
    "search, nobody": "no such person",
}


def main(size, again):
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
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores", flush=True)
    print("| list | who | p50 | p95 | bare SQL | ratio | queries |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for who, person in _people().items():
        asked = PLACEMENTS | (JUDGED if who != "supplier" else {})
        if who == "auditor":
            asked = {"placements": "/placements/"}
        _ask_all(who, person, asked, SEARCHES if who != "analyst" else {})


def _ask_all(who, person, asked, searches):
    from authorities.models import JobRole
    from benchmarks.guarding import _client

    client = _client(person, guarded=True)
    role = JobRole.objects.filter(slug="social_worker").values_list("pk", flat=True)[0]
    for name, address in asked.items():
        _measured(name, who, person, partial(client.get, address.format(role=role)))
    for name, sought in searches.items():
        address = client.post("/search/", {"sought": sought})["Location"]
        _measured(name, who, person, partial(client.get, address))


def _measured(name, who, person, ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as spent:
        answer = ask()
    if answer.status_code != 200:
        raise SystemExit(f"{name} as {who}: {answer.status_code} {answer.headers.get('Location', '')}")
    seconds = sorted(_seconds(ask) for _ in range(TIMES))
    statements = [each["sql"] for each in spent.captured_queries if re.match(r"\s*SELECT", each["sql"])]
    bare = statistics.median(_bare(statements, person) for _ in range(5))
    half, most = statistics.median(seconds), seconds[int(len(seconds) * 0.95) - 1]
    late = " **" if most >= 0.3 else ""
    print(
        f"| {name} | {who} | {half * 1000:.0f} ms | {most * 1000:.0f} ms{late} | {bare * 1000:.0f} ms"
        f" | {half / bare:.1f} | {len(spent)} |",
        flush=True,
    )


def _seconds(ask):
    begun = perf_counter()
    ask()
    return perf_counter() - begun


def _bare(statements, person):
    """Seconds that the same statements take by themselves, of the same person."""
    from django.db import connection, transaction

    from authorities.wall.standing import standing_for

    with standing_for(person), transaction.atomic(), connection.connection.cursor() as cursor:
        begun = perf_counter()
        for statement in statements:
            if "log_note" not in statement:
                cursor.execute(statement)
                cursor.fetchall()
        return perf_counter() - begun


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
    main(int(numbers[0]) if numbers else 1_000_000, again="--again" in sys.argv)

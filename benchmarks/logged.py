"""What logging costs: the same written without the log's triggers and with them, in turn, in a database of its own.

    .venv/bin/python -m benchmarks.logged [ROWS]      (5000)

Every figure is a ratio of two things measured in turn in this one run, so that a slow machine slows both.
"""

import csv
import os
import statistics
import sys
from io import StringIO
from tempfile import NamedTemporaryFile
from time import perf_counter

from mou_portal import embedded

ROWS, SINGLES, ROUNDS = 5000, 60, 3
OWN = "mou_benchmark_log"
COLUMNS = (
    "reference", "supplier", "agency", "swe_number", "worker_name", "role", "pay_type", "hourly_pay", "start_on",
    "expected_end_on", "hours_per_week", "offered_hourly_pay",
)  # fmt: skip


def main(rows):
    import django

    django.setup()
    _own_database()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print("| written | without the log | with it | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for name, deed, per in (
        (f"a file of {rows:,} placements taken in", lambda number: _import(number, rows), 1),
        ("one placement recorded", _record, SINGLES),
    ):
        times = {True: [], False: []}
        for number in range(2 * ROUNDS):
            logged = bool(number % 2)
            _logging(logged)
            begun = perf_counter()
            for each in range(per):
                deed(number * per + each)
            times[logged].append((perf_counter() - begun) / per)
        without, with_it = statistics.median(times[False]), statistics.median(times[True])
        print(f"| {name} | {without * 1000:,.1f} ms | {with_it * 1000:,.1f} ms | {with_it / without:.2f} |")
    _check()


def _own_database():
    from django.core.management import call_command
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OWN}")
        cursor.execute(f"CREATE DATABASE {OWN}")
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = OWN
    call_command("migrate", verbosity=0)
    call_command("load_region", stdout=StringIO())
    call_command("load_agreement", "compliance/agreements/west-midlands-mou-2025.toml", publish=True, stdout=StringIO())


def _logging(on):
    """Turn the triggers of every table on or off."""
    from django.db import connection

    how = "ENABLE ALWAYS" if on else "DISABLE"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT format('ALTER TABLE %s {how} TRIGGER %I', tgrelid::regclass, tgname) FROM pg_trigger"
            " WHERE tgname IN ('log_insert', 'log_update', 'log_delete', 'log_truncate')"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def _row(number):
    day = f"{1 + number % 28:02d}/{1 + number % 9:02d}/2025"
    named = f"B{number}", "Supplier", f"Agency {number % 20}", f"SW{100_000 + number % 900_000}", "Benchmark Worker"
    return (*named, "social_worker", "umbrella", "36.50", day, "31/12/2026", "37", "40")


def _import(number, rows):
    from django.core.management import call_command

    with NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_row(number * rows + each) for each in range(rows))
        file.flush()
        call_command("import_placements", file.name, authority="335", stdout=StringIO())


def _record(number):
    from authorities.command import person
    from authorities.models import Authority, JobRole, Supplier
    from placements.actions import record

    authority = Authority.objects.get(dfe_code="335")
    record(
        authority=authority,
        by=person(),
        supplier=Supplier.objects.first(),
        job_role=JobRole.objects.get(slug="social_worker"),
        swe_number=f"SW{number + 1}",
        reference=f"ONE-{number}",
        started_on="2026-01-05",
        pay_type="umbrella",
        hourly_pay="36.50",
    )


def _check():
    from authorities.log.verifying import verify

    begun = perf_counter()
    found = verify()
    seconds = perf_counter() - begun
    print(f"\nChecking: {found.entries:,} entries in {seconds:.1f} s, {found.entries / seconds:,.0f} a second")


if __name__ == "__main__":
    embedded.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)

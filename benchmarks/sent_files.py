"""How long a file of placements takes: read, checked, taken in and sent again, beside writing the same rows bare.

    .venv/bin/python -m benchmarks.sent_files [ROWS …]      (5000)

Each step is measured by the clock and, in brackets, in processor seconds of this process and of its connection to the
database together: on a machine that does other work, these say more.
"""

import io
import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

import xlsxwriter

from mou_portal import embedded

OWN = "mou_benchmark_files"
TODAY = date(2026, 11, 21)
HEADINGS = ("Order No", "Candidate", "SWE reg", "Grade", "Pay method", "Pay rate", "Start date", "Weekly hours")


def main(sizes):
    import django

    django.setup()
    from benchmarks import book
    from benchmarks.assessing import use_database

    use_database(OWN)
    book.write(0)
    print("| rows | file | read and understood | checked | taken in | the same again, checked | bare rows | ratio |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        for kind, content in (("CSV", _csv(size)), ("XLSX", _xlsx(size))):
            _measure(size, kind, content)


def _measure(size, kind, content):
    from placements import uploads

    _empty()
    bare = _timed(lambda: _bare(size))[1]
    _empty()
    upload, received = _timed(lambda: _received(f"a.{kind.lower()}", content))
    uploads.AT_ONCE = 0
    _begin(upload, "checking")
    _, checked = _timed(lambda: uploads.check(upload_id=upload.pk, today=TODAY))
    _begin(upload, "taking")
    _, taken = _timed(lambda: uploads.take_in(upload_id=upload.pk, today=TODAY))
    upload.refresh_from_db()
    assert upload.told["added"] == size, upload.told
    again = _received(f"b.{kind.lower()}", content)
    _begin(again, "checking")
    _, unchanged = _timed(lambda: uploads.check(upload_id=again.pk, today=TODAY))
    told = " | ".join(f"{clock:.1f} s ({cpu:.1f} s)" for clock, cpu in (received, checked, taken, unchanged, bare))
    print(f"| {size:,} | {kind} | {told} | {taken[1] / bare[1]:.1f} |")


def _timed(work):
    clock, cpu = perf_counter(), _processor()
    made = work()
    return made, (perf_counter() - clock, _processor() - cpu)


def _processor():
    """Processor seconds spent so far, by this process and by the one that serves its connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return process_time() + sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def _begin(upload, state):
    from placements.models import Upload

    Upload.objects.filter(pk=upload.pk).update(state=state)


def _received(name, content):
    from authorities.models import Authority, Supplier
    from placements import uploads
    from placements.pages.file_columns import ColumnsForm

    upload = uploads.receive(
        kind="placements",
        authority=Authority.objects.get(dfe_code="335"),
        supplier=Supplier.objects.first(),
        name=name,
        content=content,
        by=_operator(),
    )
    form = ColumnsForm(None, kind=upload.kind, headings=upload.headings, said=upload.meaning)
    said = {form.headings[field.name]: field.initial for field in form}
    uploads.say_columns(upload=upload, said=said, by=_operator())
    return upload


def _operator():
    from authorities.models import Person

    return Person.objects.get_or_create(email="benchmark@example.org")[0]


def _empty():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE placements_worker, placements_importrun, placements_upload, placements_change CASCADE")


def _rows(size):
    for number in range(size):
        pay = f"{28 + number % 12}.50"
        yield (
            f"B-{number}", "Benchmark Worker", f"SW{100_000 + number}", "senior_social_worker", "umbrella", pay,
            f"{1 + number % 28:02}/03/2026", "37",
        )  # fmt: skip


def _csv(size):
    return "\n".join(",".join(row) for row in (HEADINGS, *_rows(size))).encode()


def _xlsx(size):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet()
        for number, row in enumerate((HEADINGS, *_rows(size))):
            page.write_row(number, 0, row)
    return out.getvalue()


def _bare(size):
    """The same workers, placements and rates, written by Django in three statements' worth of batches."""
    from authorities.models import Authority, JobRole, Supplier
    from placements.matching import match_key
    from placements.models import Placement, Rate, Worker

    authority, supplier = Authority.objects.get(dfe_code="335"), Supplier.objects.first()
    role = JobRole.objects.get(slug="senior_social_worker")
    rows = list(_rows(size))
    workers = Worker.objects.bulk_create(
        [Worker(authority=authority, swe_number=row[2], name=row[1], match_key=match_key(row[2])) for row in rows], 500
    )
    placements = Placement.objects.bulk_create(
        [
            Placement(authority=authority, worker=worker, supplier=supplier, reference=row[0], job_role=role,
                      started_on=date(2026, 3, 2), hours_per_week=37)
            for worker, row in zip(workers, rows, strict=True)
        ],
        500,
    )  # fmt: skip
    Rate.objects.bulk_create(
        [
            Rate(placement=each, since=each.started_on, pay_type="umbrella", hourly_pay=Decimal("30.50"))
            for each in placements
        ],
        500,
    )  # fmt: skip


if __name__ == "__main__":
    embedded.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    main([int(size) for size in sys.argv[1:]] or [5_000])

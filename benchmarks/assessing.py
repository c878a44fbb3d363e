"""How long the region's assessment takes beside a bare fetch of the same rows, and one draft beside SELECT 1.

    .venv/bin/python -m benchmarks.assessing [SIZE …]      (10000 100000 1000000)

Every figure is a ratio of two things measured in turn in this one run, so that a slow machine slows both.
"""

import math
import os
import resource
import statistics
import sys
from datetime import date
from decimal import Decimal
from time import perf_counter

from mou_portal import embedded

TODAY = date(2026, 11, 21)
SIZES = (10_000, 100_000, 1_000_000)
MOST_STORED = 100_000


def main(sizes):
    import django

    django.setup()
    _own_database()
    from benchmarks import book

    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print("| placements | bare fetch | reading and deciding | ratio | storing, first time | peak memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    decided = {}
    for size in sizes:
        book.write(size)
        bare, decided[size] = _bare(), _decided()
        stored = f"{_stored():.1f} s" if size <= MOST_STORED else "not measured"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = decided[size] / bare
        print(f"| {size:,} | {bare:.2f} s | {decided[size]:.2f} s | {ratio:.1f} | {stored} | {peak:.0f} MiB |")
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        exponent = math.log(decided[large] / decided[small]) / math.log(large / small)
        print(f"\nGrowth exponent from {small:,} to {large:,}: {exponent:.2f}")
    _one_draft()


def _own_database():
    from django.db import connection, connections

    name = "mou_benchmark"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


def _ids():
    from compliance.queries import every_placement

    return every_placement()


def _bare():
    """Fetch, in the same batches, the rows that an assessment reads, and do nothing with them."""
    from compliance import sources
    from compliance.gather import in_batches

    begun = perf_counter()
    for batch in in_batches(_ids()):
        rows = sources.fetch(sources.PLACEMENTS, batch)
        sources.fetch(sources.RATES, batch)
        sources.fetch(sources.POSTS, [row[3] for row in rows])
    return perf_counter() - begun


def _decided():
    from compliance.assess import assess
    from compliance.gather import gather
    from compliance.queries import rulebook

    book = rulebook()
    begun = perf_counter()
    for _, stretches in gather(_ids(), rulebook=book, judged_on=TODAY):
        for facts in stretches:
            assess(facts, book)
    return perf_counter() - begun


def _stored():
    from compliance.actions import assess

    begun = perf_counter()
    assess(reason="asked", judged_on=TODAY)
    return perf_counter() - begun


def _one_draft(times=300):
    from django.db import connection

    from authorities.models import Authority, JobRole
    from compliance.gather import Proposal
    from compliance.queries import answer

    proposal = Proposal(
        authority_id=Authority.objects.get(dfe_code="335").pk,
        swe_number="SW123456",
        started_on=TODAY,
        pay_type="umbrella",
        hourly_pay=Decimal("33.76"),
        job_role_id=JobRole.objects.get(slug="senior_social_worker").pk,
    )
    drafts, trips = [], []
    for _ in range(times):
        begun = perf_counter()
        answer(proposal=proposal, judged_on=TODAY)
        drafts.append(perf_counter() - begun)
        begun = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        trips.append(perf_counter() - begun)
    draft, trip = statistics.median(drafts), statistics.median(trips)
    print(f"One draft answered: {draft * 1000:.2f} ms; SELECT 1: {trip * 1000:.3f} ms; ratio {draft / trip:.0f}")


if __name__ == "__main__":
    embedded.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mou_portal.settings")
    main([int(size) for size in sys.argv[1:]] or SIZES)

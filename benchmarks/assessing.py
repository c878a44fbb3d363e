"""How long the region's assessment takes beside a bare fetch of the same rows, and one draft beside SELECT 1.

    .venv/bin/python -m benchmarks.assessing [SIZE …]      (10000 100000 1000000)

Every figure is a ratio of two things measured in turn in this one run, so that a slow machine slows both.
"""

import math
import multiprocessing
import os
import resource
import statistics
import sys
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from time import perf_counter, sleep
from urllib.parse import urlsplit, urlunsplit

from mou_portal import embedded

TODAY = date(2026, 11, 21)
SIZES = (10_000, 100_000, 1_000_000)
MOST_STORED = 100_000
OWN = "mou_benchmark"


def main(sizes):
    import django

    django.setup()
    use_database(OWN)
    from benchmarks import book

    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print("| placements | bare fetch | reading and deciding | ratio | on two cores | times faster | storing | memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    decided = {}
    for size in sizes:
        book.write(size)
        bare, (decided[size], peak) = _bare(), _shared(1)
        both, _ = _shared(2)
        stored = f"{_stored():.1f} s" if size <= MOST_STORED else "not measured"
        print(
            f"| {size:,} | {bare:.2f} s | {decided[size]:.2f} s | {decided[size] / bare:.1f} | {both:.2f} s"
            f" | {decided[size] / both:.1f} | {stored} | {peak:.0f} MiB |"
        )
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        exponent = math.log(decided[large] / decided[small]) / math.log(large / small)
        print(f"\nGrowth exponent from {small:,} to {large:,}: {exponent:.2f}")
    _one_draft()


def use_database(name):
    """Work in a database of this name, made where it is missing."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    # For the processes among which a large book is shared.
    address = urlsplit(os.environ["DATABASE_URL"])
    os.environ["DATABASE_URL"] = urlunsplit(address._replace(path=f"/{name}"))


def _ids():
    from compliance.queries import every_placement

    return every_placement()


def _bare():
    """Fetch, in the same batches, the rows that an assessment reads, and do nothing with them."""
    from compliance import sources
    from compliance.gather import in_batches

    match_key = sources.Row._fields.index("match_key")
    begun = perf_counter()
    for batch in in_batches(_ids()):
        keys = [row[match_key] for row in sources.fetch(sources.PLACEMENTS, batch)]
        sources.fetch(sources.RATES, batch)
        sources.fetch(sources.POSTS, keys)
        sources.fetch(sources.SPELLS, keys)
    return perf_counter() - begun


def _shared(several):
    """Seconds for reading and deciding by so many processes, each with its share of the batches; MiB of the largest."""
    with multiprocessing.get_context("spawn").Pool(several, _ready) as pool:
        pool.map(sleep, [2] * several, chunksize=1)  # starting a process is not what is measured
        begun = perf_counter()
        peaks = pool.starmap(_decide_share, [(number, several) for number in range(several)], chunksize=1)
        return perf_counter() - begun, max(peaks)


def _ready():
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = OWN
    from compliance.queries import rulebook

    rulebook()


def _decide_share(number, several):
    from compliance.assess import assess
    from compliance.gather import gather, in_batches
    from compliance.queries import rulebook

    book = rulebook()
    # Each share reads the ids of all and the rows of its own.
    mine = islice(in_batches(_ids()), number, None, several)
    for _, stretches in gather(chain.from_iterable(mine), rulebook=book, judged_on=TODAY):
        assess(stretches, book)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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

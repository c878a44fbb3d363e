"""Every list page asks the same number of questions for ten rows and for two hundred."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from authorities.models import Job
from compliance.actions import assess
from placements.models import ImportRun, ParkedRow, Placement
from tests.factories import JobTitleFactory, PersonFactory, PlacementFactory, WorkerFactory

LISTS = {
    "asha": (
        "/placements/", "/placements/?status=live&sort=hourly_pay", "/placements/?answer=breach&pay_type=umbrella",
        "/breaches/findings/", "/breaches/findings/?time=all&verdict=breach", "/files/rows/", "/leavers/",
    ),
    "dev": ("/placements/", "/placements/?page=2", "/breaches/findings/"),
    "ivy": ("/placements/", "/placements/?status=live"),
    "jan": ("/people/", "/jobs/"),
    "hugo": ("/log/", "/look-ups/"),
}  # fmt: skip


@pytest.fixture
def people(asha, dev, ivy, jan, hugo):
    return {person.email.split("@")[0]: person for person in (asha, dev, ivy, jan, hugo)}


def rows(number, authority, supplier, run):
    """So many more of everything that is listed."""
    for at in range(number):
        worker = WorkerFactory(authority=authority)
        PlacementFactory(authority=authority, worker=worker, supplier=supplier, started_on=date(2026, 1, 5),
            rate__hourly_pay=60)  # fmt: skip
        ParkedRow.objects.create(run=run, row_number=at, reason="Wrong.", remedy="Mend it.", row={}, row_sha256="")
        Job.objects.create(name="job", slot=f"{run.pk}-{at}-{timezone.now()}")
        PersonFactory()


def costs(client, people):
    found = {}
    for name, addresses in LISTS.items():
        client.force_login(people[name])
        client.get(addresses[0])
        for address in addresses:
            with CaptureQueriesContext(connection) as spent:
                assert client.get(address).status_code == 200, (name, address)
            found[name, address] = len(spent)
    return found


def test_two_hundred_rows_cost_as_many_queries_as_ten(agreements, client, people, walsall, supplier_one):
    JobTitleFactory(authority=walsall)
    run = ImportRun.objects.create(kind="hours", authority=walsall, file_name="f", sha256="", by=people["asha"])
    rows(30, walsall, supplier_one, run)
    assess(reason="asked", judged_on=date(2026, 3, 2))
    few = costs(client, people)
    rows(190, walsall, supplier_one, run)
    ids = Placement.objects.values_list("pk", flat=True)
    assess(placement_ids=list(ids), reason="asked", judged_on=date(2026, 3, 2))

    assert costs(client, people) == few

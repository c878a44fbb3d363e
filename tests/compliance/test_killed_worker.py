"""A worker killed in the middle of the night's assessment leaves nothing half done and nothing different."""

import os
import signal
from datetime import date
from decimal import Decimal

import pytest

from authorities import clock, jobs
from authorities.models import Job
from compliance.actions import assess
from compliance.models import Assessment, DueItem, Finding, Met
from tests.factories import PlacementFactory
from tests.real_worker import wait_for, worker

PLACEMENTS = 12
ENDS = date(2099, 12, 31)


def as_they_stand():
    fields = ("placement", "agreement", "version", "clause", "verdict", "numbers", "words", "from_on", "until_on")
    met = Met.objects.filter(superseded_at__isnull=True).values_list("placement", "clauses")
    due = DueItem.objects.values_list("placement", "clause", "due_on")
    return [sorted(map(str, rows)) for rows in (Finding.objects.standing().values_list(*fields), met, due)]


@pytest.mark.django_db(transaction=True)
def test_killed_and_started_again_it_finds_what_an_unbroken_run_finds(broker, walsall, agreements):
    for _ in range(PLACEMENTS):
        PlacementFactory(authority=walsall, expected_end_on=ENDS, rate__hourly_pay=Decimal("60.00"))
    assess(reason=Assessment.Reason.NIGHTLY, judged_on=clock.today())
    unbroken = as_they_stand()
    for model in (Finding, Met, DueItem):
        model.objects.all().delete()
    job = jobs.enqueue(name="assess_slowly", slot="tonight")

    with worker(broker) as process:
        wait_for(Met.objects.exists)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert 0 < Met.objects.count() < PLACEMENTS
    jobs.ring(job.pk)
    with worker(broker):
        wait_for(Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists)

    assert as_they_stand() == unbroken
    assert [len(rows) for rows in unbroken[1:]] == [PLACEMENTS, PLACEMENTS]

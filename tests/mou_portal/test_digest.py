"""The daily e-mail: to whom, when, how often, and what is not in it."""

from datetime import date, timedelta

import pytest
import time_machine

from authorities import jobs, sealing
from authorities.clock import today
from authorities.models import Job, JobTitle, Mail
from compliance.actions import assess
from mou_portal import digest
from mou_portal.tasks import send_digests
from placements.models import ImportRun, ParkedRow
from tests.factories import PersonFactory, PlacementFactory, WorkerFactory
from tests.real_worker import wait_for, worker

MONDAY = "2026-11-30"


@pytest.fixture
def busy(agreements, walsall, dudley, asha, cara):
    """In Walsall a duty falls due and a row waits; in Dudley a title means no role."""
    wanda = WorkerFactory(authority=walsall, swe_number="SW911111", name="Wanda Walsall")
    PlacementFactory(authority=walsall, worker=wanda, reference="ORDER-WALSALL", started_on=today() + timedelta(days=7))
    run = ImportRun.objects.create(kind="placements", authority=walsall, file_name="a.csv", sha256="0" * 64, by=asha)
    ParkedRow.objects.create(run=run, row_number=2, reason="No.", remedy="", row={}, row_sha256="0" * 64)
    JobTitle.objects.create(authority=dudley, title="Agile practitioner")
    assess(reason="nightly", judged_on=today())


def written_to(person):
    return sealing.unseal(Mail.objects.get(to=person.email).body)


def test_it_says_how_much_there_is_of_what_with_links_and_no_name(busy, asha):
    digest.write_all(on=today())
    said = written_to(asha)

    assert "Put right rows of files that were not taken in: 1\nhttp" in said
    assert "/files/rows/" in said
    assert "Get the references: 1" in said
    for word in ("Wanda", "SW911111", "ORDER-WALSALL"):
        assert word not in said
    assert "To stop it, open this link:" in said


def test_each_is_told_of_their_own(busy, asha, cara):
    digest.write_all(on=today())

    assert "Say which role each job title means: 1" in written_to(cara)
    assert "Say which role each job title means" not in written_to(asha)


def test_nobody_is_written_to_twice_about_a_day(busy, asha, cara):
    assert digest.write_all(on=today()) == 2
    assert digest.write_all(on=today()) == 0
    assert digest.write_all(on=today() + timedelta(days=1)) == 2


def test_those_who_want_none_have_left_or_have_nothing_to_do_get_none(busy, asha, cara, ivy, walsall):
    asha.daily_email = False
    asha.save()
    cara.is_active = False
    cara.save()
    PersonFactory(email="former@example.org").appointments.create(
        role="hr_officer", authority=walsall, from_on=date(2015, 1, 1), until_on=today() - timedelta(days=1)
    )

    assert digest.write_all(on=today()) == 0


def test_like_things_are_one_line_that_leads_home(busy, asha, walsall, settings):
    PlacementFactory(authority=walsall, started_on=today() + timedelta(days=8))
    assess(reason="nightly", judged_on=today())
    digest.write_all(on=today())

    lines = written_to(asha).splitlines()
    at = lines.index("Get the references: 2")
    assert lines[at + 1] == f"{settings.PORTAL_ADDRESS}/"


def test_a_day_that_is_over_is_not_written_about(busy):
    yesterday = (today() - timedelta(days=1)).isoformat()

    assert send_digests(day=yesterday) == f"{yesterday} is over: nobody was written to"
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_writes_and_sends_them_and_goes_on_with_its_own_work(broker, busy, asha, cara):
    with worker(broker):
        asked = jobs.enqueue(name="send_digests", slot="a-day", arguments={"day": today().isoformat()})
        done = wait_for(lambda: Job.objects.filter(pk=asked.pk, state=Job.State.DONE).first())
        wait_for(lambda: Mail.objects.filter(sent_at__isnull=False).count() == 2)

    assert done.note == "2 emails written"


@time_machine.travel(f"{MONDAY}T07:00:00Z")
@pytest.mark.django_db
def test_the_number_of_people_written_to_is_told(busy):
    assert send_digests(day=MONDAY) == "2 emails written"

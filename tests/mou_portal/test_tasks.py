"""The list of work, with a real broker and a real worker, killed in the middle."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from authorities import jobs
from authorities.models import Job
from mou_portal import schedule, tasks
from mou_portal.celery import app
from tests.real_worker import forget_connections, wait_for, worker


def in_state(job, state):
    return lambda: Job.objects.filter(pk=job.pk, state=state).first()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_does_the_job_when_the_bell_rings(broker):
    job = jobs.enqueue(name="tidy", slot="2026-11-21")

    with worker(broker):
        done = wait_for(in_state(job, Job.State.DONE))

    assert done.note == "0 old drafts, 0 old files and 0 old jobs deleted"
    assert done.attempts == 1
    assert done.finished_at >= done.started_at


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_says_so_in_the_errors_words_and_can_be_asked_for_again(broker):
    job = jobs.enqueue(name="broken", slot="once")

    with worker(broker):
        failed = wait_for(in_state(job, Job.State.FAILED))

    assert failed.error == "ValueError: the file has no rows"
    assert jobs.enqueue(name="broken", slot="once").state == Job.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_process_is_killed_in_the_middle_is_taken_up_again_by_the_next_one(broker, tmp_path):
    marks = tmp_path / "marks"
    job = jobs.enqueue(name="slow", slot="once", arguments={"marks": str(marks)})

    with worker(broker):
        wait_for(lambda: Job.objects.filter(pk=job.pk, progress_done=1).exists())
        os.kill(int(marks.read_text()), signal.SIGKILL)
        done = wait_for(in_state(job, Job.State.DONE))

    assert done.note == "done at last"
    assert done.attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_whole_worker_is_killed_is_taken_up_again_after_the_next_tick(broker, tmp_path):
    job = jobs.enqueue(name="slow", slot="once", arguments={"marks": str(tmp_path / "marks")})
    with worker(broker):
        wait_for(lambda: Job.objects.filter(pk=job.pk, progress_done=1).exists())
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=3))

    tasks.tick()
    with worker(broker):
        done = wait_for(in_state(job, Job.State.DONE))

    assert done.note == "done at last"


@pytest.mark.django_db(transaction=True)
def test_a_job_is_put_on_the_list_though_the_broker_does_not_answer(broker):
    app.conf.broker_url = "redis://127.0.0.1:1/0"
    forget_connections()

    job = jobs.enqueue(name="tidy", slot="2026-11-21")

    assert Job.objects.get(pk=job.pk).state == Job.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_only_one_worker_has_a_job_at_a_time():
    job = jobs.enqueue(name="tidy", slot="2026-11-21")
    with connection.copy().cursor() as another:
        another.execute("SELECT pg_advisory_lock(%s, %s)", [jobs.LOCKS, job.pk])

        assert jobs.claim(job.pk) is None

        another.execute("SELECT pg_advisory_unlock(%s, %s)", [jobs.LOCKS, job.pk])
        assert jobs.claim(job.pk).state == Job.State.RUNNING
        another.connection.close()
    jobs.release(job.pk)


@pytest.mark.django_db
def test_a_job_that_never_comes_to_an_end_is_given_up():
    job = jobs.enqueue(name="tidy", slot="2026-11-21")
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim(job.pk)
        jobs.release(job.pk)

    assert jobs.claim(job.pk) is None

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.error == "Given up after 5 attempts that did not come to an end."


@pytest.mark.django_db
def test_two_ticks_make_one_job_for_each_line_of_the_schedule():
    tasks.tick()
    tasks.tick()

    names = sorted(Job.objects.values_list("name", flat=True))
    assert names == sorted(work.name for work in schedule.SCHEDULE)
    assert len(names) == 10


@pytest.mark.django_db
def test_a_slot_is_not_added_while_the_one_before_is_still_unfinished():
    jobs.enqueue(name="assess_stale", slot="2020-01-01T00:00Z")

    tasks.tick()

    assert Job.objects.filter(name="assess_stale").count() == 1


@pytest.mark.django_db
def test_work_long_done_is_forgotten_and_late_work_is_not():
    for slot, days in (("old", 201), ("late", 199)):
        job = jobs.enqueue(name="tidy", slot=slot)
        Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=days))

    assert tasks.tidy(progress=None) == "0 old drafts, 0 old files and 1 old jobs deleted"

    assert Job.objects.get().slot == "late"


@pytest.mark.django_db
def test_work_that_is_hurried_twice_before_anybody_begins_is_one_job():
    first, second = jobs.hurry("assess_stale"), jobs.hurry("assess_stale")

    assert first == second
    Job.objects.update(state=Job.State.RUNNING)
    assert jobs.hurry("assess_stale") != first

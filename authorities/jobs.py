"""The list of work: put on it, take from it, say how it went. The database owns the list; the broker rings the bell."""

import logging
import time

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, F, Func, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from kombu.exceptions import OperationalError

from authorities.models import Job

MOST_ATTEMPTS = 5  # a job that kills its worker each time is given up, not tried for ever
NOTE_SECONDS = 1
LOCKS = 7205  # our own number, so that job 12's advisory lock is nobody else's 12

LEFT = "Stopped: whoever asked for it no longer has an account."

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The job was ended from outside while a worker was at it."""


@transaction.atomic
def enqueue(*, name, slot, arguments=None, by=None):
    """The job of that name for that slot, put on the list if it is not there; one that failed is put there again.

    What a person asked for (`by`) ends with their account; what the schedule asks for is nobody's.
    """
    told = {"arguments": arguments or {}, "asked_by": by}
    try:
        with transaction.atomic():
            job, new = Job.objects.get_or_create(name=name, slot=slot, defaults=told)
    except IntegrityError:
        job, new = Job.objects.get(name=name, slot=slot), False
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    again = not new and _requeue(failed, asked_by=by)
    if new or again:
        job.refresh_from_db()
        transaction.on_commit(lambda: ring(job.pk))
    return job


def hurry(name):
    """Have this work of the schedule done now, for something was written that it waits for. Call it once that is
    committed: a job that still waits has read nothing yet, and one more is put on the list where none does."""
    waiting = Job.objects.filter(name=name, state=Job.State.QUEUED).order_by("queued_at").first()
    if waiting is None:
        return enqueue(name=name, slot=f"asked {timezone.now():%Y-%m-%dT%H:%M:%S.%fZ}")
    transaction.on_commit(lambda: ring(waiting.pk))
    return waiting


def ring(job_id):
    """Tell a worker that there is work. A lost bell costs minutes, not the job: the schedule rings again."""
    try:
        current_app.send_task("mou_portal.run_job", [job_id])
    except OperationalError:
        log.warning("The broker did not answer; job %s waits for the next bell.", job_id)


def claim(job_id):
    """Take the job for this worker, or None where it is finished or another worker is at it.

    The hold is an advisory lock on this connection: the database lets go of it when the worker dies, however it
    dies, and then the job may be taken up again at once.
    """
    if not _advisory("pg_try_advisory_lock", job_id):
        return None
    waiting = Job.objects.filter(pk=job_id, state__in=(Job.State.QUEUED, Job.State.RUNNING))
    now = timezone.now()
    taken = waiting.filter(attempts__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
    )
    if not taken:
        error = f"Given up after {MOST_ATTEMPTS} attempts that did not come to an end."
        waiting.update(state=Job.State.FAILED, finished_at=now, error=error)
        release(job_id)
        return None
    return Job.objects.get(pk=job_id)


def release(job_id):
    """Let go of the job."""
    _advisory("pg_advisory_unlock", job_id)


def progress_of(job):
    """A function that a task calls with (done, total, note) as it goes along; it also shows that the worker lives.

    It raises Stopped where the job has been ended meanwhile: the task's transaction is undone.
    """
    said_at = 0.0

    def progress(done, total=None, note=""):
        nonlocal said_at
        if done != total and time.monotonic() - said_at < NOTE_SECONDS:
            return
        said_at = time.monotonic()
        if not _running(job).update(progress_done=done, progress_total=total, note=note, heartbeat_at=timezone.now()):
            raise Stopped

    return progress


def finish(job, note=None):
    """The job is done. The note, if any, is what its task returned: where a file is, how many were assessed."""
    words = {} if note is None else {"note": str(note)}
    _running(job).update(state=Job.State.DONE, finished_at=timezone.now(), error="", **words)


def fail(job, error):
    """The job failed, with the error's own words."""
    words = f"{type(error).__name__}: {error}"
    _running(job).update(state=Job.State.FAILED, finished_at=timezone.now(), error=words)


def stop_those_of(person):
    """End what this person has asked for and is not finished: a worker at it stops when it next shows that it lives."""
    unfinished = Job.objects.filter(asked_by=person, state__in=(Job.State.QUEUED, Job.State.RUNNING))
    unfinished.update(state=Job.State.FAILED, finished_at=timezone.now(), error=LEFT)


def unheard(*, before):
    """The jobs that wait for a bell, or whose worker has given no sign of life, since that moment."""
    queued = Q(state=Job.State.QUEUED, queued_at__lt=before)
    silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=before)
    return Job.objects.filter(queued | silent).order_by("queued_at")


def _running(job):
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)


def _requeue(jobs, asked_by):
    fresh = {"progress_done": 0, "progress_total": None, "note": "", "error": "", "attempts": 0}
    times = {"queued_at": timezone.now(), "started_at": None, "heartbeat_at": None, "finished_at": None}
    return jobs.update(state=Job.State.QUEUED, asked_by=asked_by, **fresh, **times)


def _advisory(function, job_id):
    number = Cast("pk", IntegerField())
    call = Func(Value(LOCKS), number, function=function, output_field=BooleanField())
    return bool(Job.objects.filter(pk=job_id).values_list(call, flat=True).first())

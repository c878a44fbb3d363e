"""What workers do: look at the schedule, and run the jobs on the list of work."""

import contextlib
from datetime import date, timedelta

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, InterfaceError, OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string

from authorities import clock, jobs
from authorities.log import coming_by
from authorities.models import Job
from authorities.wall.standing import working
from mou_portal import digest, schedule
from placements import drafts, uploads

PATIENCE = timedelta(minutes=2)
KEPT = timedelta(days=200)  # longer than the longest wait between two slots, so that no slot is forgotten and redone


@shared_task(name="mou_portal.tick")
def tick():
    """Put on the list what has fallen due, and ring again for what nobody has come for."""
    now = timezone.now()
    for work, slot in schedule.due(now):
        here = Job.objects.filter(name=work.name)
        unfinished = here.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists()
        if not unfinished and not here.filter(slot=slot.name).exists():
            jobs.enqueue(name=work.name, slot=slot.name, arguments=slot.arguments)
    for job in jobs.unheard(before=now - PATIENCE):
        jobs.ring(job.pk)


@shared_task(name="mou_portal.run_job")
def run_job(job_id):
    """Do one job from the list, unless another worker is at it. Tasks are safe to repeat, so a lost one is redone."""
    job = jobs.claim(job_id)
    if job is None:
        return
    try:
        task = import_string(schedule.TASKS[job.name])
        with working(), coming_by(f"job {job.name}") as said:
            said["on_behalf_of"] = job.asked_by_id
            jobs.finish(job, task(progress=jobs.progress_of(job), **job.arguments))
    except jobs.Stopped:
        return  # the list says why
    except (OperationalError, InterfaceError):
        raise  # the database went away: the job is still on the list, and the next bell takes it up again
    except Exception as error:
        jobs.fail(job, error)
        raise
    finally:
        with contextlib.suppress(Error):  # a lost connection has let go already
            jobs.release(job_id)


def send_digests(day, progress=None):
    """Write to everybody who has something to do. Repeats are harmless: nobody is written to twice about a day."""
    if date.fromisoformat(day) != clock.today():
        return f"{day} is over: nobody was written to"
    written = digest.write_all(on=clock.today(), progress=progress)
    jobs.enqueue(name="send_mail", slot=f"digests of {day}")
    return f"{written:,} email{'' if written == 1 else 's'} written"


def tidy(progress):
    """Delete sessions that have ended, drafts long left alone, files that were sent, and jobs long done."""
    SessionStore.clear_expired()
    old_drafts, old_files = drafts.forget_old(), uploads.forget_old()
    old_jobs = Job.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()[0]
    return f"{old_drafts} old drafts, {old_files} old files and {old_jobs} old jobs deleted"

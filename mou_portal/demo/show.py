"""The two ways of giving the demonstration: serve it until Ctrl-C, or go through it once."""

import time

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from authorities import clock, jobs
from authorities.models import Job
from compliance.models import Finding
from mou_portal import tasks
from mou_portal.demo import book, processes
from mou_portal.demo.refusal import CannotDemonstrate
from mou_portal.demo.words import progress, say, table, tell
from placements.models import Placement
from reports.models import Edition
from reports.periods import month_before, quarter_before

LOOK_SECONDS = 0.2


def serve(began, port):
    """Web, worker and scheduler until Ctrl-C."""
    fresh = book.prepare()
    port = processes.free_port(port)
    bind = {"MOU_BIND": f"127.0.0.1:{port}"}
    with processes.running(
        web=(processes.WEB, bind), worker=(processes.WORKER, {}), scheduler=(processes.SCHEDULER, {})
    ) as children:
        if fresh:
            _do(children, "Assessing every placement", name="assess_all")
        tasks.tick()  # rather than wait for the scheduler's first minute
        processes.wait_until_answers(port, children)
        tell(f"The portal is at http://127.0.0.1:{port}/ and is ready after {time.monotonic() - began:.1f} seconds.")
        tell("Everything in it is invented. Sign in as:")
        table([("Role", "E-mail address", "Password"), *book.accounts()])
        tell("Ctrl-C stops it. What you enter is kept; bin/demo --reset begins again.")
        while True:
            processes.raise_if_ended(children)
            time.sleep(LOOK_SECONDS)


def once(began):
    """Load, assess and report through the real worker, and say what came of it."""
    book.prepare()
    month, quarter = month_before(clock.today()), quarter_before(clock.today())
    with processes.running(worker=(processes.WORKER, {})) as children:
        _do(children, "Assessing every placement", name="assess_all")
        _do(children, f"Building the savings report for {month.words}", name="build_savings", month=month.code)
        _do(children, f"Building the report for {quarter.words}", name="build_quarterly", quarter=quarter.code)
    tell(
        f"Placements: {Placement.objects.count():,}, {Placement.objects.live_on(clock.today()).count():,} of them live"
    )
    for verdict, number in _findings():
        tell(f"{verdict}: {number:,}")
    for kind, period in (("savings", month), ("quarterly", quarter)):
        for path in _files(kind, period):
            tell(f"{period.words}: {path}")
    tell(f"Done in {time.monotonic() - began:.1f} seconds.")


def _do(children, words, *, name, **arguments):
    """Have the worker do a job, and wait for it."""
    say(words)
    job = jobs.enqueue(name=name, slot=f"asked {timezone.now():%Y-%m-%dT%H:%M:%S.%fZ}", arguments=arguments)
    while job.state in (Job.State.QUEUED, Job.State.RUNNING):
        processes.raise_if_ended(children)
        time.sleep(LOOK_SECONDS)
        job.refresh_from_db()
        progress(words, job.progress_done, job.progress_total)
    if job.state == Job.State.FAILED:
        raise CannotDemonstrate(f"{words} did not succeed. {job.error} See {processes.log_of('worker')}.")


def _findings():
    current = Finding.objects.filter(superseded_at=None)
    names = dict(Finding._meta.get_field("verdict").flatchoices)
    counted = current.values_list("verdict").annotate(number=Count("pk")).order_by("verdict")
    return [(names.get(verdict, verdict), number) for verdict, number in counted]


def _files(kind, period):
    """Write the latest edition's files where they can be opened, and give their paths."""
    folder = settings.DATA / "reports"
    folder.mkdir(exist_ok=True)
    edition = Edition.objects.filter(kind=kind, period=period.code).order_by("number").last()
    for file in edition.files.order_by("name") if edition else []:
        path = folder / file.name
        path.write_bytes(file.body)
        yield path

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
    book.bring_schema_up_to_date()
    port = processes.free_port(port)
    web = {"command": processes.WEB, "MOU_BIND": f"127.0.0.1:{port}"}
    worker = {"command": processes.WORKER, "MOU_ADDRESS": f"http://localhost:{port}"}
    with processes.Children() as children:
        if book.is_loaded():
            children.start("web", **web)  # at once: nobody should wait for what is there already
        if book.load():
            children.start("worker", **worker)
            _do(children, "Assessing every placement", name="assess_all")
            book.assessed()
            children.start("web", **web)
        children.wait_until_web_answers(port)
        children.start("worker", **worker)
        children.start("scheduler", processes.SCHEDULER)
        _greet(port, began)
        tasks.tick()  # rather than wait for the scheduler's first minute
        while True:
            children.raise_if_ended()
            time.sleep(LOOK_SECONDS)


def _greet(port, began):
    # By this name, not by number: a passkey belongs to a name.
    tell(f"The portal is at http://localhost:{port}/ and is ready after {time.monotonic() - began:.1f} seconds.")
    tell("Everything in it is invented. Sign in as:")
    table([("Role", "E-mail address", "Password", "Secret for an authenticator app", "Code now"), *book.accounts()])
    tell("A code works for about a minute, once. MOU_DEMO=1 manage.py load_demonstration_people says the next ones.")
    tell("Ctrl-C stops it. What you enter is kept; bin/demo --reset begins again.")


def once(began):
    """Load, assess and report through the real worker, and say what came of it."""
    month, quarter = month_before(clock.today()), quarter_before(clock.today())
    book.bring_schema_up_to_date()
    with processes.Children() as children:
        children.start("worker", processes.WORKER)
        book.load()
        _do(children, "Assessing every placement", name="assess_all")
        book.assessed()
        _do(children, f"Building the savings report for {month.words}", name="build_savings", month=month.code)
        _do(children, f"Building the report for {quarter.words}", name="build_quarterly", quarter=quarter.code)
    live = Placement.objects.live_on(clock.today()).count()
    tell(f"Placements: {Placement.objects.count():,}, {live:,} of them live")
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
        children.raise_if_ended()
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

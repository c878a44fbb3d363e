"""Reads about the public register: whom to ask it about, batches that wait for its file, what it last said."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse

from authorities.people import Appointment
from authorities.todo import ToDo

from .models import Placement, RegisterCheck, Worker

# The public register is searched for so many numbers at a time.
MOST_IN_A_BATCH = 100
# Registration renews by 30 November each year.
RENEWED_BY = (12, 1)
Role = Appointment.Role


class Asked(NamedTuple):
    """A batch of numbers that the register was asked about."""

    batch: str
    authority: str
    asked_on: date
    workers: int
    waiting: int


class Counted(NamedTuple):
    """Live workers, of them those to check, and of them those whom no batch asks about."""

    live: int
    to_check: int
    not_asked: int


def renewal_before(day):
    """The first day after the latest renewal of all registrations: the latest 1 December up to the day (local)."""
    month, first = RENEWED_BY
    return date(day.year if (day.month, day.day) >= RENEWED_BY else day.year - 1, month, first)


def live_workers(person, on):
    """The workers with a placement that is live on the day, of the authorities for which this person logs."""
    own = Worker.objects.for_user(person, Role.HR_OFFICER)
    # A worker's placements are of the worker's own authority; saying so spares reading those of all.
    live = Placement.objects.live_on(on).filter(worker=OuterRef("pk"), authority=OuterRef("authority"))
    return own.filter(Exists(live), pseudonymised_on__isnull=True)


def to_check(person, on):
    """Of those, the workers whom nobody has checked against the register since the latest renewal."""
    return live_workers(person, on).exclude(Exists(_checks().filter(checked_on__gte=renewal_before(on))))


def not_asked(person, on):
    """Of those, the workers who are in no batch that waits for its file."""
    return to_check(person, on).exclude(Exists(_checks().filter(checked_on__isnull=True)))


def counted(person, on):
    """How many workers are live, how many of them are to be checked, and how many of those are in no batch yet."""
    live = live_workers(person, on).annotate(
        is_to_check=~Exists(_checks().filter(checked_on__gte=renewal_before(on))),
        waits=Exists(_checks().filter(checked_on__isnull=True)),
    )
    found = live.aggregate(
        live=Count("pk"),
        to_check=Count("pk", filter=Q(is_to_check=True)),
        not_asked=Count("pk", filter=Q(is_to_check=True, waits=False)),
    )
    return Counted(**found)


def _checks():
    return RegisterCheck.objects.filter(worker=OuterRef("pk"))


def checks_of(person):
    """The checks of the authorities for which this person logs."""
    return RegisterCheck.objects.for_user(person, Role.HR_OFFICER)


def batches_waiting(person):
    """The batches of which somebody has not been answered for yet, the oldest first."""
    grouped = (
        checks_of(person)
        .values("batch", "worker__authority__name")
        .annotate(first=Min("asked_on"), workers=Count("pk"), waiting=Count("pk", filter=Q(checked_on__isnull=True)))
    )
    found = grouped.filter(waiting__gt=0).order_by("first", "batch")
    return [
        Asked(*each) for each in found.values_list("batch", "worker__authority__name", "first", "workers", "waiting")
    ]


def last_checks(workers):
    """What the register last said of each of these workers (ids), by worker; those of whom it has not are left out."""
    said = RegisterCheck.objects.filter(worker__in=workers, checked_on__isnull=False)
    latest = said.order_by("worker", "-checked_on", "-pk").distinct("worker")
    return {check.worker_id: check for check in latest}


def to_do(person, on):
    """The workers to be checked since the latest renewal, by whoever logs for them."""
    if count := to_check(person, on).count():
        text = "Check live workers against the public register"
        hint = "Registration renews by 30 November each year."
        yield ToDo(text, reverse("register"), count=count, since_on=renewal_before(on), hint=hint)

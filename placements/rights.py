"""Reads about what workers ask for: whose record a person answers for, links and visits, corrections that wait."""

import hashlib
from calendar import monthrange
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from authorities.people import Appointment
from authorities.sharing.readers import STAFF
from authorities.todo import ToDo
from authorities.wall.standing import presenting

from .models import Correction, RecordLink, Worker

LINK_LASTS = timedelta(days=7)
VISIT_LASTS = timedelta(minutes=30)
MOST_WRONG_NUMBERS = 5
MOST_WAITING = 5
HOLD = (Appointment.Role.APPROVER, Appointment.Role.DCS)


def workers_answered_for(person):
    """The workers on record with the authorities for whose records this person answers."""
    return Worker.objects.for_user(person, *STAFF).select_related("authority")


def workers_held_by(person):
    """The workers whose records this person may hold past their time."""
    return Worker.objects.for_user(person, *HOLD).select_related("authority")


def answers_for(person, worker):
    """Whether this person gives the worker what is on record of them, and answers what they ask for."""
    return worker.authority in person.authorities_as(*STAFF)


def may_hold(person, worker):
    """Whether this person may hold the worker's record past its time: one that is not pseudonymised."""
    return not worker.pseudonymised_on and worker.authority in person.authorities_as(*HOLD)


def corrections_answered_for(person):
    """The corrections that workers asked these authorities for, those that wait first, the oldest at the top."""
    asked = Correction.objects.for_user(person)
    return asked.select_related("worker__authority", "answered_by").order_by("answered_at", "asked_at", "pk")


def usable_links():
    """Links that can still be opened: not opened, not run out, not locked."""
    return RecordLink.objects.filter(
        opened_at__isnull=True, expires_at__gt=timezone.now(), wrong_numbers__lt=MOST_WRONG_NUMBERS
    )


def link_presented(token):
    """The link with this secret, where it can still be opened; None else. Nothing of the worker is read."""
    with presenting(hashed(token)):
        return usable_links().filter(token_sha256=hashed(token)).first()


def visit_presented(secret):
    """The link whose visit has this secret, while the visit lasts; None else. Nothing of the worker is read."""
    if not secret:
        return None
    with presenting(hashed(secret)):
        opened = RecordLink.objects.filter(opened_at__gt=timezone.now() - VISIT_LASTS)
        return opened.filter(visit_sha256=hashed(secret)).first()


def hashed(secret):
    """What is kept of a random secret. It is long, so that a plain hash protects it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def answer_by(asked_on):
    """The last day for an answer: one month from the request (UK GDPR Article 12(3))."""
    year, month = asked_on.year + asked_on.month // 12, asked_on.month % 12 + 1
    return asked_on.replace(year=year, month=month, day=min(asked_on.day, monthrange(year, month)[1]))


def to_do(person, on):
    """The corrections that wait for an answer by this person's authority."""
    for asked in corrections_answered_for(person).filter(outcome=""):
        asked_on = timezone.localtime(asked.asked_at).date()
        due_on = answer_by(asked_on)
        text = "Answer a worker who asks for a correction"
        yield ToDo(text, reverse("correction", args=[asked.pk]), due_on=due_on, urgent=due_on < on)

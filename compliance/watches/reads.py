"""Reads: the watches of a person's authorities, whom each is about, and those whose wait is over."""

from cryptography.fernet import InvalidToken
from django.db.models import Count, F, Min
from django.urls import reverse

from authorities import sealing
from authorities.people import Appointment
from authorities.todo import ToDo

from .models import Watch

Role = Appointment.Role


def watches_of(person):
    """The open watches of this person's own authorities: those whose wait is over first, then the next to be."""
    own = every_watch_of(person).open().select_related("authority", "by", "job_title", "job_role")
    return own.order_by(F("told_on").asc(nulls_last=True), "free_on", "pk")


def every_watch_of(person):
    """The watches of this person's own authorities, those that have ended among them."""
    return Watch.objects.for_user(person)


def number_of(watch):
    """The registration number as the officer typed it; nothing where it was sealed with a key that is gone."""
    try:
        return sealing.unseal(watch.sealed_number)
    except InvalidToken:
        return ""


def to_do(person, on):
    """Workers whose free date has come, of the authorities for which this person logs."""
    own = Watch.objects.for_user(person, Role.HR_OFFICER).told()
    count, first = own.aggregate(count=Count("pk"), first=Min("told_on")).values()
    if count:
        text, hint = "Look at workers whose free date has come", "You asked to be told."
        yield ToDo(text, reverse("watches"), count=count, since_on=first, hint=hint)

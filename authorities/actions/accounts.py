"""Accounts: closed and opened, roles and sessions ended. Each takes hold with the next request."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from .. import clock, jobs
from ..acting import acting
from ..people import Appointment, Person
from ..refusal import Refused
from .keys import revoke_keys


def end_sessions(*, sessions, by):
    """End these sessions (allauth's records of them) at once."""
    with acting(by):
        for session in sessions:
            session.end()


def choose_daily_email(*, person, wanted, by):
    """Whether this person is written to each working day on which there is something to do."""
    with acting(by):
        Person.objects.filter(pk=person.pk).update(daily_email=wanted)


def close_account(*, person, by):
    """Nobody signs in with it any more; what they had running stops, what they held is over.

    Refused for one's own account: somebody must be left who can open it.
    """
    if person == by:
        raise Refused("You cannot close your own account.", "Ask another administrator.")
    with acting(by):
        Person.objects.filter(pk=person.pk).update(is_active=False)
        _cut_off(person, by)


def open_account(*, person, by):
    """They may sign in again; keys and sessions do not come back."""
    with acting(by):
        Person.objects.filter(pk=person.pk).update(is_active=True)


def end_appointment(*, appointment, by):
    """A role is over as of now: yesterday was its last day. Whoever holds no other is cut off."""
    yesterday = clock.today() - timedelta(days=1)
    with acting(by):
        Appointment.objects.filter(pk=appointment.pk).update(until_on=yesterday)
        if not Appointment.objects.in_force_on(clock.today()).filter(person=appointment.person_id).exists():
            _cut_off(appointment.person, by)


def reset_second_factor(*, person, by):
    """Their telephone is lost: they set up another at the next sign-in. Sessions and keys end, for it may be found."""
    if person == by:
        raise Refused("You cannot reset your own second factor.", "Change it on your account page.")
    with acting(by):
        Authenticator.objects.filter(user=person).delete()
        _cut_off(person, by)


def _cut_off(person, by):
    end_sessions(sessions=UserSession.objects.filter(user=person), by=by)
    revoke_keys(person=person, by=by)
    jobs.stop_those_of(person)

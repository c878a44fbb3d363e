"""Invitations: sent, withdrawn, accepted; and the quarter's word on who still needs their role."""

import hashlib
import secrets
from datetime import timedelta
from functools import partial

from django.template.loader import render_to_string
from django.utils import timezone

from .. import appointing, clock
from ..acting import acting
from ..models import Invitation, Mail
from ..outbox.posting import post
from ..people import Appointment, Person
from ..refusal import Refused

LASTS = timedelta(days=7)
MOST_OPEN = 50
GONE = partial(Refused, "This invitation no longer holds.", "Ask whoever invited you for a new one.")


def invite(*, email, role, by, link, authority=None, region=None, supplier=None):
    """Offer a role by e-mail. `link` makes the address of a page from the one-time key.

    Says the same whether or not there is an account. Refused where `by` may not give the role there.
    """
    there = {"authority": authority, "region": region, "supplier": supplier}
    if not appointing.may_give(by, role, **there):
        raise Refused("You cannot give this role there.", "Choose another role, or ask the administrator.", "role")
    now, key = timezone.now(), secrets.token_urlsafe(32)
    if appointing.open_invitations(by, now).filter(invited_by=by).count() >= MOST_OPEN:
        raise Refused(f"You have {MOST_OPEN} open invitations.", "Withdraw some first.", "email")
    with acting(by):
        made = Invitation.objects.create(
            email=email.lower(), role=role, invited_by=by, expires_at=now + LASTS, key_hash=hash_of(key), **there
        )
        _send(made, link(key), by)
    return made


def withdraw_invitation(*, invitation, by):
    """The link in the e-mail stops working."""
    with acting(by):
        Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())


def invitation_of(key):
    """The invitation that this one-time key opens; None where it is used, withdrawn, run out, or was never."""
    found = Invitation.objects.filter(key_hash=hash_of(key), accepted_at=None, withdrawn_at=None)
    found = found.filter(expires_at__gt=timezone.now()).select_related("invited_by", "authority", "region", "supplier")
    return next((one for one in found if _still_may_be_given(one)), None)


def accept_invitation(*, key, person=None, name="", password=""):
    """Take up the role, from today. Without a `person` an account is made with this name and password."""
    invitation = invitation_of(key)
    if invitation is None:
        raise GONE()
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if known != person:
        raise Refused("There is an account with this email address.", "Sign in with it, then accept the invitation.")
    with acting(person or invitation.invited_by):
        # Of two presses at the same time one finds it open.
        won = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=timezone.now())
        if not won:
            raise GONE()
        person = person or Person.objects.create_user(invitation.email, password, name=name)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
        there = {kind: getattr(invitation, kind) for kind in ("authority", "region", "supplier")}
        Appointment.objects.create(person=person, role=invitation.role, from_on=clock.today(), **there)
    return person


def confirm_access(*, appointment, by):
    """Say that this person still needs this role, for the quarter of today."""
    with acting(by):
        Appointment.objects.filter(pk=appointment.pk).update(confirmed_on=clock.today(), confirmed_by=by)


def hash_of(key):
    """A one-time key as the database knows it: the key is long and random, so a plain hash tells nothing."""
    return hashlib.sha256(key.encode()).hexdigest()


def _still_may_be_given(invitation):
    there = {kind: getattr(invitation, kind) for kind in ("authority", "region", "supplier")}
    return appointing.may_give(invitation.invited_by, invitation.role, **there)


def _send(invitation, link, by):
    words = render_to_string("account/email/invitation.txt", {"invitation": invitation, "link": link, "by": by})
    post(kind=Mail.Kind.INVITATION, to=invitation.email, subject="You are invited to the MOU portal", body=words)

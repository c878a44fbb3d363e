"""Writing what workers ask for, and how long their record is kept: links, corrections, holds."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks, rights
from ..models import Correction, Hold, RecordLink, Worker

NOT_NOW = "This record has been pseudonymised."


def hold_record(*, worker, why, until_on, by, today=None):
    """Keep a worker's record as it is up to a day, that day included, and return the hold; a former one ends."""
    today = today or clock_today()
    why = checks.text(why, field="why", most=500, required=True, lines=True)
    until_on = checks.day(until_on, field="until_on", today=today)
    if until_on < today:
        raise Refused(
            f"Last day is before today: {until_on:%d/%m/%Y}.", "Enter today’s date or a later one.", "until_on"
        )
    with acting(by):
        _locked(worker)
        _end_holds(worker, by)
        return Hold.objects.create(worker=worker, why=why, until_on=until_on, placed_by=by)


def end_hold(*, worker, by):
    """End whatever holds a worker's record; ending it again changes nothing."""
    with acting(by):
        _end_holds(worker, by)


def make_record_link(*, worker, by):
    """A link with which the worker sees their record once; its secret is returned this once and kept only hashed.

    Links made before and not opened stop working.
    """
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    with acting(by):
        _locked(worker)
        rights.usable_links().filter(worker=worker).update(expires_at=now)
        RecordLink.objects.create(
            authority_id=worker.authority_id,
            worker=worker,
            token_sha256=rights.hashed(token),
            made_by=by,
            expires_at=now + rights.LINK_LASTS,
        )
    return token


@transaction.atomic
def open_record_link(*, token, swe_number):
    """Open a link with the registration number: the secret of the visit, or None. A link opens once; five wrong
    numbers lock it. Whether the link or the number was wrong is not told."""
    link = rights.usable_links().select_for_update().filter(token_sha256=rights.hashed(token)).first()
    if link is None:
        return None
    if not constant_time_compare(link.worker.swe_number, swe_number):
        link.wrong_numbers += 1
        link.save(update_fields=["wrong_numbers"])
        return None
    visit = secrets.token_urlsafe(32)
    link.opened_at, link.visit_sha256 = timezone.now(), rights.hashed(visit)
    link.save(update_fields=["opened_at", "visit_sha256"])
    return visit


def close_visit(*, secret):
    """End a visit at once."""
    RecordLink.objects.filter(visit_sha256=rights.hashed(secret)).update(visit_sha256="")


@transaction.atomic
def ask_for_correction(*, worker, text):
    """A worker says what is wrong in their record; raises Refused while too many of their requests wait."""
    text = checks.text(text, field="text", most=2000, required=True, lines=True)
    _locked(worker)
    if worker.corrections.filter(outcome="").count() >= rights.MOST_WAITING:
        raise Refused(f"{rights.MOST_WAITING} of your requests still wait.", "Wait for their answers.", "text")
    return Correction.objects.create(worker=worker, text=text)


def answer_correction(*, correction, outcome, answer, by):
    """Answer a worker: corrected, or not and why. Raises Refused where it has been answered."""
    if not outcome:
        raise Refused("The answer is missing.", "Say whether the record was corrected.", "outcome")
    not_corrected = outcome == Correction.Outcome.NOT_CORRECTED
    answer = checks.text(answer, field="answer", most=2000, required=not_corrected, lines=True)
    with acting(by):
        kept = Correction.objects.select_for_update().get(pk=correction.pk)
        if kept.outcome:
            raise Refused("Somebody has answered this request.", "Read their answer.")
        kept.outcome, kept.answer, kept.answered_by, kept.answered_at = outcome, answer, by, timezone.now()
        kept.save()
    return kept


def _locked(worker):
    """Take turns with the sweep and with each other; raises Refused once nobody is named any more."""
    if Worker.objects.select_for_update().get(pk=worker.pk).pseudonymised_on:
        raise Refused(NOT_NOW, "Nothing can be done for a person whom it no longer names.")


def _end_holds(worker, by):
    Hold.objects.filter(worker=worker, ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=by)

"""Sending what waits in the outbox: each e-mail at least once, with patience where it cannot be sent."""

from datetime import timedelta
from smtplib import SMTPException

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from .. import sealing
from .models import Mail

# How long to wait after each attempt that did not succeed; after the last of them it is given up.
WAITS = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8),
    timedelta(hours=24),
)  # fmt: skip
CANNOT = (SMTPException, OSError, ValueError, InvalidToken)
SEALED_OTHERWISE = "Its text was sealed with a secret key that is no longer named in MOU_SECRET_KEYS_OLD."
NO_MAILER = "django.core.mail.backends.dummy.EmailBackend"


def sends_mail():
    """Whether e-mails go anywhere. Without a mail host they wait: to throw them away would look like sending them."""
    return settings.EMAIL_BACKEND != NO_MAILER


def send_waiting(*, progress=None):
    """Send what waits and is due, the oldest first; returns how many were sent and how many could not be.

    Each is sent and marked in one transaction. Killed between the two, one is sent again: twice rather than never.
    """
    now, sent, failed = timezone.now(), 0, 0
    while sends_mail() and (done := _send_next(now)) is not None:
        sent, failed = sent + done, failed + (not done)
        if progress:
            progress(sent + failed)
    return sent, failed


@transaction.atomic
def _send_next(now):
    """Whether the next e-mail could be sent; None where none waits. One that another worker is at is left to it."""
    due = Mail.objects.waiting().filter(next_try_at__lte=now).order_by("made_at", "pk")
    mail = due.select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    mail.attempts += 1
    try:
        _message(mail).send()
    except CANNOT as error:
        _put_off(mail, error)
        return False
    # What has been sent is not needed any more: that it was sent is.
    mail.sent_at, mail.body, mail.unsubscribe, mail.error = timezone.now(), "", "", ""
    mail.save()
    return True


def _message(mail):
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        headers |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(mail.subject, sealing.unseal(mail.body), None, [mail.to], headers=headers)


def _put_off(mail, error):
    now = timezone.now()
    said = SEALED_OTHERWISE if isinstance(error, InvalidToken) else f"{type(error).__name__}: {error}"
    mail.error = said[:500]
    if mail.attempts > len(WAITS):
        mail.failed_at = now
    else:
        mail.next_try_at = now + WAITS[mail.attempts - 1]
    mail.save()

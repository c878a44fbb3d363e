"""Putting an e-mail into the outbox, in the transaction of what it tells of: both are written or neither."""

from django.db import IntegrityError, transaction

from .. import jobs, sealing
from .models import Mail


def post(*, kind, to, subject, body, unsubscribe="", once="", at_once=True):
    """Put an e-mail into the outbox; a worker sends it once the transaction has committed.

    `once`: a name under which no second one is ever written; returns None where there is one. `at_once=False` leaves
    it to the next round of the post.
    """
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                kind=kind,
                to=to,
                subject=subject,
                body=sealing.seal(body),
                unsubscribe=unsubscribe,
                once=once,
            )
    except IntegrityError:
        if not once:
            raise
        return None
    if at_once:
        transaction.on_commit(lambda: jobs.enqueue(name="send_mail", slot=f"mail {mail.pk}"))
    return mail

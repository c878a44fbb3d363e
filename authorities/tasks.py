"""Schedules of this room: the nightly check of the log. Plain functions, safe to repeat, run by a worker."""

from django.conf import settings

from . import clock
from .log import note
from .log.heads import head
from .log.seals import seal
from .log.verifying import verify
from .models import Mail
from .outbox.posting import post
from .outbox.sending import send_waiting, sends_mail

SUBJECT = "Head of the MOU portal’s log"
WORDS = """\
The log of the MOU portal was checked from its first entry to its last: {found}

Keep this letter where nobody who runs the portal can change it. The line below stands for every entry up to the end of
that day. Put such lines into a file, one under the other, and check the log against them with
manage.py verify_log --anchors FILE

{head}
"""


def prove_log(progress=None):
    """Check the whole log, note what came of it, and send yesterday's head to whoever keeps it outside.

    What was read until yesterday is sealed, for the next check. Raises BadLog where a row is not as it was written,
    after it has been noted and sent.
    """
    found = verify(progress=lambda done: progress(done, None) if progress else None)
    last = head(before=clock.today())
    seal()
    if found.bad:
        note(kind="anchor", about=("", str(found.bad)))
    else:
        note(
            kind="anchor", about=("authorities_loglink", f"{found.head.day} {found.head.number}" if found.head else "")
        )
    words = f"it is NOT as it was written. First bad row: {found.bad}" if found.bad else "it is as it was written."
    sent = _send(words, last)
    if found.bad:
        raise BadLog(str(found.bad))
    return f"{found.entries:,} entries verified; {sent}"


def send_mail(progress=None):
    """Send what waits in the outbox. Repeats are harmless: what was sent waits no longer."""
    if not sends_mail():
        waiting = Mail.objects.waiting().count()
        return f"no mail host is set: {waiting:,} email{'' if waiting == 1 else 's'} waiting" if waiting else None
    sent, failed = send_waiting(progress=progress)
    return f"{sent:,} sent" + (f", {failed:,} to be tried again" if failed else "")


class BadLog(Exception):
    """The log is not as it was written."""


def _send(found, last):
    if not settings.LOG_ANCHOR_EMAIL:
        return "its head is kept in reports alone: MOU_LOG_ANCHOR_EMAIL is not set"
    words = WORDS.format(found=found, head=last or "There is no entry yet.")
    for to in settings.LOG_ANCHOR_EMAIL:
        post(kind=Mail.Kind.LOG_HEAD, to=to, subject=SUBJECT, body=words)
    return "its head is in the post"

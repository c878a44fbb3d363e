"""Watching a worker until they are free: begun from an answer, asked again when something changes, ended."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from authorities import clock, sealing
from authorities.acting import acting
from authorities.look_ups.models import LookUp
from authorities.refusal import Refused, TooMany
from authorities.sharing.readers import STAFF
from authorities.wall.standing import asking_for
from compliance import queries
from compliance.answer import NOT_BEFORE
from compliance.gather import proposed
from compliance.periods import months_from
from compliance.watches.models import Watch
from compliance.watches.reads import number_of
from placements import matching
from placements.models import Change

from .look_ups import look_up

MONTHS = 13  # longer than the longest wait that an agreement of ours knows, so that none ends before its day
MOST_OPEN = 50
TOLD_FOR = timedelta(days=30)


def watch(*, proposal, answer, purpose, by):
    """Begin to watch this worker for the authority of the proposal, whose answer is “not before”; a watch of the same
    worker that is open already asks the new question from now on. Raises Refused.
    """
    if answer.answer != NOT_BEFORE:
        raise Refused("This worker has no day from which they are free.", "Look at the answer again.")
    mine = Watch.objects.open().filter(authority=proposal.authority_id)
    same = mine.filter(match_key__in=matching.match_keys(proposal.swe_number))
    with acting(by):
        if mine.filter(by=by).exclude(pk__in=same.values("pk")).count() >= MOST_OPEN:
            raise Refused(f"You already watch {MOST_OPEN} workers.", "End a watch that you no longer need.")
        same.update(ended_at=timezone.now(), sealed_number="")
        return Watch.objects.create(
            authority_id=proposal.authority_id,
            by=by,
            purpose=purpose,
            match_key=matching.match_key(proposal.swe_number),
            sealed_number=sealing.seal(proposal.swe_number),
            job_title_id=proposal.job_title_id,
            job_role_id=proposal.job_role_id,
            pay_type=proposal.pay_type,
            hourly_pay=proposal.hourly_pay,
            starts_on=proposal.started_on,
            free_on=answer.not_before,
            answer=answer.answer,
            asked_at=timezone.now(),
            expires_on=months_from(clock.today(), MONTHS),
        )


def end_watch(*, watch, by):
    """End a watch: the number is erased at once."""
    with acting(by):
        Watch.objects.open().filter(pk=watch.pk).update(ended_at=timezone.now(), sealed_number="")


def watch_on(*, on, progress=None):
    """End the watches whose time is over, and ask again where the free day has come (a local date); returns how many
    were asked again. Repeats are harmless."""
    over = Q(expires_on__lt=on) | Q(told_on__lt=on - TOLD_FOR)
    Watch.objects.open().filter(over).update(ended_at=timezone.now(), sealed_number="")
    return _ask_all(Watch.objects.open().filter(free_on__lte=on, told_on__isnull=True), on, progress)


def ask_changed(*, on):
    """Ask again about the workers of whom something has changed and is still to be assessed; returns how many."""
    changes = list(Change.objects.values_list("match_key", "started_from"))
    if not changes:
        return 0
    waiting = Watch.objects.open().filter(told_on__isnull=True)
    if all(key for key, _ in changes):
        waiting = waiting.filter(match_key__in={key for key, _ in changes})
    return _ask_all(waiting, on)


def _ask_all(watches, on, progress=None):
    found = list(watches.select_related("authority", "by", "job_title", "job_role").order_by("pk"))
    for done, each in enumerate(found, start=1):
        if number := _number_while_they_may_ask(each):
            with asking_for(each.by):
                _ask(each, number, on)
        else:
            end_watch(watch=each, by=None)
        if progress:
            progress(done, len(found))
    return len(found)


def _number_while_they_may_ask(watch):
    """The number, while whoever began the watch still works for the authority; nothing once they do not."""
    still = watch.by.is_active and watch.authority in watch.by.authorities_as(*STAFF)
    return number_of(watch) if still else ""


def _ask(watch, number, on):
    """Ask once more what its officer asked, on their behalf; it counts among their look-ups."""
    try:
        answer = look_up(
            proposal=_proposal(watch, number, on),
            purpose=watch.purpose,
            channel=LookUp.Channel.WATCH,
            by=watch.by,
            judged_on=on,
        )
    except TooMany:
        return  # asked again at the next change, or tomorrow
    told = {"answer": answer.answer, "asked_at": timezone.now()}
    told |= {"free_on": answer.not_before} if answer.not_before else {"told_on": on}
    with acting(None):
        Watch.objects.open().filter(pk=watch.pk).update(**told)


def _proposal(watch, number, on):
    typed = {name: getattr(watch, name) for name in ("job_title", "job_role", "pay_type", "hourly_pay")}
    asked = typed | {"swe_number": number, "started_on": max(watch.starts_on, on)}
    return proposed(watch.authority, asked, reads_record=queries.reads_record(watch.by, watch.authority))

"""Putting right a leaver that was sent wrongly: amended, or taken away. History keeps what was said before."""

import hashlib
from dataclasses import dataclass
from functools import partial

from authorities.refusal import Refused

from .. import checks
from ..models import LeaverReturn, Post, Worker
from .desk import Desk, writing
from .leaving import months_with_leavers

GONE = partial(Refused, "Somebody else has taken this leaver away.", "Go back to the month to see what is on record.")
CHANGED = partial(
    Refused,
    "Somebody else has changed this leaver since you opened the page.",
    "What you typed is kept. Compare it with the history below, then send it again.",
)
TWICE = partial(
    Refused,
    "This worker is already on record as having left a post of this kind on that day.",
    "Check the number and the day, or take this one away.",
    "left_on",
)


def as_it_stands(post):
    """A short text that is the same for as long as nobody changes this leaver."""
    said = (post.worker.swe_number, post.left_on, post.role_text, post.contract, post.reason)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def amend_leaver(*, post, swe_number, left_on, role, contract, by, reason="", job_role=None, seen="", today=None):
    """Put a leaver right and return the post; raises Refused. `seen` is what the writer saw: another's change since
    then is not written over. With another number the leaving is that worker's from now on."""
    with writing(post.worker.authority, by=by, today=today) as desk:
        number = checks.swe_number(swe_number)
        left_on = checks.day(left_on, field="left_on", today=desk.today)
        stands = _locked(post)
        if seen and seen != as_it_stands(stands):
            raise CHANGED()
        checks.days_in_order(stands.from_on, left_on, field="left_on")
        contract = checks.choice(contract, field="contract", choices=Post.Contract.choices)
        desk.look_up(swe_numbers=[number])
        amended = Amended(desk, stands, desk.worker(number), {stands.left_on, left_on})
        _refuse_twice(stands, amended.worker, contract, left_on)
        stands.left_on, stands.contract, stands.job_role = left_on, contract, job_role
        stands.role_text = checks.text(role, field="role", most=100, required=True)
        stands.reason = reason and checks.choice(reason, field="reason", choices=Post.Reason.choices)
        desk.also.append(amended)
    return stands


def remove_leaver(*, post, by, today=None):
    """Take away a leaver who did not leave. Where the post was on record as held, it is held again; else it goes."""
    with writing(post.worker.authority, by=by, today=today) as desk:
        stands = _locked(post)
        desk.also.append(Amended(desk, stands, stands.worker, {stands.left_on}))
        held = Post.objects.filter(worker=stands.worker, contract=stands.contract, left_on=None)
        if stands.from_on and not held.exists():
            stands.left_on, stands.reason = None, ""
        else:
            stands.delete()


@dataclass
class Amended:
    """A post that is written again once its worker is stored, and the days whose months it may have emptied."""

    desk: Desk
    post: Post
    worker: Worker
    days: set

    def write(self):
        self.desk.touched |= {self.post.worker.match_key, self.worker.match_key}
        self.post.worker = self.worker
        if self.post.pk:
            self.post.save()
        self._settle_nil()

    def _settle_nil(self):
        """A month that was sent is nil for as long as nobody is on record as having left in it."""
        months = {day.replace(day=1) for day in self.days}
        filled = months_with_leavers(self.desk.authority, months)
        for received in LeaverReturn.objects.filter(authority=self.desk.authority, month__in=months):
            if received.nil != (received.month not in filled):
                received.nil = not received.nil
                received.save(update_fields=["nil"])


def _locked(post):
    stands = Post.objects.select_for_update(of=("self",)).select_related("worker__authority")
    found = stands.filter(pk=post.pk, left_on__isnull=False).first()
    if found is None:
        raise GONE()
    return found


def _refuse_twice(post, worker, contract, left_on):
    same = Post.objects.filter(worker__authority=worker.authority, worker__swe_number=worker.swe_number)
    if same.filter(contract=contract, left_on=left_on).exclude(pk=post.pk).exists():
        raise TWICE()

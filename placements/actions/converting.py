"""Writing a move to a permanent post: a stage and its day; with the first day in the post the placement ends."""

from datetime import timedelta

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks, conversions
from ..models import Conversion, Placement, Post
from .leaving import record_post
from .placing import end

DAY = timedelta(days=1)
Stage = Conversion.Stage


def record_stage(*, placement, stage, on, by, seen, today=None):
    """Record that the move has come to a stage on a day (local date), and return the `Conversion`.

    `seen`: the newest revision that the page was drawn from (`conversions.seen_of`). Where the worker has started, the
    placement ends on the day before if it has no end, and the post is recorded from that day. Raises Refused.
    """
    today = today or clock_today()
    with acting(by):
        placement = (
            Placement.objects.select_for_update(of=("self",))
            .select_related("authority", "worker", "job_title", "job_role")
            .get(pk=placement.pk)
        )
        _nothing_since(placement, seen)
        move = conversions.going_on(placement) or Conversion(placement=placement)
        stage = Stage(checks.choice(stage, field="stage", choices=Stage.choices))
        if stage not in conversions.next_stages(move):
            raise Refused("This stage cannot follow what is on record.", "Choose another stage.", "stage")
        on = checks.day_so_far(on, field="on", today=today)
        for before, day in move.stages():
            if on < day:
                raise Refused(f"“{before.label}” was on {day:%d/%m/%Y}, after this day.", "Check the day.", "on")
        setattr(move, f"{stage}_on", on)
        if stage == Stage.STARTED:
            _start(placement, on, by, today)
        move.save()
    return move


def _nothing_since(placement, seen):
    since = conversions.stages_told(placement, after=seen)
    if since:
        [*_, (last, who)] = conversions.named(since)
        raise Refused(f"{who} has recorded this since you opened the page. {last.text}.", "Check your answers.")


def _start(placement, on, by, today):
    if on <= placement.started_on:
        begun = f"The placement began on {placement.started_on:%d/%m/%Y}, so the post starts after that."
        raise Refused(begun, "Check the day.", "on")
    if placement.ended_on is None:
        end(placement=placement, on=on - DAY, end_reason=Placement.EndReason.PERMANENT, by=by, today=today)
    elif placement.ended_on >= on:
        last = f"The last day of the placement is {placement.ended_on:%d/%m/%Y}, and the post starts before it is over."
        raise Refused(last, "Correct the end of the placement first, or check the day.", "on")
    held = Post.objects.filter(worker=placement.worker, contract=Post.Contract.PERMANENT, left_on=None).first()
    if held and held.from_on not in (None, on):
        since = f"A permanent post with you from {held.from_on:%d/%m/%Y} is on record for this worker."
        raise Refused(since, "Check the day, or record when they left that post first.", "on")
    record_post(
        authority=placement.authority,
        swe_number=placement.worker.swe_number,
        from_on=on,
        role=str(placement.job_title or placement.job_role),
        job_role=placement.job_role or _role_of(placement.job_title, on),
        by=by,
        today=today,
    )


def _role_of(title, day):
    """The role that a title means on a day; None where none is mapped to it."""
    mapped = title.mappings.filter(since__lte=day).select_related("job_role").order_by("-since").first()
    return mapped and mapped.job_role

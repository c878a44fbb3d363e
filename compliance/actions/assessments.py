"""Assessing placements and keeping what was found."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from compliance.assess import assess as judge
from compliance.gather import gather
from compliance.models import Assessment
from compliance.queries import rulebook
from placements.models import Change, Placement

from . import findings, shares

BATCH = 500


def assess(*, placement_ids=None, reason, judged_on, progress=None, processes=None):
    """Judge placements (every one where no ids are given) and store what changed; harmless to repeat.

    `judged_on` is the local date. `progress(done, total)` is called as batches are done. A run that was cut short
    leaves whole batches behind, and the next run comes to the same findings. Very many placements are shared out
    to `processes` (as many as the machine allows where none are given).
    """
    wanted = Placement.objects.all() if placement_ids is None else Placement.objects.filter(pk__in=placement_ids)
    total = wanted.count()
    run = Assessment.objects.create(reason=reason, judged_on=judged_on, known_at=timezone.now(), total=total)
    several = shares.how_many(total, processes) if placement_ids is None else 1
    if several > 1:
        shares.work(run, several, progress)
    else:
        _assess_all(run, wanted, progress)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    run.refresh_from_db(fields=["done", "last_placement_id"])
    return run


def assess_share(*, run, number, of):
    """Do one share of a run that several processes share: each `of`-th batch, from the `number`-th (0 is the first)."""
    book, last = rulebook(), 0
    every = Placement.objects.order_by("pk").values_list("pk", flat=True)
    while several := list(every.filter(pk__gt=last)[: BATCH * of]):
        if batch := several[BATCH * number : BATCH * (number + 1)]:
            _assess_batch(run, batch, book)
        last = several[-1]


def _assess_all(run, wanted, progress):
    book, last = rulebook(), 0
    while batch := list(wanted.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        _assess_batch(run, batch, book)
        last = batch[-1]
        if progress:
            run.refresh_from_db(fields=["done"])
            progress(run.done, run.total)


def assess_changed(*, judged_on, progress=None):
    """Assess the placements whose answers a recorded change may touch, then forget the change."""
    changes = list(Change.objects.order_by("pk").values_list("pk", "match_key", "started_from"))
    if not changes:
        return None
    run = assess(
        placement_ids=_touched(changes), reason=Assessment.Reason.CHANGED, judged_on=judged_on, progress=progress
    )
    # Only after the findings are stored: a worker killed before this line does the work again, and loses none.
    Change.objects.filter(pk__in=[pk for pk, _, _ in changes]).delete()
    return run


def _touched(changes):
    keys = {key for _, key, _ in changes if key}
    days = [day for _, key, day in changes if not key]
    if None in days:
        return None
    touched = Placement.objects.filter(worker__match_key__in=keys)
    if days:
        # A month's leavers matter to those who started in it or later.
        touched = touched | Placement.objects.filter(started_on__gte=min(days))
    return touched.values("pk")


@transaction.atomic
def _assess_batch(run, batch, book):
    # The lock lets two runs over the same placements take turns instead of storing a finding twice.
    list(Placement.objects.select_for_update(of=("self",)).filter(pk__in=batch).order_by("pk").values_list("pk"))
    now = timezone.now()
    judged = {
        row.id: (row, judge(stretches, book))
        for row, stretches in gather(batch, rulebook=book, judged_on=run.judged_on)
    }
    findings.store_findings(run, batch, judged, now)
    findings.store_met(run, batch, judged, now)
    findings.store_due(batch, judged)
    # Counted in the database, for others may be counting beside us.
    Assessment.objects.filter(pk=run.pk).update(done=F("done") + len(batch), last_placement_id=batch[-1])

"""Assessing placements and keeping what was found."""

from django.db import transaction
from django.utils import timezone

from compliance.assess import assess as judge
from compliance.gather import gather
from compliance.models import Assessment, DueItem, Finding, Met
from compliance.queries import rulebook
from compliance.rule import Verdict, as_stored
from placements.models import Change, Placement

BATCH = 500


def assess(*, placement_ids=None, reason, judged_on, progress=None):
    """Judge placements (every one where no ids are given) and store what changed; harmless to repeat.

    `judged_on` is the local date. `progress(done, total)` is called after each batch. A run that was cut short
    leaves whole batches behind, and the next run comes to the same findings.
    """
    wanted = Placement.objects.all() if placement_ids is None else Placement.objects.filter(pk__in=placement_ids)
    total = wanted.count()
    run = Assessment.objects.create(reason=reason, judged_on=judged_on, known_at=timezone.now(), total=total)
    book = rulebook()
    while batch := list(
        wanted.filter(pk__gt=run.last_placement_id).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        _assess_batch(run, batch, book)
        if progress:
            progress(run.done, total)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


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
    _store_findings(run, batch, judged, now)
    _store_met(run, batch, judged, now)
    _store_due(batch, judged)
    run.done += len(batch)
    run.last_placement_id = batch[-1]
    run.save(update_fields=["done", "last_placement_id"])


SAME = (
    "version",
    "rule",
    "known",
    "verdict",
    "words",
    "numbers",
    "missing",
    "illustrative",
    "role",
    "until_on",
    "authority_id",
    "covered_by",
    "signed_before",
)
STORED = (Verdict.BREACH, Verdict.CANNOT_TELL)


def _store_findings(run, batch, judged, now):
    """An unchanged outcome writes nothing; a changed one closes the old finding and adds a new one."""
    found = {
        (row.id, each.version.agreement, each.clause.id, each.from_on): _finding(run, row, each, now)
        for row, outcomes in judged.values()
        for each in outcomes
        if each.outcome.verdict in STORED
    }
    closed = []
    for standing in Finding.objects.standing().filter(placement__in=batch):
        key = (standing.placement_id, standing.agreement, standing.clause, standing.from_on)
        again = found.get(key)
        if again and all(getattr(again, name) == getattr(standing, name) for name in SAME):
            del found[key]
        else:
            closed.append(standing.pk)
    Finding.objects.filter(pk__in=closed).update(superseded_at=now)
    Finding.objects.bulk_create(found.values())


def _finding(run, row, each, now):
    outcome = each.outcome
    return Finding(
        placement_id=row.id,
        authority_id=row.authority_id,
        regime=each.version.regime,
        agreement=each.version.agreement,
        version=each.version.version,
        clause=each.clause.id,
        rule=each.rule_name,
        known=each.clause.known,
        verdict=outcome.verdict.value,
        words=list(outcome.words),
        numbers=as_stored(outcome.numbers),
        missing=outcome.missing,
        illustrative=outcome.illustrative,
        role=each.role,
        covered_by=" ".join(each.clause.cover),
        signed_before=each.clause.signed_before,
        from_on=each.from_on,
        until_on=each.until_on,
        assessment=run,
        judged_on=run.judged_on,
        known_at=now,
        found_at=now,
    )


def _store_met(run, batch, judged, now):
    """One row for each placement: the clauses that it met."""
    fresh = {
        row.id: sorted(
            [each.version.agreement, each.version.version, each.clause.id, each.from_on.isoformat()]
            for each in outcomes
            if each.outcome.verdict is Verdict.MET
        )
        for row, outcomes in judged.values()
    }
    closed = []
    for standing in Met.objects.filter(placement__in=batch, superseded_at__isnull=True):
        if standing.clauses == fresh[standing.placement_id]:
            del fresh[standing.placement_id]
        else:
            closed.append(standing.pk)
    Met.objects.filter(pk__in=closed).update(superseded_at=now)
    Met.objects.bulk_create(
        Met(placement_id=pk, clauses=clauses, assessment=run, met_at=now) for pk, clauses in fresh.items()
    )


def _store_due(batch, judged):
    """What must still be done by a day: it has no history, for it is a list of things to do."""
    fresh = {
        (row.id, each.version.agreement, each.clause.id): _due(row, each)
        for row, outcomes in judged.values()
        for each in outcomes
        if each.outcome.verdict is Verdict.DUE
    }
    gone = []
    for standing in DueItem.objects.filter(placement__in=batch):
        again = fresh.get((standing.placement_id, standing.agreement, standing.clause))
        if again and all(getattr(again, name) == getattr(standing, name) for name in SAME_DUE):
            del fresh[standing.placement_id, standing.agreement, standing.clause]
        else:
            gone.append(standing.pk)
    DueItem.objects.filter(pk__in=gone).delete()
    DueItem.objects.bulk_create(fresh.values())


SAME_DUE = ("version", "rule", "due_on", "words", "numbers", "authority_id")


def _due(row, each):
    outcome = each.outcome
    return DueItem(
        placement_id=row.id,
        authority_id=row.authority_id,
        regime=each.version.regime,
        agreement=each.version.agreement,
        version=each.version.version,
        clause=each.clause.id,
        rule=each.rule_name,
        due_on=outcome.due_on,
        words=list(outcome.words),
        numbers=as_stored(outcome.numbers),
    )

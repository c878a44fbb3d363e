"""Keeping what an assessment found: findings, what was met, and what is due."""

from compliance.models import DueItem, Finding, Met
from compliance.rule import Verdict, as_stored

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


def store_findings(run, batch, judged, now):
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


def store_met(run, batch, judged, now):
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


def store_due(batch, judged):
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

"""What stood at a moment of the past, and the same day judged anew: whence differences are read."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q

from .assess import assess
from .cover import leave_on, nearest_day
from .differing import Judgement, Judgements, Told, differences, differs
from .gather import gather, in_batches
from .models import Assessment, Finding, Met
from .queries import every_placement, leave_of, rulebook
from .rule import Verdict

NOTHING = Judgement()


def differences_since(moment, *, judged_on, progress=None):
    """Each placement's row with each `Difference` between what stood at the moment and a judgement with all known now.

    Both are about `judged_on` (local date). A placement that was recorded since and starts after that day is left
    out: there was nothing to say of it. `progress(done, total)` is called after each batch.
    """
    ids = sorted({*every_placement(moment), *every_placement()})
    done = 0
    for batch in in_batches(ids):
        for row, judgements in _judgements(batch, moment, judged_on):
            for difference in differences(judgements, judged_on):
                yield row, difference
        done += len(batch)
        if progress:
            progress(done, len(ids))


def _judgements(ids, moment, day):
    then_book, book = rulebook(moment), rulebook()
    leave = leave_of(ids, moment)
    rows, then = _judged(ids, day, moment, then_book, leave)
    agreed = then if book is then_book else _judged(ids, day, moment, book, leave)[1]
    rows_now, now = _judged(ids, day, None, book, leave_of(ids))
    said = _said(ids, moment, day, leave)
    unlike = [pk for pk in said if differs(said[pk], then.get(pk, NOTHING), day)]
    again = _judged_again(unlike, moment, leave)
    for pk in ids:
        row = rows_now.get(pk) or rows[pk]
        if pk not in rows and row.started_on > day:
            continue
        steps = (
            said.get(pk, NOTHING),
            again.get(pk, then.get(pk, NOTHING) if pk in said else NOTHING),
            then.get(pk, NOTHING),
            agreed.get(pk, NOTHING),
            now.get(pk, NOTHING),
        )
        yield row, Judgements(*steps, was_assessed=pk in said)


def _judged(ids, day, known_at, book, leave):
    """The rows and the judgements of placements, by id."""
    rows, judgements = {}, {}
    for row, stretches in gather(ids, rulebook=book, judged_on=day, known_at=known_at):
        rows[row.id] = row
        judgements[row.id] = Judgement(
            Told.of(judged, _cover(judged.clause, judged, judged.outcome.verdict, leave.get(row.id, ()), day))
            for judged in assess(stretches, book)
        )
    return rows, judgements


def _said(ids, moment, day, leave):
    """What stood at the moment, by id, of the placements that had been assessed by then."""
    told = {
        pk: [_met(met) for met in clauses]
        for pk, clauses in _standing_at(Met, "met_at", ids, moment).values_list("placement", "clauses")
    }
    for finding in _standing_at(Finding, "found_at", ids, moment):
        clause = Asked(finding.clause, tuple(finding.covered_by.split()), finding.signed_before)
        cover = _cover(clause, finding, finding.verdict, leave.get(finding.placement_id, ()), day)
        told.setdefault(finding.placement_id, []).append(_found(finding, cover))
    return {pk: Judgement(each) for pk, each in told.items()}


def _judged_again(ids, moment, leave):
    """The same placements by today's rules, each with what was known when what stood at the moment was found."""
    assessed = defaultdict(list)
    for pk, at in _last_assessed(ids, moment).items():
        assessed[at].append(pk)
    again = {}
    for at, those in assessed.items():
        run = Assessment.objects.filter(started_at__lte=at).latest("started_at")
        again |= _judged(those, run.judged_on, at, rulebook(at), leave)[1]
    return again


def _last_assessed(ids, moment):
    """When what stood at the moment was last written of each placement: an assessment found just that."""
    last = {}
    for model, began in ((Finding, "found_at"), (Met, "met_at")):
        for name in (began, "superseded_at"):
            written = model.objects.filter(Q(**{f"{name}__lte": moment}), placement__in=ids)
            for pk, at in written.values_list("placement").annotate(at=Max(name)):
                last[pk] = max(at, last.get(pk, at))
    return last


def _standing_at(model, began, ids, moment):
    stood = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
    return model.objects.filter(stood, **{f"{began}__lte": moment}, placement__in=ids)


class Asked(NamedTuple):
    """What a stored finding keeps of its clause: which leave may stand beside it."""

    id: str
    cover: tuple[str, ...]
    signed_before: bool


def _cover(clause, said, verdict, leaves, day):
    if verdict != Verdict.BREACH or not leaves:
        return ""
    leave = leave_on(clause, leaves, nearest_day(day, said.from_on, said.until_on))
    return leave.kind if leave else ""


def _found(finding, cover):
    return Told(
        finding.agreement,
        finding.clause,
        finding.version,
        Verdict(finding.verdict),
        finding.from_on,
        finding.until_on,
        finding.rule,
        tuple(finding.words),
        finding.numbers,
        cover,
    )


def _met(clause):
    agreement, version, clause_id, from_on = clause
    return Told(agreement, clause_id, version, Verdict.MET, date.fromisoformat(from_on))

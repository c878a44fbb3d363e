"""What a form was drawn from, and what others have changed since: nobody's change is overwritten unseen."""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.apps import apps
from django.db.models import Max

from authorities.models import Person
from authorities.refusal import Refused

from . import details
from .revisions import actor, in_words, lines_of, names_in, term

# What a form asks for, where the record keeps it under another name.
COLUMNS = {
    "supplier": "supplier_id", "agency": "agency_id", "job_title": "job_title_id", "job_role": "job_role_id",
}  # fmt: skip
OF_WORKER = ("swe_number", "name")


class Seen(NamedTuple):
    """The newest revision of the placement, of its rates and of its worker, when a form was drawn."""

    placement: int
    rate: int
    worker: int

    def __str__(self):
        return f"{self.placement}-{self.rate}-{self.worker}"


class Stale(Refused):
    """Nobody can say which version of the record a form was drawn from."""

    def __init__(self):
        super().__init__(
            "The portal cannot tell which version of the record this page was drawn from, so nothing is saved.",
            "Check your answers, then send them again.",
        )


class Theirs(NamedTuple):
    """One answer that somebody else has changed: when, by whom, and what it was and is, as stored and in words."""

    field: str
    at: datetime
    by: str
    was: str
    now: str


class Crossed(Refused):
    """Two people changed the same answer: `theirs` is what the other wrote, by field; `seen` is the record's newest."""

    def __init__(self, theirs, seen):
        [first, *_] = theirs.values()
        super().__init__(
            f"{first.by or 'The portal'} has changed this since you opened the page.",
            "Choose which answer to keep.",
            first.field,
        )
        self.theirs, self.seen = theirs, seen


def seen_of(placement):
    """The record's newest revisions now."""
    of = {
        "PlacementEvent": {"pgh_obj_id": placement.pk},
        "RateEvent": {"placement_id": placement.pk},
        "WorkerEvent": {"pgh_obj_id": placement.worker_id},
    }
    return Seen(
        *(_revisions(model, **which).aggregate(newest=Max("pgh_id"))["newest"] or 0 for model, which in of.items())
    )


def seen_from(text):
    """What a form sends back; None for what no form of ours sends."""
    parts = str(text or "").split("-")
    if len(parts) != len(Seen._fields) or not all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    ):
        return None
    return Seen(*map(int, parts))


def told(row, worker):
    """The answers of a placement, or of a revision of one, as forms ask for them."""
    said = {field: getattr(row, COLUMNS.get(field, field)) for field in (*COLUMNS, *details.OF_PLACEMENT)}
    return said | {field: getattr(worker, field) for field in OF_WORKER}


def told_then(placement, seen):
    """The answers as they stood in what was seen; raises Refused where there was no such version."""
    row = seen and _revisions("PlacementEvent", pgh_obj_id=placement.pk, pgh_id=seen.placement).first()
    of_worker = row and _revisions("WorkerEvent", pgh_obj_id=row.worker_id, pgh_id__lte=seen.worker)
    worker = of_worker and of_worker.order_by("-pgh_id").first()
    if not worker:
        raise Stale
    return told(row, worker)


def untouched_left_out(placement, worker, *, seen, mine):
    """Those of my answers (by field, as stored) that differ from what I saw. Where somebody else has changed the same
    one to something else since, raises Crossed; where they changed another, both changes stand."""
    then, now = told_then(placement, seen), told(placement, worker)
    touched = {field: value for field, value in mine.items() if value != then[field]}
    crossed = [field for field, value in touched.items() if now[field] not in (then[field], value)]
    if crossed:
        theirs = answers_since(placement, seen)
        raise Crossed({field: theirs[field] for field in crossed}, seen_of(placement))
    return touched


def answers_since(placement, seen):
    """The last change of each answer since what was seen, by field."""
    rows = list(_revisions("PlacementEvent", pgh_obj_id=placement.pk, pgh_id__gte=seen.placement).order_by("pgh_id"))
    workers = {row.worker_id for row in rows}
    of_workers = list(_revisions("WorkerEvent", pgh_obj_id__in=workers).order_by("pgh_id"))
    names = names_in([row.__dict__ for row in rows])
    found = {}
    for before, after in pairwise(rows):
        for field in (*COLUMNS, *details.OF_PLACEMENT):
            _note(found, field, before, after, names)
        if before.worker_id != after.worker_id:
            last = {each.pgh_obj_id: each for each in of_workers}
            for field in OF_WORKER:
                _say(found, field, after, *(getattr(last[row.worker_id], field) for row in (before, after)), names)
    for worker in workers:
        seen_first = [each for each in of_workers if each.pgh_obj_id == worker]
        for before, after in pairwise(seen_first):
            for field in OF_WORKER if after.pgh_id > seen.worker else ():
                _note(found, field, before, after, names)
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in={one.by for one in found.values()})}
    return {field: one._replace(by=people.get(one.by, "")) for field, one in found.items()}


def changes_since(placement, seen):
    """Every change to the placement, its rates and who its worker is since what was seen, as lines."""
    return lines_of(placement, after=seen)


def rates_then(placement, seen):
    """The rates by their first day as they stood in what was seen."""
    rates = {}
    for row in _revisions("RateEvent", placement_id=placement.pk, pgh_id__lte=seen.rate).order_by("pgh_id"):
        rates.pop(row.pgh_obj_id, None)
        if row.pgh_label != "delete":
            rates[row.pgh_obj_id] = row
    return {row.since: {part: getattr(row, part) for part in details.OF_RATE} for row in rates.values()}


def rate_since(placement, seen):
    """Who last wrote a rate since what was seen, and what, as the one answer `since`."""
    rows = _revisions("RateEvent", placement_id=placement.pk, pgh_id__gt=seen.rate).order_by("pgh_id")
    last = rows.last()
    by = Person.objects.filter(pk=_by(last)).first()
    what = "taken away" if last.pgh_label == "delete" else rate_in_words(last.since, last.hourly_pay, last.pay_type)
    return Theirs("since", last.pgh_created_at, str(by or ""), "", what)


def rate_in_words(since, hourly_pay, pay_type):
    """A rate as one answer."""
    pay = in_words("hourly_pay", hourly_pay, {})
    return f"{pay} an hour from {in_words('since', since, {})}, {in_words('pay_type', pay_type, {})}"


def answer_in_words(field, value):
    """An answer as stored, as people read it."""
    column = COLUMNS.get(field, field)
    return in_words(column, value, names_in([{column: value}]))


def noun(field):
    """An answer as it is called."""
    return term(COLUMNS.get(field, field))


def _note(found, field, before, after, names):
    column = COLUMNS.get(field, field)
    _say(found, field, after, getattr(before, column), getattr(after, column), names)


def _say(found, field, event, was, now, names):
    if was != now:
        column = COLUMNS.get(field, field)
        first = found[field].was if field in found else in_words(column, was, names)
        found[field] = Theirs(field, event.pgh_created_at, _by(event), first, in_words(column, now, names))


def _by(event):
    return actor(event.pgh_context and event.pgh_context.metadata)


def _revisions(model, **which):
    return apps.get_model("placements", model).objects.filter(**which).select_related("pgh_context")

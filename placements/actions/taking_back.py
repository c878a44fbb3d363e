"""Taking back one's own last change to a placement: what stood before stands again, and history keeps both."""

import pghistory
from django.db import DEFAULT_DB_ALIAS, IntegrityError
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from authorities.acting import acting
from authorities.refusal import Refused

from .. import last_change, meanwhile
from ..models import Change, Placement, Rate, Worker
from .desk import RATE_PARTS, VALUES

# What was made from the placement, or is a part of it, and goes with it.
FALLS_WITH_IT = {
    "placements.Placement", "placements.Rate", "placements.Draft", "placements.SearchText", "compliance.Finding",
    "compliance.Met", "compliance.DueItem",
}  # fmt: skip
COLUMNS = ["worker_id" if name == "worker" else name for name in VALUES]


def take_back(*, placement, by, seen):
    """Undo the last change, where it is one's own and at most 30 minutes old.

    Returns the placement, or None where its recording was taken back: then no row of it is left but its history.
    `seen` is what the page was drawn from. Raises Refused.
    """
    with acting(by):
        placement = Placement.objects.select_for_update(of=("self",)).select_related("worker").get(pk=placement.pk)
        if seen != meanwhile.seen_of(placement):
            raise Refused("The placement has changed since you opened the page.", "Look at it again.")
        last = last_change.to_take_back(placement, by)
        pghistory.context(took_back=str(last.change))
        keys = {placement.worker.match_key}
        rows = list(last_change.rows_before(placement, last.change))
        recorded = any(isinstance(first, Placement.pgh_event_model) and before is None for first, before in rows)
        if recorded:
            _remove(placement)
        else:
            _restore(placement, rows)
            placement = Placement.objects.select_related("worker").get(pk=placement.pk)
            keys.add(placement.worker.match_key)
        Change.objects.bulk_create(Change(match_key=key) for key in sorted(keys))
    return None if recorded else placement


def _remove(placement):
    """The placement and what was made from it; the record of the worker stays, for its history and its own time."""
    falling = Collector(using=DEFAULT_DB_ALIAS)
    try:
        falling.collect([placement])
    except ProtectedError as error:
        raise _rests(type(next(iter(error.protected_objects)))) from error
    rest = [model for model, rows in falling.data.items() if rows]
    rest += [rows.model for rows in falling.fast_deletes if rows.exists()]
    for model in rest:
        if model._meta.label not in FALLS_WITH_IT:
            raise _rests(model)
    placement.delete()


def _rests(model):
    name = model._meta.verbose_name
    return Refused(f"Something rests on this placement by now: {name}.", "Amend or end the placement instead.")


def _restore(placement, rows):
    """Write the rows as they stood before: rates that came go first, so that their days are free again."""
    try:
        for first, before in sorted(rows, key=_order):
            if isinstance(first, Placement.pgh_event_model):
                Placement.objects.filter(pk=placement.pk).update(**{name: getattr(before, name) for name in COLUMNS})
            elif isinstance(first, Rate.pgh_event_model):
                _restore_rate(first, before)
            elif before is not None:
                Worker.objects.filter(pk=first.pgh_obj_id).update(swe_number=before.swe_number, name=before.name)
    except IntegrityError as error:
        raise Refused("What stood before is in use by another record now.", "Amend the placement instead.") from error


def _order(row):
    first, before = row
    return isinstance(first, Rate.pgh_event_model) and _held(before), first.pgh_id


def _held(before):
    return before is not None and before.pgh_label != "delete"


def _restore_rate(first, before):
    if not _held(before):
        Rate.objects.filter(pk=first.pgh_obj_id).delete()
        return
    parts = {part: getattr(before, part) for part in RATE_PARTS}
    Rate.objects.update_or_create(
        pk=first.pgh_obj_id, defaults={"placement_id": before.placement_id, "since": before.since, **parts}
    )

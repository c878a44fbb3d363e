"""The last change to a placement that stands, for whoever made it to take it back while it is fresh."""

from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.apps import apps
from django.db.models import Max, Min
from django.utils import timezone

from authorities.refusal import Refused

from .meanwhile import Seen
from .revisions import lines_of

WITHIN = timedelta(minutes=30)
EVERYTHING = Seen(0, 0, 0)
# Where what was written together is kept, and by which column it is the placement's.
KEPT_IN = {"PlacementEvent": "pgh_obj_id", "RateEvent": "placement_id", "WorkerEvent": "pgh_obj_id"}


class LastChange(NamedTuple):
    """What was written together, by whom (an id), until when it may be taken back, and what it was, in words."""

    change: object
    by: int | None
    at: datetime
    lines: tuple[str, ...]

    @property
    def until(self):
        return self.at + WITHIN


def last_change(placement):
    """The newest change to the placement, its rates or who its worker is that has not been taken back; or None."""
    lines = sorted(lines_of(placement, after=EVERYTHING), key=attrgetter("at"), reverse=True)
    undone = {line.took_back for line in lines}
    for change, together in groupby(lines, key=attrgetter("change")):
        written = list(together)
        first = written[0]
        if change is None or not (first.took_back or str(change) in undone):
            return LastChange(change, first.by, first.at, tuple(line.text for line in written if line.text))
    return None


def to_take_back(placement, by):
    """The last change, where it is this person's and fresh; raises Refused, in words, where it is not."""
    if placement.conversions.filter(started_on__isnull=False).exists():
        raise Refused("A permanent post that the worker has started in rests on this placement.", "Amend it instead.")
    last = last_change(placement)
    if last is None or last.by is None or last.change is None:
        raise Refused("There is no change that you can take back.", "Amend the placement instead.")
    if last.by != by.pk:
        raise Refused("Somebody else has changed this placement since.", "Amend it instead, or ask them.")
    if timezone.now() > last.until:
        raise Refused("More than 30 minutes have passed since your change.", "Amend the placement instead.")
    return last


def rows_before(placement, change):
    """What one change wrote, as (its first revision, the one before it or None) for each row.

    Raises Refused where somebody has written one of the rows since.
    """
    of = {"PlacementEvent": placement.pk, "RateEvent": placement.pk, "WorkerEvent": placement.worker_id}
    for model, column in KEPT_IN.items():
        events = apps.get_model("placements", model).objects
        wrote = events.filter(**{column: of[model]}, pgh_context_id=change)
        for row in wrote.values("pgh_obj_id").annotate(first=Min("pgh_id"), last=Max("pgh_id")).order_by("first"):
            same = events.filter(pgh_obj_id=row["pgh_obj_id"])
            _nothing_since(same.filter(pgh_id__gt=row["last"]))
            before = same.filter(pgh_id__lt=row["first"]).order_by("-pgh_id").first()
            yield same.get(pgh_id=row["first"]), before


def _nothing_since(events):
    """Refuse where one of these later revisions stands: it was not taken back, and took nothing back itself."""
    later = list(events.values_list("pgh_context_id", "pgh_context__metadata__took_back"))
    undone = {took_back for _, took_back in later}
    for change, took_back in later:
        if not took_back and str(change) not in undone:
            raise Refused("Somebody else has changed this placement since.", "Amend it instead, or ask them.")

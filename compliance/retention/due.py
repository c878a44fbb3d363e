"""Which records are past their time on a day, by the schedule, and which of them are held."""

from datetime import datetime, time

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from compliance.periods import months_from
from placements.models import Correction, Hold, Placement, Post, Worker

from .schedule import AFTER_WINDOW


def cutoff(on, wait):
    """Records whose last day is before this one are past their time; `wait` is the longest window in months."""
    return months_from(on, -(wait + AFTER_WINDOW))


def workers_past(on, wait):
    """The workers whose records are past their time on the day (local date), those held among them."""
    before = cutoff(on, wait)
    needed = [
        Exists(Placement.objects.filter(worker=OuterRef("pk")).filter(_reaches("ended_on", before))),
        Exists(Post.objects.filter(worker=OuterRef("pk")).filter(_reaches("left_on", before))),
        Exists(Correction.objects.filter(worker=OuterRef("pk"), outcome="")),
    ]
    past = Worker.objects.filter(pseudonymised_on__isnull=True)
    for condition in needed:
        past = past.exclude(condition)
    return past.exclude(_nothing_but_changed_since(before))


def workers_due(on, wait):
    """Of those, the workers whose records nobody holds: they are pseudonymised."""
    return workers_past(on, wait).exclude(Exists(holds_on(on).filter(worker=OuterRef("pk"))))


def workers_held(on, wait):
    """Of those, the workers whose records somebody holds: they are left alone and counted."""
    return workers_past(on, wait).filter(Exists(holds_on(on).filter(worker=OuterRef("pk"))))


def holds_on(day):
    """Holds in force on the day (local date)."""
    return Hold.objects.filter(ended_at__isnull=True, until_on__gte=day)


def start_of(day):
    """The first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def reasons_to_keep(worker, on):
    """What keeps a record from being pseudonymised at once, each as a sentence and whether it holds on the day."""
    return [
        ("This record has been pseudonymised.", worker.pseudonymised_on is not None),
        ("A placement goes on.", worker.placements.filter(_reaches("ended_on", on)).exists()),
        ("A post goes on.", worker.posts.filter(_reaches("left_on", on)).exists()),
        ("A request for correction waits.", worker.corrections.filter(outcome="").exists()),
        ("Somebody holds the record.", holds_on(on).filter(worker=worker).exists()),
    ]


def _reaches(column, before):
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": before})


def _nothing_but_changed_since(before):
    """A worker without a placement or a post, whose record was last changed on that day or later."""
    revisions = apps.get_model("placements", "WorkerEvent").objects
    changed = revisions.filter(pgh_obj_id=OuterRef("pk"), pgh_created_at__gte=start_of(before))
    nothing = [~Exists(model.objects.filter(worker=OuterRef("pk"))) for model in (Placement, Post)]
    return Q(*nothing, Exists(changed))

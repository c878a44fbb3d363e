"""Reads: how far a worker's move from a placement to a permanent post has come, and what may be recorded next."""

from django.db.models import Max

from authorities.models import Person
from authorities.wording import day_in_words

from .models import Conversion
from .revisions import Line, actor

Stage = Conversion.Stage
WAY = (Stage.INTEREST, Stage.OFFER, Stage.ACCEPTED, Stage.STARTED)
GIVEN_UP = (Stage.DECLINED, Stage.WITHDRAWN)


def going_on(placement):
    """The move that has neither been given up nor has another after it: the open or the completed one; or None."""
    return placement.conversions.filter(declined_on__isnull=True, withdrawn_on__isnull=True).first()


def next_stages(conversion):
    """What may be recorded next: any stage further on, and giving up once there is something to give up."""
    reached = [stage for stage, _ in conversion.stages()] if conversion else []
    if Stage.STARTED in reached:
        return []
    further = WAY[WAY.index(reached[-1]) + 1 :] if reached else WAY
    return [*further, *(GIVEN_UP if reached else ())]


def seen_of(placement):
    """The newest revision of any move from this placement; 0 where there is none."""
    return _events(placement).aggregate(newest=Max("pgh_id"))["newest"] or 0


def stages_told(placement, after=0):
    """Each stage as it was recorded: lines of the history, in the order of recording, of revisions after `after`."""
    lines, before = [], {}
    for event in _events(placement).select_related("pgh_context").order_by("pgh_id"):
        was = before.get(event.pgh_obj_id)
        for stage in Stage:
            on = getattr(event, f"{stage}_on")
            if event.pgh_id > after and on and (was is None or getattr(was, f"{stage}_on") != on):
                by = actor(event.pgh_context and event.pgh_context.metadata)
                text = f"Move to a permanent post: {stage.label[:1].lower()}{stage.label[1:]}, {day_in_words(on)}"
                lines.append(Line(event.pgh_created_at, by, text, event.pgh_context_id))
        before[event.pgh_obj_id] = event
    return lines


def named(lines):
    """Lines with the name of whoever wrote each."""
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in={line.by for line in lines})}
    return [(line, people.get(line.by, "The portal")) for line in lines]


def _events(placement):
    return Conversion.pgh_event_model.objects.filter(placement_id=placement.pk)

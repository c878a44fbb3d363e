"""Taking back a change to a placement, where no leave has been given upon it."""

from authorities.acting import acting
from authorities.refusal import Refused
from compliance.models import Assessment, Exemption
from placements import actions, last_change

from .assessments import assess


def take_back(*, placement, by, seen, judged_on):
    """Undo one's own last change and judge the placement anew (`judged_on`: a local date). Raises Refused.

    Returns the placement, or None where its recording was taken back.
    """
    with acting(by):
        last = last_change.to_take_back(placement, by)
        given = Exemption.pgh_event_model.objects.filter(placement_id=placement.pk, pgh_created_at__gte=last.at)
        if given.exclude(pgh_context_id=last.change).exists():
            raise Refused(
                "An exemption or approval was given since, and rests on your change.", "Amend the placement instead."
            )
        left = actions.take_back(placement=placement, by=by, seen=seen)
    if left is not None:
        assess(placement_ids=[left.pk], reason=Assessment.Reason.CHANGED, judged_on=judged_on)
    return left

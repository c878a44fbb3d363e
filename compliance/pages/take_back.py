"""Take back what one did last to a placement: what it was, until when, and what will stand again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import permitted
from authorities.refusal import Refused
from compliance import actions, altering
from placements import meanwhile
from placements.altering import SEEN
from placements.last_change import to_take_back


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def take_back(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    refused = ""
    if request.method == "POST":
        try:
            return taken_back(request, placement)
        except Refused as refusal:
            refused = str(refusal)
    last = None
    try:
        last = to_take_back(placement, request.user)
    except Refused as refusal:
        refused = refused or str(refusal)
    context = {"placement": placement, "last": last, "refused": refused, "seen": meanwhile.seen_of(placement)}
    return render(request, "compliance/take_back.html", context)


def taken_back(request, placement):
    """Undo it, and lead to the placement: also where only its history is left."""
    before, seen = altering.standing(placement), meanwhile.seen_from(request.POST.get(SEEN))
    left = actions.take_back(placement=placement, by=request.user, seen=seen, judged_on=clock.today())
    if left is None:
        messages.success(request, f"Placement {placement.reference} is taken back")
    else:
        messages.success(request, "Your change is taken back")
        altering.say(request, altering.differences(before, altering.standing(left)))
    return redirect("placement", placement.pk)

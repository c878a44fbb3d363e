"""Answer the breaches of a placement: say why the authority goes ahead, next to what was found."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.refusal import Refused
from compliance.breaches import listed
from compliance.models import Finding
from placements import actions, queries

from .check_placement import GoingAheadForm


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def answer_breach(request, placement_id):
    own = queries.own_placements(request.user).select_related("authority", "worker")
    placement = get_object_or_404(own, pk=placement_id)
    breaches = uncovered(placement, request.user, clock.today())
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = GoingAheadForm(typed, initial={"breach_reason": placement.breach_reason})
    if request.method == "POST" and form.is_valid() and answered(form, placement, request.user):
        messages.success(request, "Your answer has been saved.")
        return redirect("placement", placement.pk)
    context = {
        "form": form,
        "placement": placement,
        "breaches": [breach.as_dict() for breach in breaches],
        "person_token": kept.token(request.user),
    }
    return render(request, "compliance/answer_breach.html", context)


def uncovered(placement, person, on):
    """The breaches of the placement that stand without leave, each once however many stretches it goes through."""
    found = listed(Finding.objects.for_user(person).breaches().filter(placement=placement), on)
    return list(found.filter(cover__isnull=True).order_by("agreement", "clause", "from_on"))


def answered(form, placement, by):
    """Whether the answer was taken."""
    try:
        actions.amend(placement=placement, by=by, breach_reason=form.cleaned_data["breach_reason"])
    except Refused as refused:
        form.add_error("breach_reason", str(refused))
        return False
    return True

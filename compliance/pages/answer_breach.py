"""Answer the breaches of a placement: say why the authority goes ahead, next to what was found."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from compliance import altering
from compliance.breaches import listed
from compliance.models import Finding
from placements import actions
from placements.altering import AlteringForm

from .check_placement import GoingAheadForm

DONE = "Your answer has been saved."


class AnswerBreachForm(GoingAheadForm, AlteringForm):
    """The reason as it stands on record; of two who write it at once neither loses theirs."""

    asks = ("breach_reason",)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def answer_breach(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    form = AnswerBreachForm(altering.typed(request), placement=placement)
    # No rule reads the reason, so that nothing has to be judged anew.
    if request.method == "POST" and form.is_valid() and altering.taken(request, form, actions.amend, done=DONE):
        return redirect("placement", placement.pk)
    breaches = [breach.as_dict() for breach in uncovered(placement, clock.today())]
    return altering.page(request, "compliance/answer_breach.html", form, placement, breaches=breaches)


def uncovered(placement, on):
    """The breaches of the placement that stand without leave, each once however many stretches it goes through."""
    found = listed(Finding.objects.breaches().filter(placement=placement), on)
    return list(found.filter(cover__isnull=True).order_by("agreement", "clause", "from_on"))

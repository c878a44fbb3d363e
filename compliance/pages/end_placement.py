"""End a placement: the last day worked, and why."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import ChoiceField, DateField
from authorities.wording import day_in_words
from compliance import altering
from placements import actions, checks
from placements.altering import AlteringForm
from placements.models import Placement

REOPEN = "reopen"


class EndPlacementForm(AlteringForm):
    """The two questions."""

    ended_on = DateField(label="Last day worked", help_text="It may lie ahead, where it is agreed.")
    end_reason = ChoiceField(
        label="Why did it end?",
        help_text="The main reason. The supplier can read it.",
        choices=Placement.EndReason.choices,
    )

    asks = ("ended_on", "end_reason")
    nouns = {"ended_on": "last day worked", "end_reason": "why it ended"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].earliest = self.placement.started_on
        self.fields["ended_on"].latest = checks.latest_day(today)


class ReopenForm(AlteringForm):
    """That it has not ended after all: nothing to fill in."""


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def end_placement(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    typed = altering.typed(request)
    if request.method == "POST" and REOPEN in request.POST:
        return reopen(request, placement)
    form = EndPlacementForm(typed, placement=placement, today=clock.today())
    last = form.cleaned_data.get("ended_on") if form.is_bound and form.is_valid() else None
    done = f"The last day of placement {placement.reference} is {day_in_words(last)}"
    if altering.sent(request, form, ended, done=done):
        return redirect("placement", placement.pk)
    return altering.page(request, "compliance/end_placement.html", form, placement)


def ended(*, ended_on, **more):
    return actions.end(on=ended_on, **more)


def reopen(request, placement):
    """Take the last day away again; where somebody else has meanwhile changed it, show the page as it is now."""
    form = ReopenForm(request.POST, placement=placement)
    if altering.sent(request, form, actions.reopen, done=f"Placement {placement.reference} has not ended"):
        return redirect("placement", placement.pk)
    for sentence in (sentence for errors in form.errors.values() for sentence in errors):
        messages.error(request, sentence)
    return redirect("end_placement", placement.pk)

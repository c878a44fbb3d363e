"""References of one placement, one by one: asked for, received, and the authority’s own; and adding one."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import ChoiceField, DateField
from placements import actions, checks, queries
from placements.actions.references import ASKED, GIVEN, RECEIVED
from placements.forms import RecordingForm

SAVED = {
    ASKED: "The request has been saved.",
    RECEIVED: "The reference has been saved.",
    GIVEN: "Your own reference has been saved.",
}
COLUMNS = (
    Column("What", lambda one: one.get_kind_display()),
    Column("From or to whom", lambda one: one.who),
    Column("Asked for", lambda one: one.asked_on),
    Column("Received or given", lambda one: one.done_on),
)


class ReferenceForm(RecordingForm):
    """Three answers: what happened, from or to whom, and when."""

    what = ChoiceField(
        label="What happened?",
        choices=[
            (ASKED, "We asked somebody for a reference"),
            (RECEIVED, "A reference came"),
            (GIVEN, "We gave our own reference"),
        ],
    )
    who = forms.CharField(
        label="From whom, or to whom?",
        help_text="An employer and a job are enough, such as “Team manager, Example Council”",
        max_length=200,
    )
    on = DateField(
        label="On which day?",
        help_text="The day on which it was asked for, came or was given",
        earliest=checks.EARLIEST_DAY,
    )
    nouns = {"what": "what happened", "who": "who it is from, or for", "on": "day"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = today


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def references(request, placement_id):
    own = queries.own_placements(request.user).select_related("authority", "worker")
    placement = get_object_or_404(own, pk=placement_id)
    every = placement.references.order_by("done_on", "asked_on", "pk")
    if downloads.asked_for(request):
        of = {"about": "placements_placement", "about_id": str(placement.pk)}
        title = f"References for placement {placement}"
        return downloads.answered(request, Listing("references", title, columns=COLUMNS, rows=every, **of))
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = ReferenceForm(typed, today=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and form.recorded(actions.record_reference, placement=placement, by=request.user)
    ):
        messages.success(request, SAVED[form.cleaned_data["what"]])
        return redirect("references", placement.pk)
    listed = list(every)
    context = {
        "form": form,
        "placement": placement,
        "references": listed,
        "came": sum(each.kind == "received" and each.done_on is not None for each in listed),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/references.html", context)

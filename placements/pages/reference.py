"""One reference: when it came, what is wrong in it, or taking it away."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from authorities.people import Appointment
from placements import actions, checks
from placements.forms import RecordingForm
from placements.models import Reference


class AmendReferenceForm(RecordingForm):
    """From whom, asked for when, come when; of one’s own, to whom and when."""

    who = forms.CharField(max_length=200)
    asked_on = DateField(
        label="When was it asked for?",
        help_text="Leave this empty if you do not know",
        required=False,
        earliest=checks.EARLIEST_DAY,
    )
    done_on = DateField(required=False, earliest=checks.EARLIEST_DAY)
    nouns = {"who": "who it is from, or for", "asked_on": "day it was asked for", "done_on": "day it came"}

    def __init__(self, *args, reference, today, **kwargs):
        values = {name: getattr(reference, name) for name in ("who", "asked_on", "done_on")}
        super().__init__(*args, initial=values, **kwargs)
        given = reference.kind == Reference.Kind.GIVEN
        self.fields["who"].label = "To whom?" if given else "From whom?"
        self.fields["done_on"].label = "When was it given?" if given else "When did it come?"
        for name in ("asked_on", "done_on"):
            self.fields[name].latest = today
            self.fields[name].quietly_optional = True
        if not given:
            self.fields["done_on"].help_text = "Leave this empty while you wait for it"


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def reference(request, placement_id, reference_id):
    own = Reference.objects.for_user(request.user, Appointment.Role.HR_OFFICER)
    found = get_object_or_404(
        own.select_related("placement__authority", "placement__worker"), pk=reference_id, placement=placement_id
    )
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_reference(reference=found, by=request.user)
        messages.success(request, "The reference has been taken away.")
        return redirect("references", placement_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = AmendReferenceForm(typed, reference=found, today=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and form.recorded(actions.amend_reference, reference=found, by=request.user)
    ):
        messages.success(request, "The reference has been saved.")
        return redirect("references", placement_id)
    context = {"form": form, "reference": found, "person_token": kept.token(request.user)}
    return render(request, "placements/reference.html", context)

"""Hold a worker's record past its time: why, and until when; or end the hold."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from placements import actions, checks, rights
from placements.forms import RecordingForm


class HoldForm(RecordingForm):
    """Why and until when."""

    why = forms.CharField(
        label="Why must the record be kept?",
        help_text="For example, a claim or an investigation. The worker can read this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until_on = DateField(label="Until which day?", help_text="That day is included. You can hold it again later.")
    nouns = {"why": "why the record must be kept", "until_on": "last day"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until_on"].earliest, self.fields["until_on"].latest = today, checks.latest_day(today)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.hold_records")
def hold_record(request, worker_id):
    worker = get_object_or_404(rights.workers_held_by(request.user), pk=worker_id)
    if request.method == "POST" and "end" in request.POST:
        actions.end_hold(worker=worker, by=request.user)
        messages.success(request, "The record is no longer held.")
        return redirect("worker_record", worker.pk)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = HoldForm(typed, today=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and form.recorded(actions.hold_record, worker=worker, by=request.user)
    ):
        messages.success(request, "The record is held.")
        return redirect("worker_record", worker.pk)
    context = {
        "form": form,
        "worker": worker,
        "holds": worker.holds.order_by("-placed_at", "-pk"),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/hold_record.html", context)

"""A correction that a worker asked for, and the answer: corrected, or not and why."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import kept
from authorities.access import permitted
from authorities.forms import ChoiceField
from placements import actions, rights
from placements.forms import RecordingForm
from placements.models import Correction


class AnswerForm(RecordingForm):
    """What was done, and why."""

    outcome = ChoiceField(
        label="What did you do?",
        choices=[("corrected", "The record is corrected"), ("not_corrected", "The record stays as it is")],
        error_messages={"required": "Select what you did"},
    )
    answer = forms.CharField(
        label="Your answer to the worker",
        help_text="Say what was put right. Where the record stays as it is, say why.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    nouns = {"answer": "your answer"}

    def clean(self):
        typed = super().clean()
        if typed.get("outcome") == Correction.Outcome.NOT_CORRECTED and not typed.get("answer"):
            self.add_error("answer", "Enter why the record stays as it is")
        return typed


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.give_record")
def correction(request, correction_id):
    asked = get_object_or_404(rights.corrections_answered_for(request.user), pk=correction_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = AnswerForm(typed)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.recorded(actions.answer_correction, correction=asked, by=request.user)
    ):
        messages.success(request, "The answer is saved. Tell the worker, or make a new link so that they can read it.")
        return redirect("correction", asked.pk)
    context = {
        "asked": asked,
        "answer_by": rights.answer_by(timezone.localtime(asked.asked_at).date()),
        "form": form,
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/correction.html", context)

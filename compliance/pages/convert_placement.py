"""Move to a permanent post: how far it has come, and the next stage with its day."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import ChoiceField, DateField
from authorities.wording import day_in_words
from compliance import altering
from placements import actions, checks, conversions
from placements.forms import RecordingForm

Stage = conversions.Stage


class StageForm(RecordingForm):
    """The two questions."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    stage = ChoiceField(label="What has happened?", help_text="Record each stage on its day. You may leave one out.")
    on = DateField(
        label="On which day?", help_text="For the start: the first day in the post", earliest=checks.EARLIEST_DAY
    )

    nouns = {"stage": "what has happened", "on": "day"}

    def __init__(self, *args, placement, move, today, **kwargs):
        super().__init__(*args, initial={"seen": conversions.seen_of(placement)}, **kwargs)
        self.fields["stage"].choices = [(stage.value, stage.label) for stage in conversions.next_stages(move)]
        self.fields["on"].latest = today

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else -1


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def convert_placement(request, placement_id):
    placement, today = altering.own_placement(request, placement_id), clock.today()
    move = conversions.going_on(placement)
    form = StageForm(altering.typed(request), placement=placement, move=move, today=today)
    if request.method == "POST" and form.is_valid() and recorded(request, form, placement):
        return redirect("placement", placement.pk)
    told = conversions.named(conversions.stages_told(placement))
    over = not conversions.next_stages(move)
    return altering.page(
        request, "compliance/convert_placement.html", form, placement, told=told, over=over, fresh=form["seen"].initial
    )


def recorded(request, form, placement):
    """Whether the stage was taken; where the worker has started, the rules are asked anew at once."""
    before = altering.standing(placement)
    if not form.recorded(actions.record_stage, placement=placement, by=request.user):
        return False
    stage, on = Stage(form.cleaned_data["stage"]), form.cleaned_data["on"]
    messages.success(request, f"Recorded for the move to a permanent post: {stage.label}, {day_in_words(on)}")
    if stage == Stage.STARTED:
        altering.judged_anew(request, placement, before)
    return True

"""Extend a placement: one date, judged at once."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from authorities.wording import day_in_words
from compliance import altering
from placements import actions, checks
from placements.altering import AlteringForm

# Whoever extends types the new day: the old one would have to be deleted first.
EMPTY = {"expected_end_on": None}


class ExtendPlacementForm(AlteringForm):
    """The one question."""

    expected_end_on = DateField(label="New expected end date", help_text="The last day of work")

    asks = ("expected_end_on",)
    nouns = {"expected_end_on": "expected end date"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expected_end_on"].earliest = self.placement.started_on
        self.fields["expected_end_on"].latest = checks.latest_day(today)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def extend_placement(request, placement_id):
    placement = altering.own_placement(request, placement_id)
    form = ExtendPlacementForm(altering.typed(request), placement=placement, today=clock.today(), initial=EMPTY)
    until = form.cleaned_data.get("expected_end_on") if form.is_bound and form.is_valid() else None
    done = f"Placement {placement.reference} is expected to end on {day_in_words(until)}"
    if altering.sent(request, form, actions.extend, done=done):
        return redirect("placement", placement.pk)
    return altering.page(request, "compliance/extend_placement.html", form, placement)

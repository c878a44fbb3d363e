"""Extend the term of a project team, or close it."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from placements import actions, checks, team_queries
from placements.forms import RecordingForm


class ExtendForm(RecordingForm):
    """Until when, as agreed when, and why."""

    until_on = DateField(
        label="New last day of the term", help_text="That day is included", earliest=checks.EARLIEST_DAY
    )
    extended_on = DateField(
        label="Day on which it was agreed",
        help_text="When you and the supplier agreed to go on",
        earliest=checks.EARLIEST_DAY,
    )
    why_extended = forms.CharField(
        label="Why it was extended",
        help_text="The work that is not done yet. Leave out anything about health or conduct",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    nouns = {"why_extended": "why it was extended"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until_on"].latest = checks.latest_day(today)
        self.fields["extended_on"].latest = today


class CloseForm(RecordingForm):
    """The last day of the team."""

    closed_on = DateField(
        label="Last day of the team",
        help_text="The placements of its members go on until you end each of them.",
        earliest=checks.EARLIEST_DAY,
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].latest = checks.latest_day(today)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def extend_team(request, team_id):
    return _asked(request, team_id, ExtendForm, actions.extend_team, ("Extend", "The team has been extended."))


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def close_team(request, team_id):
    return _asked(request, team_id, CloseForm, actions.close_team, ("Close", "The team has been closed."))


def _asked(request, team_id, form_class, action, words):
    team = get_object_or_404(team_queries.own_teams(request.user), pk=team_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = form_class(typed, today=clock.today())
    verb, done = words
    if request.method == "POST" and form.is_valid() and form.recorded(action, team=team, by=request.user):
        messages.success(request, done)
        return redirect("team", team.pk)
    context = {"form": form, "team": team, "verb": verb, "person_token": kept.token(request.user)}
    return render(request, "placements/extend_team.html", context)

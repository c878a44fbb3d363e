"""Put a placement in a project team, or take it out again."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import jobs
from authorities.access import permitted
from authorities.people import Appointment
from authorities.wording import day_in_words
from placements import actions, team_queries
from placements.forms import RecordingForm
from placements.models import Placement, TeamMember


class Placed(forms.ModelChoiceField):
    """A placement by who it is, its reference and its first day."""

    def label_from_instance(self, placement):
        worker = placement.worker.name or placement.worker.swe_number
        return f"{worker}, {placement.reference}, from {day_in_words(placement.started_on)}"


class MemberForm(RecordingForm):
    """Which placement."""

    placement = Placed(Placement.objects.none(), label="Placement", empty_label="Choose a placement")

    nouns = {"placement": "a placement"}

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["placement"].queryset = candidates


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def add_to_team(request, team_id):
    team = get_object_or_404(team_queries.own_teams(request.user), pk=team_id)
    found = team_queries.candidates(team)
    form = MemberForm(request.POST if request.method == "POST" else None, candidates=found)
    if request.method == "POST" and form.is_valid() and form.recorded(actions.add_to_team, team=team, by=request.user):
        jobs.hurry("assess_stale")
        messages.success(request, f"{form.cleaned_data['placement']} has been put in the team.")
        return redirect("team", team.pk)
    return render(request, "placements/add_to_team.html", {"form": form, "team": team, "any": found.exists()})


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def take_from_team(request, team_id, placement_id):
    own = TeamMember.objects.for_user(request.user, Appointment.Role.HR_OFFICER)
    places = own.select_related("team__authority", "placement__worker")
    member = get_object_or_404(places, team=team_id, placement=placement_id)
    if request.method == "POST":
        actions.take_from_team(member=member, by=request.user)
        messages.success(request, f"{member.placement} has been taken out of the team.")
        return redirect("team", team_id)
    return render(request, "placements/take_from_team.html", {"member": member})

"""Make a project team, and amend what was said of one."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import DateField
from authorities.models import Supplier
from authorities.people import Appointment
from placements import actions, checks, team_queries
from placements.forms import RecordingForm


class TeamForm(RecordingForm):
    """What a supplier offers as a team."""

    name = forms.CharField(label="Name of the team", help_text="As the supplier calls it", max_length=100)
    purpose = forms.CharField(
        label="Purpose",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The piece of work it is for",
    )
    from_on = DateField(
        label="First day of the term", help_text="The first day on which a member works", earliest=checks.EARLIEST_DAY
    )
    until_on = DateField(
        label="Last day of the term",
        help_text="As agreed with the supplier. That day is included",
        earliest=checks.EARLIEST_DAY,
    )

    nouns = {"name": "a name of the team", "purpose": "the purpose"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_on", "until_on"):
            self.fields[name].latest = checks.latest_day(today)

    def clean(self):
        typed = super().clean()
        first, last = typed.get("from_on"), typed.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "Last day of the term must be on or after the first day")
        return typed


class NewTeamForm(TeamForm):
    """A team that is not on record yet: whose it is, and which supplier offers it."""

    authority = forms.ChoiceField(label="Authority")
    supplier = forms.ModelChoiceField(
        Supplier.objects.all(),
        label="Supplier",
        help_text="Whoever offers the workers together",
        empty_label="Choose a supplier",
    )

    field_order = ("authority", "supplier")
    nouns = TeamForm.nouns | {"supplier": "a supplier"}

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {authority.ons_code: authority for authority in own}
        self.fields["authority"].choices = [(code, authority.name) for code, authority in self.own.items()]
        if len(self.own) == 1:
            del self.fields["authority"]

    def clean(self):
        typed = super().clean()
        return typed | {"authority": self.own.get(typed.get("authority") or next(iter(self.own)))}


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def make_team(request):
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = NewTeamForm(typed, own=own, today=clock.today())
    if request.method == "POST" and form.is_valid() and form.recorded(actions.make_team, by=request.user):
        messages.success(request, f"{form.cleaned_data['name']} has been recorded. Now put its members in it.")
        return redirect("teams")
    return _drawn(request, form, None)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def amend_team(request, team_id):
    team = get_object_or_404(team_queries.own_teams(request.user), pk=team_id)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    stands = {name: getattr(team, name) for name in ("name", "purpose", "from_on", "until_on")}
    form = TeamForm(typed, initial=stands, today=clock.today())
    if request.method == "POST" and form.is_valid() and form.recorded(actions.amend_team, team=team, by=request.user):
        messages.success(request, "The team has been amended.")
        return redirect("team", team.pk)
    return _drawn(request, form, team)


def _drawn(request, form, team):
    context = {"form": form, "team": team, "person_token": kept.token(request.user)}
    return render(request, "placements/make_team.html", context)

"""Job titles: what an authority's own titles mean today, what others mean by them, and adding one."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, jobs, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import DateField, PortalForm
from authorities.models import JobRole
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import actions, checks, queries, title_queries

COLUMNS = (
    Column("Job title", lambda one: one.title),
    Column("Role today", lambda one: one.role_name or "No role yet"),
    Column("What others say", lambda one: "; ".join(map(_told, one.suggestions))),
    Column("Authority", lambda one: str(one.authority)),
)


class MeaningForm(PortalForm):
    """The role that a title means, and from when."""

    job_role = forms.ModelChoiceField(
        JobRole.objects.none(),
        label="Role",
        help_text="The role of the agreement that the title stands for",
        empty_label="Choose a role",
    )
    since = DateField(label="From", earliest=checks.EARLIEST_DAY, help_text="The first day on which it means this role")

    nouns = {"job_role": "a role", "since": "day from which it means this role"}

    def __init__(self, *args, own, today, **kwargs):
        super().__init__(*args, **kwargs)
        roles = JobRole.objects.filter(region__memberships__authority__in=own)
        self.fields["job_role"].queryset = roles.distinct()
        self.fields["since"].latest = checks.latest_day(today)

    def said(self, authority, title, by):
        """Store what the title means, and have placements judged anew; False where it was refused."""
        role, since = self.cleaned_data["job_role"], self.cleaned_data["since"]
        try:
            actions.map_title(authority=authority, title=title, job_role=role, since=since, by=by)
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))
            return False
        jobs.hurry("assess_stale")
        return True


class JobTitleForm(MeaningForm):
    """A title of one's own authority with its first meaning."""

    authority = forms.ChoiceField(label="Authority")
    job_title = forms.CharField(
        label="Job title", max_length=100, help_text="As your own contracts and orders write it"
    )

    field_order = ("authority", "job_title", "job_role", "since")
    nouns = MeaningForm.nouns | {"job_title": "a job title"}

    def __init__(self, *args, own, today, **kwargs):
        super().__init__(*args, own=own, today=today, **kwargs)
        self.own = {authority.ons_code: authority for authority in own}
        self.fields["authority"].choices = [(code, authority.name) for code, authority in self.own.items()]
        if len(self.own) == 1:
            del self.fields["authority"]

    def added(self, by):
        """Store the title with its meaning; False where it was refused."""
        authority = self.own[self.cleaned_data.get("authority") or next(iter(self.own))]
        return self.said(authority, self.cleaned_data["job_title"], by)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.map_titles")
def job_titles(request):
    today = clock.today()
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    titles = with_suggestions(queries.titles_as_on(own, today), today)
    if downloads.asked_for(request):
        return downloads.answered(request, Listing("job-titles", "Job titles", "authorities_jobtitle", COLUMNS, titles))
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = JobTitleForm(typed, own=own, today=today)
    if request.method == "POST" and form.is_valid() and form.added(request.user):
        messages.success(request, f"{form.cleaned_data['job_title']} means {form.cleaned_data['job_role']}.")
        return redirect("job_titles")
    context = {"form": form, "titles": titles, "today": today, "person_token": kept.token(request.user)}
    return render(request, "placements/job_titles.html", context)


def with_suggestions(titles, today):
    """These titles, each with what others say of a title of the same words on the day (local date)."""
    titles = list(titles)
    suggested = title_queries.suggested(titles, today)
    for title in titles:
        title.suggestions = suggested.get(title_queries.plainly(title.title), [])
    return titles


def _told(one):
    return f"{one.authorities} other authorities: {one.role}"

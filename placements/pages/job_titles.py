"""Job titles: what an authority's own titles mean, and giving a meaning to one that has none."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import permitted
from authorities.forms import DateField, PortalForm
from authorities.models import JobRole, JobTitle
from authorities.people import Appointment
from authorities.refusal import Refused
from placements import actions, checks, queries


class JobTitleForm(PortalForm):
    """A title, the role that it means, and from when."""

    job_title = forms.ModelChoiceField(JobTitle.objects.none(), label="Job title", empty_label="Choose a job title")
    job_role = forms.ModelChoiceField(JobRole.objects.none(), label="Role", empty_label="Choose a role")
    since = DateField(label="From", earliest=checks.EARLIEST_DAY, help_text="The first day on which it means this role")

    nouns = {"job_title": "a job title", "job_role": "a role", "since": "day from which it means this role"}

    def __init__(self, *args, own, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["job_title"].queryset = JobTitle.objects.filter(authority__in=own).select_related("authority")
        roles = JobRole.objects.filter(region__memberships__authority__in=own)
        self.fields["job_role"].queryset = roles.distinct()
        self.fields["since"].latest = checks.latest_day(today)
        if len(own) > 1:
            self.fields["job_title"].label_from_instance = lambda title: f"{title} ({title.authority})"


@require_http_methods(["GET", "POST"])
@permitted("placements.map_titles")
def job_titles(request):
    today = clock.today()
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    form = JobTitleForm(request.POST or None, own=own, today=today)
    if form.is_valid() and said(request, form):
        return redirect("job_titles")
    return render(
        request, "placements/job_titles.html", {"form": form, "titles": queries.titles_as_on(own, today, request.user)}
    )


def said(request, form):
    """Store what the title means; False where it was refused."""
    typed = form.cleaned_data
    title = typed["job_title"]
    try:
        actions.map_title(
            authority=title.authority,
            title=title.title,
            job_role=typed["job_role"],
            since=typed["since"],
            by=request.user,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    messages.success(request, f"{title} means {typed['job_role']}.")
    return True

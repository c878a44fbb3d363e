"""Notice periods: the notice that an authority's own staff give in each role, and adding one."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock, downloads, kept
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.forms import DateField, WholeNumberField
from authorities.models import Authority, JobRole
from authorities.people import Appointment
from placements import actions, checks, queries
from placements.forms import RecordingForm

COLUMNS = (
    Column("Authority", lambda row: str(row[0])),
    Column("Role", lambda row: str(row[1])),
    Column("Weeks", lambda row: row[2].weeks if row[2] else "Not known"),
    Column("From", lambda row: row[2] and row[2].since),
    Column("Until", lambda row: row[3]),
)


class NoticeForm(RecordingForm):
    """The notice of own staff in a role, and from when."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Authority", empty_label="Choose an authority")
    job_role = forms.ModelChoiceField(
        JobRole.objects.none(), label="Role", help_text="Each role has a notice of its own", empty_label="Choose a role"
    )
    weeks = WholeNumberField(
        label="Notice",
        help_text="What a member of your own staff in this role must give when they leave. Count a month as 4 weeks.",
        min_value=0,
        max_value=checks.MOST_NOTICE_WEEKS,
        suffix="weeks",
    )
    since = DateField(label="From", help_text="The first day on which this notice holds", earliest=checks.EARLIEST_DAY)

    nouns = {
        "authority": "an authority",
        "job_role": "a role",
        "weeks": "notice in weeks",
        "since": "first day of this notice",
    }

    def __init__(self, *args, own, today, **kwargs):
        super().__init__(*args, **kwargs)
        if len(own) == 1:
            del self.fields["authority"]
        else:
            self.fields["authority"].queryset = Authority.objects.filter(pk__in=[each.pk for each in own])
        roles = JobRole.objects.filter(region__memberships__authority__in=own).distinct()
        self.fields["job_role"].queryset = roles
        self.fields["weeks"].width = 2
        self.fields["since"].latest = checks.latest_day(today)


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def notice_periods(request):
    own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
    found = queries.notices_of(own)
    if downloads.asked_for(request):
        none = [(None, None)]
        rows = [(of, role, *each) for of, roles in found for role, notices in roles for each in notices or none]
        listing = Listing("notice-periods", "Notice of your own staff", "placements_substantivenotice", COLUMNS, rows)
        return downloads.answered(request, listing)
    typed = request.POST if request.method == "POST" else kept.restored(request)
    form = NoticeForm(typed, own=own, today=clock.today())
    if request.method == "POST" and form.is_valid():
        authority = form.cleaned_data.pop("authority", own[0])
        if form.recorded(actions.record_substantive_notice, authority=authority, by=request.user):
            messages.success(request, "The notice has been saved.")
            return redirect("notice_periods")
    context = {
        "form": form,
        "authorities": found,
        "number": sum(len(roles) for _, roles in found),
        "person_token": kept.token(request.user),
    }
    return render(request, "placements/notice_periods.html", context)

"""May we engage this worker? The answer before anybody is engaged, and why."""

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import ButtonsField, PortalForm
from authorities.look_ups.models import LookUp
from authorities.people import Appointment
from authorities.refusal import TooMany
from authorities.sharing.readers import STAFF
from compliance import queries
from compliance.actions import look_ups
from compliance.amounts import HOURS
from compliance.answer import NOT_BEFORE
from compliance.forms import ProposalForm, weekly_hours
from compliance.shown import shown

Role, Purpose = Appointment.Role, LookUp.Purpose
NOT_SENT_AGAIN = {"csrfmiddlewaretoken", kept.TOKEN, "hours_per_week"}
WHY_HOURS = "For PAYE near a cap the answer turns on them: employer National Insurance goes by the week."
PURPOSES = [each for each in Purpose.choices if each[0] != Purpose.RECORD]


class HoursForm(PortalForm):
    """The one thing more, where the answer turns on it."""

    hours_per_week = weekly_hours(help_text=WHY_HOURS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours_per_week"].width = 4


class CheckWorkerForm(ProposalForm):
    """The five questions, sent by saying why; first of all the authority, for those who act for several.

    The weekly hours are a question only to somebody whose answer turned on them.
    """

    authority_code = forms.ChoiceField(label="Authority")
    hours_per_week = weekly_hours(help_text=WHY_HOURS, required=False)
    purpose = ButtonsField(
        label="Why are you checking this worker?",
        help_text="Choose one to see the answer. It is kept with your name that you asked, and why.",
        choices=PURPOSES,
    )

    field_order = (
        "authority_code", "swe_number", "job_title", "job_role", "pay_type", "hourly_pay", "started_on",
        "hours_per_week", "purpose",
    )  # fmt: skip
    nouns = ProposalForm.nouns | {"authority_code": "an authority", "purpose": "why you are checking this worker"}

    def __init__(self, *args, authorities, **kwargs):
        only = authorities[0] if len(authorities) == 1 else None
        super().__init__(*args, authority=only, **kwargs)
        self.fields["hours_per_week"].width = 4
        if "hours_per_week" not in self.data:
            del self.fields["hours_per_week"]
        self.authorities = {authority.ons_code: authority for authority in authorities}
        if only:
            del self.fields["authority_code"]
        else:
            named = [(code, authority.name) for code, authority in self.authorities.items()]
            self.fields["authority_code"].choices = [("", "Choose an authority"), *named]
            roles = self.fields["job_role"].queryset.filter(region__memberships__authority__in=authorities)
            self.fields["job_role"].queryset = roles.distinct()

    def clean_authority_code(self):
        self.authority = self.authorities[self.cleaned_data["authority_code"]]
        return self.authority.ons_code


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("compliance.check_worker")
def check_worker(request):
    today = clock.today()
    authorities = queries.authorities_asked_for(request.user, today)
    if not authorities:
        return render(request, "compliance/check_worker.html", {"form": None})
    options = {"authorities": authorities, "today": today, "by": request.user}
    answer = too_many = None
    if request.method == "POST":
        form = CheckWorkerForm(request.POST, **options)
        if form.is_valid():
            answer, too_many = answer_to(form, request.user, today)
    elif typed := kept.restored(request):
        form = CheckWorkerForm(typed, **options).quietly()
    else:
        form = CheckWorkerForm(**options)
    return slowed(answered(request, form, answer, today), too_many)


def answered(request, form, answer, today):
    """The page: the questions, and above them the answer where there is one."""
    context = {"form": form, "person_token": kept.token(request.user), "today": today}
    if answer:
        context |= {
            "now": timezone.now(),
            "answer": shown(answer),
            "asked": asked(form),
            "carried": carried(request, form),
            "watched": sent_again(form) if may_watch(request.user, form, answer) else (),
            "hours": HoursForm() if wants_hours(form, answer) else None,
            "sent": sent_again(form),
        }
    return render(request, "compliance/check_worker.html", context)


def may_watch(person, form, answer):
    """Whether this person may be told when the worker is free: where that is what the answer waits for."""
    return answer.answer == NOT_BEFORE and form.authority in person.authorities_as(*STAFF)


def wants_hours(form, answer):
    """Whether the weekly hours alone would settle something: they are asked then, and not before."""
    waits = any(judged.outcome.missing == HOURS for judged, _ in answer.outcomes)
    return waits and not form.cleaned_data.get("hours_per_week")


def sent_again(form):
    """What was typed, to be sent once more by a button below the answer."""
    return [(name, value) for name, value in form.data.items() if name not in NOT_SENT_AGAIN]


def answer_to(form, person, today):
    """The answer, or None and what is said to somebody who has asked too often; the form says it too."""
    proposal = form.proposal(reads_record=queries.reads_record(person, form.authority))
    purpose, channel = form.cleaned_data["purpose"], LookUp.Channel.PAGE
    try:
        return look_ups.look_up(proposal=proposal, purpose=purpose, channel=channel, by=person, judged_on=today), None
    except TooMany as too_many:
        form.add_error(None, f"{too_many} What you typed is still here.")
        return None, too_many


def slowed(response, too_many):
    """The same page, marked for programs as one that came too often."""
    if too_many:
        response.status_code = 429
        response.headers["Retry-After"] = str(too_many.seconds)
    return response


def asked(form):
    """The question in one line, above its answer."""
    typed = form.cleaned_data
    job = typed.get("job_title") or typed.get("job_role")
    return {"swe_number": typed["swe_number"], "job": job, "authority": form.authority, "on": typed["started_on"]}


def carried(request, form):
    """What was typed, for the button that logs this placement; nothing where this person does not log for it."""
    if form.authority not in request.user.authorities_as(Role.HR_OFFICER):
        return []
    typed = form.data.dict()
    left_out = {"csrfmiddlewaretoken", kept.TOKEN, "authority_code", "purpose"}
    return [("authority", form.authority.ons_code), *((name, typed[name]) for name in typed if name not in left_out)]

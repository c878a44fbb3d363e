"""May we engage this worker? The answer before anybody is engaged, and why."""

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.people import Appointment
from compliance import queries
from compliance.forms import ProposalForm
from compliance.shown import shown

Role = Appointment.Role


class CheckWorkerForm(ProposalForm):
    """The five questions; first of all the authority, for those who act for several."""

    authority_code = forms.ChoiceField(label="Authority")

    field_order = ("authority_code", "swe_number", "job_title", "job_role", "pay_type", "hourly_pay", "started_on")
    nouns = ProposalForm.nouns | {"authority_code": "an authority"}

    def __init__(self, *args, authorities, **kwargs):
        only = authorities[0] if len(authorities) == 1 else None
        super().__init__(*args, authority=only, **kwargs)
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
        raise Http404
    options = {"authorities": authorities, "today": today}
    answer = None
    if request.method == "POST":
        form = CheckWorkerForm(request.POST, **options)
        if form.is_valid():
            reads_record = queries.reads_record(request.user, form.authority)
            answer = queries.answer(proposal=form.proposal(reads_record=reads_record), judged_on=today)
    elif typed := kept.restored(request):
        form = CheckWorkerForm(typed, **options).quietly()
    else:
        form = CheckWorkerForm(**options)
    context = {"form": form, "person_token": kept.token(request.user), "today": today}
    if answer:
        context |= {
            "now": timezone.now(),
            "answer": shown(answer),
            "asked": asked(form),
            "carried": carried(request, form),
        }
    return render(request, "compliance/check_worker.html", context)


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
    left_out = {"csrfmiddlewaretoken", kept.TOKEN, "authority_code"}
    return [("authority", form.authority.ons_code), *((name, typed[name]) for name in typed if name not in left_out)]

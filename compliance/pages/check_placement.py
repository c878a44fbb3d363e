"""Check your answers: what was typed, what each rule says of it, and the reason for going ahead with a breach."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from authorities import clock, kept
from authorities.access import permitted
from authorities.forms import PortalForm
from authorities.refusal import Refused, TooMany
from authorities.wording import day_in_words, in_pounds
from compliance import actions
from compliance.actions import look_ups
from compliance.forms import TextField
from compliance.models import Assessment
from compliance.shown import shown, uncovered_breaches
from placements import drafts
from placements.queries import on_record

from .check_worker import slowed
from .record_placement import RecordPlacementForm, asked_while_recording, own_draft, show_form

IN_WORDS = {
    "hourly_pay": in_pounds,
    "offered_hourly_pay": in_pounds,
    "started_on": day_in_words,
    "expected_end_on": day_in_words,
}
# Beside a term that has its answer, a question reads oddly.
TERMS = {"pay_type": "Paid through", "reason": "Reason for use"}


class GoingAheadForm(PortalForm):
    """Why the authority goes ahead although a rule is broken."""

    breach_reason = TextField(
        label="Why are you going ahead?",
        help_text="Up to 500 characters. It is kept with the placement. Leave out anything about health or conduct.",
        widget=forms.Textarea({"rows": 4}),
        checked_as="breach_reason",
        most=500,
        lines=True,
        error_messages={"required": "Enter why you are going ahead"},
    )


@require_http_methods(["GET", "POST"])
@kept.keeps_typed
@permitted("placements.record")
def check_placement(request, draft_id):
    draft, today = own_draft(request, draft_id), clock.today()
    if draft.placement_id:
        return redirect("placement", draft.placement_id)
    answers = RecordPlacementForm(draft.answers, authority=draft.authority, today=today, by=request.user)
    if not answers.is_valid():
        return recorded_meanwhile(draft) or show_form(request, answers, draft)
    try:
        answer = asked_while_recording(answers.proposal(), request.user, today)
    except TooMany as too_many:
        answers.add_error(None, f"{too_many} What you typed is kept.")
        return slowed(show_form(request, answers, draft), too_many)
    breaches = uncovered_breaches(answer)
    form = GoingAheadForm(request.POST if request.method == "POST" else kept.restored(request)) if breaches else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return record(request, draft, answers, form.cleaned_data if form else {}, today)
    typed = answers.cleaned_data
    other_name, others = on_record(
        draft.authority,
        swe_number=typed["swe_number"],
        name=typed["name"],
        on=typed["started_on"],
    )
    context = {
        "draft": draft,
        "typed": typed,
        "other_name": other_name,
        "others": others,
        "form": form,
        "answer": shown(answer),
        "breaches": breaches,
        "sections": sections(answers, reverse("change_placement", args=[draft.pk])),
        "person_token": kept.token(request.user),
    }
    return render(request, "compliance/check_placement.html", context)


def record(request, draft, answers, reason, today):
    """Save it, judge it at once, and show it; what cannot be saved goes back to the question it is about."""
    try:
        placement = drafts.record(draft=draft, by=request.user, **answers.facts(), **reason)
    except Refused as refused:
        answers.add_error(refused.field if refused.field in answers.fields else None, str(refused))
        return show_form(request, answers, draft)
    look_ups.recorded(proposal=answers.proposal(), by=request.user)
    actions.assess(placement_ids=[placement.pk], reason=Assessment.Reason.RECORDED, judged_on=today)
    messages.success(request, f"Placement {placement.reference} is recorded")
    return redirect("placement", placement.pk)


def recorded_meanwhile(draft):
    """Where the first of two presses has just recorded it, its own reference is what the second finds in use."""
    draft.refresh_from_db(fields=["placement"])
    return redirect("placement", draft.placement_id) if draft.placement_id else None


def sections(answers, change_url):
    """Each heading with its answers in words and a link back to each question."""
    return [
        (heading, [(term(field), in_words(answers, field), f"{change_url}#group_{field.auto_id}") for field in fields])
        for heading, fields in answers.in_sections()
    ]


def term(field):
    return TERMS.get(field.name, field.label)


def in_words(answers, field):
    """An answer as the page shows it."""
    value = answers.cleaned_data[field.name]
    if value in (None, ""):
        return "Not given"
    if field.name in IN_WORDS:
        return IN_WORDS[field.name](value)
    return dict(getattr(field.field, "choices", ())).get(value, value) if isinstance(value, str) else value

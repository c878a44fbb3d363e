"""Watches: workers that an authority waits for, each with the day from which they are free as last answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.refusal import Refused, TooMany
from authorities.sharing.readers import STAFF
from authorities.wording import day_in_words
from compliance import queries
from compliance.actions import look_ups
from compliance.actions import watches as actions
from compliance.answer import IN_WORDS, NOT_BEFORE
from compliance.watches import reads

from .check_worker import CheckWorkerForm, answered, slowed

COLOURS = {"yes": "green", "not_before": "yellow", "no": "red", "cannot_tell": "grey"}
COLUMNS = (
    Column("Registration number", lambda one: one["number"]),
    Column("Answer", lambda one: one["answer"]),
    Column("As", lambda one: str(one["job"])),
    Column("Authority", lambda one: str(one["watch"].authority)),
    Column("Start asked about", lambda one: one["watch"].starts_on),
    Column("Free from", lambda one: one["watch"].free_on),
    Column("Asked last", lambda one: one["watch"].asked_at),
    Column("Told on", lambda one: one["watch"].told_on),
    Column("Begun by", lambda one: str(one["watch"].by)),
    Column("Begun on", lambda one: one["watch"].made_at),
    Column("Why", lambda one: one["watch"].get_purpose_display()),
    Column("Ends by itself", lambda one: one["watch"].expires_on),
)


@require_http_methods(["GET", "POST"])
@permitted("compliance.watch")
def watches(request):
    if request.method == "POST":
        return begin(request)
    every = listed(request.user)
    if downloads.asked_for(request):
        listing = Listing("watches", "Workers you wait for", "compliance_watch", COLUMNS, every)
        return downloads.answered(request, listing)
    return render(request, "compliance/watches.html", {"watches": every, "now": timezone.now()})


def listed(person):
    """Each open watch with what the page says of it, and what is sent to ask about the worker once more."""
    several = len(queries.authorities_asked_for(person, clock.today())) > 1
    return [_shown(watch, several) for watch in reads.watches_of(person)]


def begin(request):
    """Ask the question of the page once more and watch from its answer: what a page sends back proves nothing."""
    today = clock.today()
    authorities = request.user.authorities_as(*STAFF)
    form = CheckWorkerForm(request.POST, authorities=authorities, today=today, by=request.user)
    if not form.is_valid():
        return answered(request, form, None, today)
    proposal = form.proposal(reads_record=queries.reads_record(request.user, form.authority))
    asked = {"purpose": form.cleaned_data["purpose"], "by": request.user}
    try:
        channel = look_ups.Channel.WATCH
        answer = look_ups.look_up(proposal=proposal, channel=channel, judged_on=today, **asked)
        actions.watch(proposal=proposal, answer=answer, **asked)
    except TooMany as too_many:
        form.add_error(None, str(too_many))
        return slowed(answered(request, form, None, today), too_many)
    except Refused as refused:
        form.add_error(None, str(refused))
        return answered(request, form, answer, today)
    free_on = day_in_words(answer.not_before)
    messages.success(request, f"You will be told on {free_on}, or when the answer changes before.")
    return redirect("watches")


@require_POST
@permitted("compliance.watch")
def end_watch(request, watch_id):
    """One press, and the number that the watch kept is gone."""
    watch = get_object_or_404(reads.every_watch_of(request.user), pk=watch_id)
    actions.end_watch(watch=watch, by=request.user)
    messages.success(request, "The watch has ended. The number it kept has been erased.")
    return redirect("watches")


def _shown(watch, several):
    number, start = reads.number_of(watch), max(watch.starts_on, watch.free_on)
    sent = {
        **({"authority_code": watch.authority.ons_code} if several else {}),
        "swe_number": number,
        **({"job_title": watch.job_title_id} if watch.job_title_id else {"job_role": watch.job_role_id}),
        "pay_type": watch.pay_type,
        "hourly_pay": watch.hourly_pay,
        "started_on_day": start.day,
        "started_on_month": start.month,
        "started_on_year": start.year,
        "purpose": "review",
    }
    words = IN_WORDS[watch.answer].format(day=day_in_words(watch.free_on))
    return {
        "watch": watch,
        "number": number or "A number that can no longer be read",
        "job": watch.job_title or watch.job_role,
        "answer": words,
        "colour": COLOURS[watch.answer],
        "waits": watch.answer == NOT_BEFORE and watch.told_on is None,
        "sent": sent.items() if number else (),
    }

"""Corrections that workers asked for: those that wait, and those that were answered."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from placements import rights

COLUMNS = (
    Column("Asked on", lambda one: one.asked_at),
    Column("Worker", lambda one: one.worker.name),
    Column("Registration number", lambda one: one.worker.swe_number),
    Column("Authority", lambda one: str(one.worker.authority)),
    Column("Answer by", lambda one: one.answer_by),
    Column("Answer", lambda one: one.get_outcome_display()),
    Column("Answered", lambda one: one.answered_at),
)


@require_safe
@permitted("placements.give_record")
def corrections(request):
    asked = list(rights.corrections_answered_for(request.user))
    for one in asked:
        one.answer_by = rights.answer_by(timezone.localtime(one.asked_at).date())
    if downloads.asked_for(request):
        listing = Listing("corrections", "Corrections that workers asked for", "placements_correction", COLUMNS, asked)
        return downloads.answered(request, listing)
    context = {
        "number": len(asked),
        "waiting": [one for one in asked if not one.outcome],
        "answered": [one for one in reversed(asked) if one.outcome],
    }
    return render(request, "placements/corrections.html", context)

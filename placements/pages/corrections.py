"""Corrections that workers asked for: those that wait, and those that were answered."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities.access import permitted
from placements import rights


@require_safe
@permitted("placements.give_record")
def corrections(request):
    asked = list(rights.corrections_answered_for(request.user))
    for one in asked:
        one.answer_by = rights.answer_by(timezone.localtime(one.asked_at).date())
    context = {
        "waiting": [one for one in asked if not one.outcome],
        "answered": [one for one in reversed(asked) if one.outcome],
    }
    return render(request, "placements/corrections.html", context)

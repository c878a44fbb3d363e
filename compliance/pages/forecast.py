"""Placements that will go over a coming cap: by how much, and by when notice must be given."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from compliance.forecast_queries import forecasts
from compliance.forecast_table import in_file, tables_of


@require_safe
@permitted("compliance.read_breaches")
def forecast(request):
    today = clock.today()
    found = forecasts(request.user, today)
    if downloads.asked_for(request):
        return downloads.answered(request, in_file(found, today))
    context = {
        "lines": sum(len(day.told) for each in found for day in each.days),
        "forecasts": [(each.region, tables_of(each, request, today)) for each in found if each.days],
        "now": timezone.now(),
        "may_ask": request.user.has_perm("compliance.what_if"),
    }
    return render(request, "compliance/forecast.html", context)

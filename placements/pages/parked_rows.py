"""Rows of files that were not taken in: where each stands, why, and what to do."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities.access import permitted
from authorities.log import note
from placements import queries


@require_safe
@permitted("placements.record")
def parked_rows(request):
    # Rows hold names and numbers as they were sent.
    note(kind="look_up", by=request.user, about=("placements_parkedrow", ""))
    rows = Paginator(queries.parked_rows(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "placements/parked_rows.html", {"rows": rows})

"""Rows of files that were not taken in: where each stands, why, and what to do."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.log import note
from placements import queries

TITLE = "Rows that were not taken in"
COLUMNS = (
    Column("File", lambda one: one.run.file_name or one.run.kind),
    Column("Authority", lambda one: str(one.run.authority)),
    Column("Sent", lambda one: one.run.at),
    Column("Row", lambda one: one.row_number),
    Column("Column", lambda one: one.column or "Whole row"),
    Column("Why", lambda one: one.reason),
    Column("What to do", lambda one: one.remedy),
    Column("As it was sent", lambda one: "; ".join(f"{name}: {value}" for name, value in one.row.items())),
)


@require_safe
@permitted("placements.record")
def parked_rows(request):
    waiting = queries.parked_rows(request.user)
    if downloads.asked_for(request):
        return downloads.answered(request, Listing("parked-rows", TITLE, "placements_parkedrow", COLUMNS, waiting))
    # Rows hold names and numbers as they were sent.
    note(kind="look_up", by=request.user, about=("placements_parkedrow", ""))
    rows = Paginator(waiting, 50).get_page(request.GET.get("page"))
    return render(request, "placements/parked_rows.html", {"rows": rows})

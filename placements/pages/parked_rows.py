"""Rows of files that were not taken in: where each stands, why, and what to do."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.log import note
from placements import queries, waiting_rows
from placements.imports import meaning

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
    for one in rows:
        one.named = meaning.in_words(one.column) if one.column else ""
    return render(request, "placements/parked_rows.html", {"rows": rows, "at_once": waiting_rows.AT_ONCE})


@require_POST
@permitted("placements.record")
def try_parked_rows(request):
    """Send the rows that wait once more, as they are: what they waited for may have come."""
    rows = queries.parked_rows(request.user).order_by("run__at", "row_number")[: waiting_rows.AT_ONCE]
    taken = waiting_rows.try_again(rows=rows, by=request.user, today=clock.today())
    if taken:
        messages.success(request, f"{taken:,} row{' has' if taken == 1 else 's have'} been taken in.")
    else:
        messages.info(request, "No row could be taken in yet. Each says why.")
    return redirect("parked_rows")

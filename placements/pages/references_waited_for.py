"""References that an authority asked for and that have not come: whom to chase, the first to start first."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from placements.queries import references_waited_for as waited_for

TITLE = "References asked for and not received"
COLUMNS = (
    Column("From whom", lambda one: one.who),
    Column("Asked for", lambda one: one.asked_on),
    Column("Worker", lambda one: one.placement.worker.name),
    Column("Registration number", lambda one: one.placement.worker.swe_number),
    Column("Placement", lambda one: str(one.placement)),
    Column("Authority", lambda one: str(one.placement.authority)),
    Column("Start", lambda one: one.placement.started_on),
)


@require_safe
@permitted("placements.record")
def references_waited_for(request):
    today = clock.today()
    waiting = waited_for(request.user, today)
    if downloads.asked_for(request):
        return downloads.answered(request, Listing("references", TITLE, "placements_reference", COLUMNS, waiting))
    context = {"waiting": waiting, "today": today, "now": timezone.now()}
    return render(request, "placements/references_waited_for.html", context)

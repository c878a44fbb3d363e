"""The same registration number offered singly and in a team, side by side: a signal for review, never an accusation."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.log import note
from authorities.sharing import reach_of
from compliance.placements_in_file import NOT_SHOWN
from placements import team_queries

A_PAGE = 50
TITLE = "Offered singly and in a team"


def columns(shows):
    """Of a file with a row for each placement; `shows` says whether a person may read who the worker is."""

    def of_worker(name):
        return lambda row: getattr(row[0].worker, name) if shows(row[0].worker) else NOT_SHOWN

    return (
        Column("Worker", of_worker("name")),
        Column("Registration number", of_worker("swe_number")),
        Column("Same worker", lambda row: row[2]),
        Column("Placement", lambda row: row[1].reference),
        Column("Authority", lambda row: str(row[1].authority)),
        Column("Supplier", lambda row: str(row[1].supplier)),
        Column("Offered", lambda row: "In a team" if row[1].project_team else "Singly"),
        Column("Team", lambda row: _team(row[1])),
        Column("Start", lambda row: row[1].started_on),
        Column("Last day worked", lambda row: row[1].ended_on),
        Column("Hourly pay (£)", lambda row: row[1].hourly_pay),
        Column("Hourly charge (£)", lambda row: row[1].hourly_charge),
    )


def _team(placement):
    member = getattr(placement, "team_member", None)
    return str(member.team) if placement.project_team and member else ""


@require_safe
@permitted("placements.read_teams")
def singly_and_in_team(request):
    today = clock.today()
    found = team_queries.singly_and_in_team(request.user, today)
    reach = reach_of(request.user)

    def shows(worker):
        return reach.sees_identity(authority_id=worker.authority_id, supplier_id=None)

    if downloads.asked_for(request):
        rows = [(beside, each, at) for at, beside in enumerate(found, start=1) for each in beside.placements]
        return downloads.answered(
            request, Listing("offered-both-ways", TITLE, "placements_worker", columns(shows), rows)
        )
    # The rows hold names and numbers, for those to whom they show.
    note(kind="look_up", by=request.user, about=("placements_worker", ""))
    workers = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "number": len(found),
        "workers": workers,
        "rows": [(beside, shows(beside.worker)) for beside in workers],
        "today": today,
    }
    return render(request, "compliance/singly_and_in_team.html", context)

"""The same registration number offered singly and in a team, side by side: a signal for review, never an accusation."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from authorities.log import note
from authorities.sharing import reach_of, readers
from placements import team_queries

A_PAGE = 50


@require_safe
@permitted("placements.read_teams")
def singly_and_in_team(request):
    today = clock.today()
    # The rows hold names and numbers, for those to whom they show.
    note(kind="look_up", by=request.user, about=("placements_worker", ""))
    found = team_queries.singly_and_in_team(request.user, today)
    named = reach_of(request.user).of(readers("placements.Worker", "name"))
    context = {
        "number": len(found),
        "workers": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "identity": bool(named),
        "today": today,
    }
    return render(request, "compliance/singly_and_in_team.html", context)

"""Project teams: those of one's authorities, with their terms; to open, and to make."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from placements import team_queries

from .placements import Tag

A_PAGE = 50


def columns(today):
    """Of a file of teams, as they stand on a day (local date)."""
    return (
        Column("Team", str),
        Column("Authority", lambda team: str(team.authority)),
        Column("Supplier", lambda team: str(team.supplier)),
        Column("Purpose", lambda team: team.purpose),
        Column("First day of the term", lambda team: team.from_on),
        Column("Last day of the term", lambda team: team.until_on),
        Column("Last day of the team", lambda team: team.closed_on),
        Column("Placements", lambda team: team.number),
        Column("State", lambda team: state_tag(team, today).label),
    )


@require_safe
@permitted("placements.read_teams")
def teams(request):
    today = clock.today()
    every = team_queries.teams(request.user)
    if downloads.asked_for(request):
        listing = Listing("project-teams", "Project teams", "placements_projectteam", columns(today), every)
        return downloads.answered(request, listing)
    page = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "teams": page,
        "rows": [(team, state_tag(team, today)) for team in page],
        "today": today,
        "may_make": request.user.has_perm("placements.record"),
    }
    return render(request, "compliance/teams.html", context)


def state_tag(team, today):
    """Whether a team is to come, within its term, past it, or closed."""
    if team.closed_on and team.closed_on < today:
        return Tag("Closed", "grey")
    if team.from_on > today:
        return Tag("Not yet begun", "blue")
    return Tag("Past its term", "orange") if team.until_on < today else Tag("Within its term", "turquoise")

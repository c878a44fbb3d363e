"""Project teams: those of one's authorities, with their terms; to open, and to make."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from placements import team_queries

from .placements import Tag

A_PAGE = 50


@require_safe
@permitted("placements.read_teams")
def teams(request):
    today = clock.today()
    page = Paginator(team_queries.teams(request.user), A_PAGE).get_page(request.GET.get("page"))
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

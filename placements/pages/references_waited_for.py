"""References that an authority asked for and that have not come: whom to chase, the first to start first."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from authorities import clock
from authorities.access import permitted
from placements.queries import references_waited_for as waited_for


@require_safe
@permitted("placements.record")
def references_waited_for(request):
    today = clock.today()
    context = {"waiting": waited_for(request.user, today), "today": today, "now": timezone.now()}
    return render(request, "placements/references_waited_for.html", context)

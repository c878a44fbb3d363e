"""The leavers that one's own authority has on record in a month: to see, to put right, to take away."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.log import note
from placements import leaver_history, leaver_queries, queries
from placements.imports.months import in_words

A_PAGE = 100
COLUMNS = (
    Column("Registration number", lambda post: post.worker.swe_number),
    Column("Authority", lambda post: str(post.worker.authority)),
    Column("Left on", lambda post: post.left_on),
    Column("Role", lambda post: str(post.role_text or post.job_role or "")),
    Column("Contract", lambda post: post.get_contract_display()),
    Column("Reason", lambda post: post.get_reason_display()),
)


@require_safe
@permitted("placements.record")
def leavers_of_month(request, year, number):
    try:
        month = date(year, number, 1)
    except ValueError:
        raise Http404 from None
    left = leaver_queries.left_in(request.user, month)
    if downloads.asked_for(request):
        name, title = f"leavers-{month:%Y-%m}", f"Leavers of {in_words(month)}"
        return downloads.answered(request, Listing(name, title, "placements_post", COLUMNS, left))
    # The rows hold registration numbers.
    note(kind="look_up", by=request.user, about=("placements_post", ""))
    own = queries.own_workers(request.user)
    last = leaver_queries.following(month) - timedelta(days=1)
    context = {
        "month": in_words(month),
        "leavers": Paginator(left, A_PAGE).get_page(request.GET.get("page")),
        "received": leaver_queries.months_of_own(request.user, [month])[0][2],
        "taken_away": leaver_history.taken_away(own, month, last),
    }
    return render(request, "placements/leavers_of_month.html", context)

"""Take away a leaver who was sent by mistake: who it is, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import jobs
from authorities.access import permitted
from authorities.refusal import Refused
from placements import actions, leaver_queries


@require_http_methods(["GET", "POST"])
@permitted("placements.record")
def remove_leaver(request, post_id):
    post = get_object_or_404(leaver_queries.own_leavers(request.user), pk=post_id)
    if request.method == "POST":
        try:
            actions.remove_leaver(post=post, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            jobs.hurry("assess_stale")
            messages.success(request, "The leaver has been taken away. Placements everywhere are judged again now.")
        return redirect("leavers_of_month", post.left_on.year, post.left_on.month)
    return render(request, "placements/remove_leaver.html", {"post": post})

"""Where you are signed in: each browser, and how to end it."""

import re
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import actions, time_outs
from authorities.access import confirmed

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = ("Windows", "iPhone", "iPad", "Android", "Mac", "Linux")


@login_required
@require_http_methods(["GET", "POST"])
@confirmed
def sessions(request):
    """List one's sessions; on POST end the one named, or all but this."""
    if request.method == "POST":
        mine = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
        if number := request.POST.get("session"):
            ended = [get_object_or_404(mine, pk=number if re.fullmatch(r"\d{1,18}", number) else 0)]
        else:
            ended = list(mine)
        actions.end_sessions(sessions=ended, by=request.user)
        messages.success(request, "Signed out there." if number else "Signed out everywhere else.")
        return redirect("sessions")
    listed = [_shown(one, request) for one in UserSession.objects.purge_and_list(request.user)]
    return render(request, "authorities/sessions.html", {"sessions": sorted(listed, key=lambda one: not one["here"])})


def _shown(one, request):
    seen = one._session_store(one.session_key).get(time_outs.SEEN)
    return {
        "pk": one.pk,
        "browser": browser_in_words(one.user_agent),
        "ip": one.ip,
        "since": one.created_at,
        "seen": datetime.fromtimestamp(seen, UTC) if seen else one.created_at,
        "here": one.session_key == request.session.session_key,
    }


def browser_in_words(agent):
    """A browser's own long name for itself, as a person would say it."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    system = next((name for name in SYSTEMS if name in agent), "")
    return f"{browser} on {system}" if system else browser

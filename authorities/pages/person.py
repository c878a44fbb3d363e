"""One person's account, for the administrator: open or closed, their roles, and what to do when something is lost."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from authorities import actions, clock, queries, second_factor
from authorities.access import confirmed, permitted
from authorities.models import Person
from authorities.refusal import Refused
from authorities.wording import moment_in_words

# What may be done: the action, and what is said after it.
DONE = {
    "close": (
        actions.close_account,
        "The account is closed. They are signed out everywhere and their keys have ended.",
    ),
    "open": (actions.open_account, "The account is open. They can sign in again."),
    "reset": (actions.reset_second_factor, "They set up a new second factor when they next sign in."),
}


@require_http_methods(["GET", "POST"])
@permitted("authorities.manage_people")
@confirmed
def person(request, person_id):
    who = get_object_or_404(Person, pk=person_id)
    if request.method == "POST":
        _do(request, who)
        return redirect("person", who.pk)
    context = {
        "who": who,
        "held": who.appointments.in_force_on(clock.today()).select_related("authority", "region", "supplier"),
        "facts": [
            ("Name", who.name),
            ("Email address", who.email),
            ("Account", "Open" if who.is_active else "Closed"),
            ("Last sign-in", moment_in_words(who.last_login) if who.last_login else "Never"),
            ("Second factor", "Set up" if second_factor.held(who) else "Not set up"),
            ("Browsers signed in", str(UserSession.objects.filter(user=who).count())),
            ("API keys", str(queries.keys_of(who).count())),
        ],
    }
    return render(request, "authorities/person.html", context)


def _do(request, who):
    wanted, role = request.POST.get("do", ""), request.POST.get("appointment", "")
    try:
        if wanted in DONE:
            action, said = DONE[wanted]
            action(person=who, by=request.user)
            messages.success(request, said)
        elif role.isascii() and role.isdigit():
            appointment = get_object_or_404(who.appointments.in_force_on(clock.today()), pk=int(role[:18]))
            actions.end_appointment(appointment=appointment, by=request.user)
            messages.success(request, f"{appointment}: ended.")
    except Refused as refused:
        messages.error(request, str(refused))

"""Who has access: each role that this person answers for, said each quarter to be still needed, or ended."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import actions, appointing, clock, downloads
from authorities.access import confirmed, permitted
from authorities.downloads import Column, Listing

ROLES, INVITATIONS = "roles", "invitations"
OF_INVITATIONS = (
    Column("Invited", lambda one: one.email),
    Column("Role", str),
    Column("Until", lambda one: one.expires_at),
)


@require_http_methods(["GET", "POST"])
@permitted("authorities.invite")
@confirmed
def access_review(request):
    today = clock.today()
    held = appointing.appointments_looked_after(request.user, today)
    open_ones = appointing.open_invitations(request.user, timezone.now())
    if request.method == "POST":
        _do(request, held, open_ones)
        return redirect("access_review")
    if downloads.asked_for(request, INVITATIONS):
        listing = Listing("invitations", "Open invitations", "authorities_invitation", OF_INVITATIONS, open_ones)
        return downloads.answered(request, listing)
    overdue = set(appointing.unconfirmed(held, today).values_list("pk", flat=True))
    if downloads.asked_for(request, ROLES):
        listing = Listing("roles", "Roles you answer for", "authorities_appointment", of_roles(overdue), held)
        return downloads.answered(request, listing)
    context = {
        "held": [{"appointment": one, "overdue": one.pk in overdue} for one in held],
        "waiting": len(overdue),
        "due_on": appointing.review_due_on(today),
        "late": today > appointing.review_due_on(today),
        "invitations": open_ones,
    }
    return render(request, "authorities/access_review.html", context)


def of_roles(overdue):
    """The columns of a file of roles; those with these ids wait for this quarter's word."""
    return (
        Column("Person", lambda one: str(one.person)),
        Column("Email address", lambda one: one.person.email),
        Column("Role", str),
        Column("Since", lambda one: one.from_on),
        Column("Last sign-in", lambda one: one.person.last_login),
        Column("Confirmed", lambda one: one.confirmed_on),
        Column("Confirmed by", lambda one: str(one.confirmed_by or "")),
        Column("Waits for this quarter’s word", lambda one: one.pk in overdue),
    )


def _do(request, held, open_ones):
    """One press of a button: `confirm`, `end` or `withdraw`, with the number of what it is about."""
    for verb, among in (("confirm", held), ("end", held), ("withdraw", open_ones)):
        number = request.POST.get(verb, "")
        if number.isascii() and number.isdigit():
            thing = get_object_or_404(among, pk=int(number[:18]))
            messages.success(request, DONE[verb](thing, request.user))
            return
    raise Http404


def _confirm(appointment, by):
    actions.confirm_access(appointment=appointment, by=by)
    return f"{appointment.person}: confirmed as {appointment}."


def _end(appointment, by):
    actions.end_appointment(appointment=appointment, by=by)
    return f"{appointment.person}: no longer {appointment}."


def _withdraw(invitation, by):
    actions.withdraw_invitation(invitation=invitation, by=by)
    return f"The invitation of {invitation.email} is withdrawn."


DONE = {"confirm": _confirm, "end": _end, "withdraw": _withdraw}

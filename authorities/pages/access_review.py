"""Who has access: each role that this person answers for, said each quarter to be still needed, or ended."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from authorities import actions, appointing, clock
from authorities.access import confirmed, permitted


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
    overdue = set(appointing.unconfirmed(held, today).values_list("pk", flat=True))
    context = {
        "held": [{"appointment": one, "overdue": one.pk in overdue} for one in held],
        "waiting": len(overdue),
        "due_on": appointing.review_due_on(today),
        "late": today > appointing.review_due_on(today),
        "invitations": open_ones,
    }
    return render(request, "authorities/access_review.html", context)


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

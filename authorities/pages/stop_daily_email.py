"""Stop the daily e-mail from the e-mail itself, without signing in."""

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from authorities import actions
from authorities.daily_email import person_named


# Mail programs send the request themselves when their reader presses “unsubscribe” (RFC 8058): no cookie comes along.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_daily_email(request, token):
    """Opening it asks first, for programs open links that nobody has pressed; sending it stops the e-mail."""
    person = person_named(token)
    if person and request.method == "POST":
        actions.choose_daily_email(person=person, wanted=False, by=person)
    context = {"known": person is not None, "stopped": request.method == "POST"}
    return render(request, "authorities/stop_daily_email.html", context)

"""Sign in with your council: to its own sign-in page, and back with its word."""

import logging

from allauth.account import app_settings
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.internal import statekit
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from authorities.models import Council
from authorities.second_factor import SECOND
from authorities.single_sign_on import issuers, people
from authorities.single_sign_on.issuers import Untrusted

log = logging.getLogger(__name__)


@require_safe
def councils(request):
    """Choose one's council."""
    found = Council.objects.select_related("authority", "app").order_by("authority__name")
    return render(
        request, "authorities/single_sign_on.html", {"councils": found, "next": get_next_redirect_url(request)}
    )


@require_safe
def council_start(request, code):
    """Send the browser to the council; whoever is signed in already shows there once more that it is they."""
    council = _council(code)
    asked = issuers.asking()
    state = asked | {"next": get_next_redirect_url(request) or "", "again": request.user.is_authenticated}
    try:
        issuer = issuers.Issuer(request, council)
        state_id = statekit.stash_state(request, provider_id=code, state=state)
        return redirect(issuer.address(state_id, asked, again=state["again"]))
    except Untrusted as refused:
        return _refuse(request, refused, council)


@require_safe
def council_back(request, code):
    """The browser is back: believe what can be proved, and let in whom the council may speak for."""
    council = _council(code)
    state = statekit.unstash_state(request, provider_id=code, state_id=request.GET.get("state", ""))
    try:
        if state is None:
            raise Untrusted("begun", "no such state")
        if "code" not in request.GET:
            raise Untrusted("cancelled", request.GET.get("error", "no code")[:50])
        claims = issuers.Issuer(request, council).claims(request.GET["code"], state)
        return _let_in(request, council, claims, state)
    except Untrusted as refused:
        return _refuse(request, refused, council)


def _let_in(request, council, claims, state):
    person = people.person_named(council, claims)
    if person is None:
        raise Untrusted("unknown", "nobody whom the council speaks for")
    proof = {"provider": council.app.provider_id, SECOND: issuers.showed_second_factor(claims) or None}
    if not state["again"]:
        record_authentication(request, person, "socialaccount", **proof)
        return perform_login(request, Login(user=person, redirect_url=state["next"] or None))
    if person != request.user:
        raise Untrusted("other", "another person confirms")
    if not proof[SECOND] or not issuers.signed_in_lately(claims, app_settings.REAUTHENTICATION_TIMEOUT):
        raise Untrusted("stale", "not shown again")
    record_authentication(request, person, "socialaccount", reauthenticated=True, **proof)
    request.GET = request.GET.copy()
    request.GET["next"] = state["next"]
    return resume_request(request) or redirect("home")


def _council(code):
    return get_object_or_404(Council.objects.select_related("authority", "app"), app__provider_id=code)


def _refuse(request, refused, council):
    """A page that says what to do; the log alone says why."""
    log.warning("A sign-in by %s was refused: %s", council, refused)
    context = {"refused": refused.reason, "council": council}
    return render(request, "authorities/single_sign_on.html", context, status=403)

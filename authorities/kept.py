"""What was typed is kept when a session ends before it is sent, and given back to the same person alone."""

from datetime import datetime, timedelta
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views import csrf

from .log.attempts import tried

TOKEN = "person_token"  # noqa: S105 - the name of a field
SALT = "authorities.kept"
KEPT = "kept"
LONGEST = timedelta(hours=12)
# A form may stand open over a weekend before it is sent.
TOKEN_LASTS = timedelta(days=7)


def token(person):
    """For a hidden field: says, signed, for whom this form was drawn."""
    return signing.dumps(person.pk, salt=SALT)


def keeps_typed(view):
    """For a page with a form that carries the token: a POST without a session is kept until the person is back."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            if _keep(request):
                messages.info(
                    request, "You were signed out. What you typed is kept: sign in again to carry on." + files(request)
                )
            return redirect_to_login(request.path)
        return view(request, *args, **kwargs)

    return keeping


def restored(request):
    """What this person typed on this page before their session ended: a QueryDict, once; None where there is none."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    mine = kept["person"] == request.user.pk
    if mine and kept["path"] != request.path:
        return None
    del request.session[KEPT]
    if not mine or timezone.now() - datetime.fromisoformat(kept["at"]) > LONGEST:
        return None
    return QueryDict(kept["typed"])


def files(request):
    """A browser sends a file once, and nothing is kept of it: said where one was sent."""
    return " Then choose the file again: files are not kept." if request.FILES else ""


def csrf_failure(request, reason=""):
    """Signing in again in another tab makes the first tab's form stale: give it back, filled in, to be sent again."""
    whole_page = not request.htmx
    if whole_page and request.user.is_authenticated and _keep(request) == request.user.pk:
        messages.info(
            request,
            "You have signed in again since you opened this page. Check it, then send it again." + files(request),
        )
        return redirect(request.path)
    tried("form:without_its_token")
    return csrf.csrf_failure(request, reason=reason)


def _keep(request):
    """Put by what was typed; returns whose it is, None where the form does not say so."""
    try:
        person = signing.loads(request.POST.get(TOKEN, ""), salt=SALT, max_age=TOKEN_LASTS)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature:
        if request.POST.get(TOKEN):
            tried(f"{TOKEN}:not_as_it_was_signed")
        return None
    typed = request.POST.copy()
    for name in (TOKEN, "csrfmiddlewaretoken"):
        typed.pop(name, None)
    request.session[KEPT] = {
        "person": person,
        "path": request.path,
        "typed": typed.urlencode(),
        "at": timezone.now().isoformat(),
    }
    return person

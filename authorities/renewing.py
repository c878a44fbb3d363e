"""A session gets a new key with each proof of who it is: whoever had seen the old one is left with nothing."""

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession


def renewing(get_response):
    """A middleware: where a request has confirmed who it is from, its session goes on under another key.

    Signing in makes a new session by itself.
    """

    def answering(request):
        key, proofs = request.session.session_key, _proofs(request)
        response = get_response(request)
        if key and key == request.session.session_key and _proofs(request) > proofs:
            request.session.cycle_key()
            UserSession.objects.filter(session_key=key).update(session_key=request.session.session_key)
        return response

    return answering


def _proofs(request):
    return len(get_authentication_records(request, request.user)) if request.user.is_authenticated else 0

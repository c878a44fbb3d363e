"""The door of every page: sign in first; and what is not yours was never there."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import Http404


def confirmed(view):
    """A view for what weighs: whoever asks has shown lately that it is they. Stands below `permitted`.

    Pages are looked at freely; what is sent waits in the session meanwhile, and is done as it was sent.
    """

    @wraps(view)
    def confirming(request, *args, **kwargs):
        if request.method == "POST":
            confirm_first(request)
        return view(request, *args, **kwargs)

    return confirming


def confirmed_to_read(view):
    """As `confirmed`, for what leaves the portal as a file."""

    @wraps(view)
    def confirming(request, *args, **kwargs):
        confirm_first(request)
        return view(request, *args, **kwargs)

    return confirming


def confirm_first(request):
    """Lead whoever has not shown lately that it is they to the page that asks for it."""
    if get_adapter().is_reauthentication_required(app=""):
        raise ReauthenticationRequired


def permitted(permission):
    """A view for those who hold a permission (see `permissions.py`); 404 for everybody else who has signed in."""

    def guard(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return guard

"""The door of every page: sign in first; and what is not yours was never there."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404


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

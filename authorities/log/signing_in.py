"""Who signs in and out, and who fails to: noted as the libraries tell of it."""

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from ..people import Person
from .noting import note


def listen():
    """Be told by Django and by axes, which signs-in go through whatever page or program they come by."""
    user_logged_in.connect(_in, dispatch_uid="log")
    user_logged_out.connect(_out, dispatch_uid="log")
    user_login_failed.connect(_failed, dispatch_uid="log")
    user_locked_out.connect(_locked_out, dispatch_uid="log")


def _in(*, user, **_):
    note(kind="sign_in", by=user, about=user)


def _out(*, user, **_):
    if user is not None:
        note(kind="sign_out", by=user, about=user)


def _failed(*, credentials, **_):
    note(kind="failed_sign_in", about=("authorities_person", _account(credentials.get("email"))))


def _locked_out(*, username, **_):
    note(kind="lock_out", about=("authorities_person", _account(username)))


def _account(typed):
    """The number of the account that somebody tried; nothing where there is none, and never what was typed.

    Asked and noted in either case, so that it takes as long for an address without an account.
    """
    return Person.objects.filter(email=(typed or "").strip().lower()).values_list("pk", flat=True).first() or ""

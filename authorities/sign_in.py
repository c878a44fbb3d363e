"""Signing in: no sign-up, one sentence for every failure, and a lock after too many."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.shortcuts import render

from .forms import PortalFormMixin


class Adapter(DefaultAccountAdapter):
    # One sentence whether the address is unknown or the password wrong, so that nobody can ask who has an account.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the administrator to open it",
        "email_password_mismatch": "Check your email address and password. They do not match an account",
        "enter_current_password": "Current password is not right",
        "incorrect_password": "Password is not right",
        "invalid_password_reset": "This link has been used or has run out. Ask for a new one",
        "too_many_login_attempts": "There were too many attempts to sign in. Try again in 15 minutes",
        "rate_limited": "There were too many attempts. Try again in a few minutes",
    }

    def is_open_for_signup(self, request):
        """Accounts are made by an administrator."""
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Say what was done, but not that somebody has signed in or out: the page shows it."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)


class PlainPasswords(PortalFormMixin):
    """Password forms in our own words, without placeholders."""

    labels = {
        "login": "Email address",
        "email": "Email address",
        "password": "Password",
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "Type the new password again",
    }
    nouns = {"login": "your email address", "email": "your email address", "password": "your password"} | {
        "oldpassword": "your current password",
        "password1": "a new password",
        "password2": "the new password again",
    }
    hints = {
        "password": "",
        "oldpassword": "",
        "password1": "Use 12 characters or more. Three random words are a good way to begin.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}

    def clean(self):
        cleaned = super().clean()
        if "password2" in self.errors and self.cleaned_data.get("password1") and self.data.get("password2"):
            self.errors["password2"] = self.error_class(["The two new passwords must be the same"])
        return cleaned


class LoginForm(PlainPasswords, allauth_forms.LoginForm):
    """Email address and password."""

    field_order = ("login", "password")


class ChangePasswordForm(PlainPasswords, allauth_forms.ChangePasswordForm):
    """The current password, and the new one twice."""


class ResetPasswordForm(PlainPasswords, allauth_forms.ResetPasswordForm):
    """Where to send a link."""


class ResetPasswordKeyForm(PlainPasswords, allauth_forms.ResetPasswordKeyForm):
    """The new password twice, reached by the link."""


class ReauthenticateForm(PlainPasswords, allauth_forms.ReauthenticateForm):
    """The password once more."""


def axes_username(request, credentials):
    """Whose sign-in fails, for counting: the address as typed, without regard to capitals."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()


def locked_out(request, *_):
    """The page after too many failed sign-ins; the same whether or not there is such an account."""
    return render(request, "account/locked.html", status=429)


def client_address(request):
    """The visitor's address, read past our own proxies, for the lock-out."""
    # A request made inside the portal, such as `force_login`, has come from nowhere.
    return get_adapter().get_client_ip(request) if "REMOTE_ADDR" in request.META else None

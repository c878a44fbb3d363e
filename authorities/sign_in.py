"""Signing in: no sign-up, one sentence for every failure, and a lock after too many."""

import time

from allauth.account import app_settings
from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from . import actions
from .forms import PortalFormMixin
from .outbox.models import Mail
from .outbox.posting import post

# What a person is told by e-mail, so that they learn of it where somebody else has done it.
NOTICES = {
    "account/email/password_changed": "The password of your account was changed.",
    "account/email/password_reset": "The password of your account was chosen anew, by a link in an e-mail.",
    "mfa/email/totp_activated": "An authenticator app was set up for your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account. The old ones no longer work.",
}
WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your authenticator app",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


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

    def pre_authenticate(self, request, **credentials):
        """Failed passwords are counted by axes; allauth counts the codes after them."""

    def set_password(self, user, password):
        """Whoever knew the old password may have made keys with it: they end with it, as the other sessions do."""
        super().set_password(user, password)
        actions.revoke_keys(person=user, by=user)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not for those who have just signed in: that they did it is the confirmation."""
        records = get_authentication_records(self.request, self.request.user)
        lately = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        # Whoever has a second factor has shown it last, at signing in as at confirming.
        return not (records and records[-1]["at"] > lately)

    def get_reauthentication_methods(self, user):
        """The second factor where there is one: a password alone is what it protects against."""
        methods = [one | {"description": WAYS[one["id"]]} for one in super().get_reauthentication_methods(user)]
        own = [one for one in methods if one["id"].startswith("mfa")]
        return own or self._by_council(user) or methods

    def _by_council(self, user):
        """Whoever came with their council's word on both factors gives it once more."""
        records = get_authentication_records(self.request, user)
        codes = [one["provider"] for one in records if one.get("second_factor")]
        if not codes:
            return []
        there = reverse("council_start", args=[codes[-1]])
        return [{"id": "council", "description": "Use your council’s sign-in", "url": there}]

    def get_login_stages(self):
        """allauth's, but who has shown a second factor to their council is not asked for another."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "authorities.second_factor.AskForFactor"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person what has been done to their account."""
        notice = render_to_string("account/email/notice_message.txt", {"what": NOTICES[template_prefix]})
        to = email or user.email
        post(kind=Mail.Kind.NOTICE, to=to, subject="Your account on the MOU portal", body=notice)

    def send_mail(self, template_prefix, email, context):
        """What allauth sends, which is a link to choose a new password: by the outbox, as all of our e-mails."""
        made = self.render_mail(template_prefix, email, context | {"email": email})
        post(kind=Mail.Kind.PASSWORD, to=email, subject=made.subject, body=made.body)


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

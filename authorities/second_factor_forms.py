"""Forms of the second factor, in our own words."""

import struct

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django.core.cache import cache

from . import recovery_codes
from .forms import PortalFormMixin

REMEMBERED = 120  # seconds: longer than a code of the app may be used
# What a browser's answer that was tampered with can bring about in the library that reads it.
MALFORMED = (TypeError, ValueError, LookupError, AttributeError, struct.error)


class OneCode(PortalFormMixin):
    """A code from the authenticator app, or a recovery code."""

    labels = {"code": "Code"}
    nouns = {"code": "the code"}
    hints = {"code": "The 6 digits that your authenticator app shows, or one of your recovery codes."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["code"].widget
        widget.attrs.pop("placeholder", None)
        widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
        widget.attrs["class"] += " govuk-input--width-10"


class UsedOnce(OneCode):
    """A code counts once, whether it is the app's or one of those for when the app is lost."""

    def clean_code(self):
        typed = normalize_user_code(self.cleaned_data["code"])
        if len(typed) == recovery_codes.DIGITS:
            return self._recover(typed)
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            used = f"authorities.code.{self.user.pk}.{normalize_user_code(code)}"
            if not cache.add(used, True, timeout=REMEMBERED):
                raise get_adapter().validation_error("incorrect_code")
        return code

    def _recover(self, typed):
        """Spend one of the recovery codes; tries are counted together with those at the app's."""
        not_a_failure = check_rate_limit(self.user)
        spent = recovery_codes.spend(self.user, typed)
        if spent is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = spent
        not_a_failure()
        return typed


class AuthenticateForm(UsedOnce, code_forms.AuthenticateForm):
    """The code after the password."""


class ReauthenticateForm(UsedOnce, code_forms.ReauthenticateForm):
    """The code once more."""


class SetUpAppForm(OneCode, totp_forms.ActivateTOTPForm):
    """The first code of a new app."""

    hints = {"code": "The 6 digits that the app shows for the MOU portal."}


class Sound(PortalFormMixin):
    """What the browser answers for a passkey; an answer that cannot be read is refused as a wrong one is."""

    def full_clean(self):
        try:
            super().full_clean()
        except MALFORMED:
            self.add_error(None, get_adapter().error_messages["incorrect_code"])


class AddPasskeyForm(Sound, passkey_forms.SignupWebAuthnForm):
    """A name and what the browser made."""

    labels = {"name": "Name of this passkey"}
    hints = {"name": "For example, work laptop. It helps you to tell your passkeys apart."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 50
        self.fields["name"].widget.attrs["maxlength"] = "50"


class AuthenticatePasskeyForm(Sound, passkey_forms.AuthenticateWebAuthnForm):
    """The passkey after the password."""


class ReauthenticatePasskeyForm(Sound, passkey_forms.ReauthenticateWebAuthnForm):
    """The passkey once more."""


class SignInPasskeyForm(Sound, passkey_forms.LoginWebAuthnForm):
    """The passkey alone: it asks for a finger, a face or a PIN itself, and so is two factors in one."""

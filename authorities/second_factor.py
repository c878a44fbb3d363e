"""The second factor: nobody gets past the door without one, and how its secrets are kept."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from . import sealing

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SECOND = "second_factor"
# What may be asked for before the second factor is there; static files are answered before this door.
ALWAYS = {
    "browser_reports",
    "health",
    "account_login",
    "account_logout",
    "account_inactive",
    "invitation_link",
    "councils",
    "council_back",
    "stop_daily_email",
}
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
CONFIRMING = {"council_start", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


def held(person):
    """Whether this person has an authenticator app or a passkey; recovery codes alone do not count."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def proved(request):
    """Whether the person of this session has shown a second factor in it."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" or record.get(SECOND) for record in records)


def record_proof(request, authenticator):
    """The person has just set this factor up, and so has shown that they hold it."""
    record_authentication(request, request.user, "mfa", id=authenticator.pk, type=authenticator.type)


class SecondFactorFirst:
    """The door: a session without a second factor leads to the page that asks for it, and nowhere else.

    Whoever holds a factor must show it. They cannot set up another instead: else a stolen password would be enough.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, named):
        name = request.resolver_match.url_name
        if name in ALWAYS or not request.user.is_authenticated or proved(request):
            return None
        holds = held(request.user)
        if name in (CONFIRMING if holds else SETTING_UP):
            return None
        if request.path.startswith("/api/"):
            said = "Sign in with your second factor first, or send an API key."
            return JsonResponse({"errors": [{"field": "", "message": said}]}, status=403)
        if holds:
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return redirect("mfa_index")


class AskForFactor(AuthenticateStage):
    """The step of signing in that asks for the second factor, unless the council has said that it was shown there."""

    def _should_handle(self, request):
        records = get_authentication_records(request, self.login.user)
        return super()._should_handle(request) and not any(record.get(SECOND) for record in records)


class Adapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Code is not right, has been used or is over: each lasts 30 seconds. Enter the next one",
        "cannot_delete_authenticator": "This is your only second factor. Set up another one first",
    }

    def encrypt(self, text):
        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        """The last factor stays: it can be replaced but not removed."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        return "Passkey"

    def _get_site_name(self):
        return "MOU portal"

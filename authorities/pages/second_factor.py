"""The second factor: an authenticator app or a passkey, and recovery codes for when it is lost."""

from allauth.account.decorators import reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic.edit import FormView

from authorities import recovery_codes, second_factor

Type = Authenticator.Type


@login_required
@require_safe
def index(request):
    """What this person has set up; where that is nothing, the choice that lets them in."""
    kept = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    context = {
        "app": next((one for one in kept if one.type == Type.TOTP), None),
        "passkeys": [one for one in kept if one.type == Type.WEBAUTHN],
        "codes_left": recovery_codes.left(request.user),
        "held": any(one.type in second_factor.FACTORS for one in kept),
    }
    return render(request, "authorities/second_factor.html", context)


def with_first_codes(request, answer):
    """Whoever sets up a first factor gets recovery codes with it, and sees them next."""
    if recovery_codes.kept_of(request.user).exists():
        return answer
    recovery_codes.show_once(request, recovery_codes.make(request.user))
    return redirect("mfa_view_recovery_codes")


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class SetUpApp(ActivateTOTPView):
    """A new app takes the place of the old one, so that nobody is without while they change telephones."""

    def dispatch(self, request, *args, **kwargs):
        return FormView.dispatch(self, request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        Authenticator.objects.filter(user=self.request.user, type=Type.TOTP).delete()
        answer = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Type.TOTP)
        second_factor.record_proof(self.request, app)
        return with_first_codes(self.request, answer)


class AddPasskey(passkey_views.AddWebAuthnView):
    """A passkey that may also stand alone: kept on the device, and opened by a finger, a face or a PIN."""

    def get_context_data(self, **kwargs):
        options = auth.begin_registration(self.request.user, passwordless=True)
        return FormView.get_context_data(self, **kwargs) | {"js_data": {"creation_options": options}}

    def form_valid(self, form):
        answer = super().form_valid(form)
        newest = Authenticator.objects.filter(user=self.request.user, type=Type.WEBAUTHN).latest("pk")
        second_factor.record_proof(self.request, newest)
        return with_first_codes(self.request, answer)


class RemovePasskey(passkey_views.RemoveWebAuthnView):
    """The last factor stays."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        if not second_factor.Adapter().can_delete_authenticator(self.object):
            messages.error(self.request, second_factor.Adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


class SignInByPasskey(passkey_views.LoginWebAuthnView):
    """Sign in, and go where one was going."""

    def form_valid(self, form):
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form):
        messages.error(self.request, "That passkey could not be used. Try again, or sign in with your password.")
        return redirect("account_login")


class ConfirmByPasskey(passkey_views.ReauthenticateWebAuthnView):
    """The passkey once more; what went wrong is said on the page itself."""

    def form_invalid(self, form):
        return FormView.form_invalid(self, form)

    def get_context_data(self, **kwargs):
        options = auth.begin_authentication(self.request.user)
        shown = super(passkey_views.ReauthenticateWebAuthnView, self).get_context_data(**kwargs)
        return shown | {"js_data": {"request_options": options}}

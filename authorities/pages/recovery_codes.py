"""Recovery codes, for when an app or a passkey is lost: shown once, and made anew."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from authorities import recovery_codes, second_factor


@login_required
@require_safe
def show(request):
    """The codes that were made a moment ago; afterwards how many are left."""
    context = {"codes": recovery_codes.waiting(request), "left": recovery_codes.left(request.user)}
    return render(request, "authorities/recovery_codes.html", context)


@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "POST"])
def new(request):
    """Make new ones; the old stop working. They stand in for an app or a passkey, and so come after it."""
    if not second_factor.held(request.user):
        return redirect("mfa_index")
    if request.method == "POST":
        recovery_codes.show_once(request, recovery_codes.make(request.user))
        get_adapter().send_notification_mail("mfa/email/recovery_codes_generated", request.user)
        return redirect("mfa_view_recovery_codes")
    return render(request, "authorities/new_recovery_codes.html")

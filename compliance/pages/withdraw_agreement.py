"""Withdraw a version that is not published: what that means, and whether it is meant."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities.access import permitted
from authorities.people import Appointment
from authorities.refusal import Refused
from compliance.actions import withdraw_agreement as withdraw

from .agreement_version import worked_on_or_404


@require_http_methods(["GET", "POST"])
@permitted("compliance.load_agreements")
def withdraw_agreement(request, version_id):
    version = worked_on_or_404(request.user, version_id, Appointment.Role.WME_ANALYST)
    if request.method == "POST":
        try:
            withdraw(version=version, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Version {version.label} has been withdrawn.")
        return redirect("agreement_version", version.pk)
    if not version.is_open:
        return redirect("agreement_version", version.pk)
    return render(request, "compliance/withdraw_agreement.html", {"version": version})

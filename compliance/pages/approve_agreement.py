"""Approve a version with one of the two keys: what it will change, and whether that is meant."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import confirmed, permitted
from authorities.forms import PortalForm
from authorities.refusal import Refused
from compliance import two_keys
from compliance.actions import approve_agreement as approve
from compliance.models import AgreementVersion, Approval

from .agreement_version import changes_of, worked_on_or_404


class SeenForm(PortalForm):
    """A press of the button below a text: `seen` says of which."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


@require_http_methods(["GET", "POST"])
@permitted("compliance.approve_agreements")
@confirmed
def approve_agreement(request, version_id):
    version = worked_on_or_404(request.user, version_id)
    key = two_keys.key_to_turn(request.user, version, version.approvals.all())
    if key is None:
        messages.info(request, "This version does not wait for your approval.")
        return redirect("agreement_version", version.pk)
    form = SeenForm(request.POST or None)
    if form.is_valid() and pressed(form, approve, version=version, key=key, by=request.user):
        messages.success(request, said(version))
        return redirect("agreement_version", version.pk)
    version.refresh_from_db()
    context = {
        "form": form,
        "version": version,
        "today": clock.today(),
        "other": two_keys.WHOSE[Approval.Key.SECOND],
        "is_second": key == Approval.Key.SECOND,
        **changes_of(version),
    }
    return render(request, "compliance/approve_agreement.html", context)


def pressed(form, action, **arguments):
    """Whether the action was done; what it refuses is said above the page."""
    try:
        action(seen=form.cleaned_data["seen"], **arguments)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def said(version):
    """What has been done, and who is next."""
    version.refresh_from_db(fields=["state"])
    if version.state == AgreementVersion.State.APPROVED:
        both = "You can publish it now, and so can the other person who approved it."
        return f"Version {version.label} is approved. {both}"
    return f"You have approved version {version.label}. It waits for {two_keys.WHOSE[Approval.Key.SECOND]}."

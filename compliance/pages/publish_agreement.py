"""Publish a version that two people have approved: what it will change, and whether that is meant."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authorities import clock
from authorities.access import confirmed, permitted
from compliance import two_keys
from compliance.actions import publish_agreement as publish

from .agreement_version import changes_of, worked_on_or_404
from .approve_agreement import SeenForm, pressed


@require_http_methods(["GET", "POST"])
@permitted("compliance.approve_agreements")
@confirmed
def publish_agreement(request, version_id):
    version = worked_on_or_404(request.user, version_id)
    approvals = list(version.approvals.select_related("person"))
    if not two_keys.may_publish(request.user, version, approvals):
        messages.info(request, "This version does not wait for you to publish it.")
        return redirect("agreement_version", version.pk)
    form = SeenForm(request.POST or None)
    if form.is_valid() and pressed(form, publish, version=version, by=request.user):
        messages.success(request, f"Version {version.label} is published. Every placement is being judged again.")
        return redirect("agreement_version", version.pk)
    version.refresh_from_db()
    keys = two_keys.key_rows(approvals)
    context = {"form": form, "version": version, "today": clock.today(), "keys": keys, **changes_of(version)}
    return render(request, "compliance/publish_agreement.html", context)

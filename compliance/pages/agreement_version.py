"""One version of an agreement: how it stands, what it changes, who did what with it, and its file."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from authorities import clock
from authorities.access import permitted
from authorities.models import Authority
from authorities.people import Appointment
from authorities.refusal import Refused
from compliance import agreement_file, two_keys
from compliance.actions import check_agreement
from compliance.differences import differences
from compliance.models import AgreementVersion
from compliance.succession import Span, as_agreed, spans, version_before
from compliance.version_checks import NotClean, every_problem
from compliance.what_if.models import may_ask_about

from .agreements import standing
from .load_agreement import MOST_PROBLEMS, with_lines

State, Role = AgreementVersion.State, Appointment.Role


@login_required
@require_safe
def agreement_version(request, version_id):
    version = visible_or_404(request.user, version_id)
    found = every_problem(version.document, str(version)) if version.state == State.DRAFT else []
    approvals = list(version.approvals.select_related("person"))
    siblings = version.agreement.versions.published().defer("document")
    span = spans(siblings).get(version.pk, Span())
    is_loader = two_keys.acts_as(request.user, Role.WME_ANALYST, version)
    context = {
        "version": version,
        "crumbs": [("Agreements", reverse("agreements"))],
        "tag": standing(version, span, clock.today()),
        "span": span,
        "rules_url": rules_url(request.user, version, span),
        "is_draft": version.state == State.DRAFT,
        "problems": with_lines(found[:MOST_PROBLEMS], version.document),
        "more": len(found) - MOST_PROBLEMS,
        "keys": two_keys.key_rows(approvals),
        "may_check": is_loader and version.state == State.DRAFT and not found,
        "may_withdraw": is_loader and version.is_open,
        "key_to_turn": two_keys.key_to_turn(request.user, version, approvals),
        "may_publish": two_keys.may_publish(request.user, version, approvals),
        "may_ask": may_ask_about(request.user, version),
        "steps": version.steps.select_related("by"),
        **changes_of(version),
    }
    return render(request, "compliance/agreement_version.html", context)


@login_required
@require_safe
def agreement_document(request, version_id):
    """The file itself, as it was loaded."""
    version = visible_or_404(request.user, version_id)
    response = HttpResponse(version.document, content_type="application/toml; charset=utf-8")
    name = f"{version.agreement.slug}-{version.label}.toml".replace(" ", "-").replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@permitted("compliance.load_agreements")
def check_agreement_version(request, version_id):
    version = worked_on_or_404(request.user, version_id, Role.WME_ANALYST)
    try:
        check_agreement(version=version, by=request.user)
    except NotClean:
        messages.error(request, "The file has problems, so it is a draft still.")
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "No problem was found. The version is checked.")
    return redirect("agreement_version", version.pk)


def rules_url(person, version, span):
    """Where a published version is told in plain words; empty for one that never holds."""
    if version.state != State.PUBLISHED or span.replaced or not person.has_perm("compliance.read_rules"):
        return ""
    region, day = version.agreement.region, version.in_force_from.isoformat()
    query = urlencode({"on": day} | ({"region": region.code} if region else {}))
    return f"{reverse('rules')}?{query}#{version.agreement.slug}"


def visible_or_404(person, version_id):
    """A version that this person may read."""
    versions = AgreementVersion.objects.for_user(person)
    return get_object_or_404(versions.select_related("agreement__region", "loaded_by", "published_by"), pk=version_id)


def worked_on_or_404(person, version_id, *roles):
    """A version with which this person may do something, in one of these roles or in any."""
    versions = AgreementVersion.objects.worked_on_by(person, *roles)
    return get_object_or_404(versions.select_related("agreement__region"), pk=version_id)


def changes_of(version):
    """What a version changes about the one before, in sentences; `before` is None for the first."""
    before = version_before(version)
    try:
        own = as_agreed(version)
        names = dict(Authority.objects.values_list("ons_code", "name")) if before else {}
        told = differences(as_agreed(before), own, names) if before else []
    except agreement_file.Refused:
        return {"before": before, "unreadable": True}
    return {"before": before, "agreed": own, "changes": told}

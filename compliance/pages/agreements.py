"""Agreements: each with its versions, which of them holds today, and who published it."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.downloads import Column, Listing
from compliance.models import AgreementVersion
from compliance.succession import Span, in_order, spans

State = AgreementVersion.State
# The word and the colour of each state before and beside publishing.
TAGS = {
    State.DRAFT: ("Draft", "grey"),
    State.CHECKED: ("Checked", "blue"),
    State.APPROVED: ("Approved", "purple"),
    State.WITHDRAWN: ("Withdrawn", "grey"),
}
COLUMNS = (
    Column("Agreement", lambda row: row[0].agreement.title),
    Column("Rules", lambda row: row[0].agreement.get_regime_display()),
    Column("Region", lambda row: str(row[0].agreement.region or "")),
    Column("Version", lambda row: row[0].label),
    Column("State", lambda row: row[1][0]),
    Column("In force from", lambda row: row[0].in_force_from),
    Column("In force until", lambda row: row[2] and row[2].until),
    Column("Published", lambda row: row[0].published_at),
    Column("Published by", lambda row: row[0].published_by.name if row[0].published_by else ""),
)


@login_required
@require_safe
def agreements(request):
    versions = AgreementVersion.objects.for_user(request.user).defer("document")
    ordered = versions.select_related("agreement__region", "published_by").order_by(
        "-agreement__regime", "agreement__title", "agreement_id"
    )
    today = clock.today()
    listed = [
        (agreement, rows_of(list(own), today)) for agreement, own in groupby(ordered, lambda each: each.agreement)
    ]
    if downloads.asked_for(request):
        rows = [row for _, own in listed for row in own]
        listing = Listing("agreements", "Versions of agreements", "compliance_agreementversion", COLUMNS, rows)
        return downloads.answered(request, listing)
    number = sum(len(own) for _, own in listed)
    context = {"agreements": listed, "number": number, "may_load": request.user.has_perm("compliance.load_agreements")}
    return render(request, "compliance/agreements.html", context)


def rows_of(versions, today):
    """The versions of one agreement, the latest first, each with its tag and the days on which it holds."""
    until = spans(versions)
    order = {version.pk: place for place, version in enumerate(in_order(versions))}
    latest = sorted(versions, key=lambda each: (each.in_force_from, order.get(each.pk, len(order)), each.pk))
    return [
        (version, standing(version, until.get(version.pk, Span()), today), until.get(version.pk))
        for version in reversed(latest)
    ]


def standing(version, span, today):
    """How a version stands on a day (local date), as the word and the colour of a tag."""
    if version.state in TAGS:
        return TAGS[State(version.state)]
    if span.is_over(today):
        return "Superseded", "grey"
    if version.in_force_from > today:
        return "Published, not in force yet", "yellow"
    return "In force", "green"

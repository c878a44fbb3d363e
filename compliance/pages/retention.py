"""How long records are kept: the schedule, what falls due, and the certificates of what was done."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.people import Appointment
from authorities.sharing.readers import STAFF
from authorities.wording import day_in_words, from_slug
from compliance import queries
from compliance.models import Certificate
from compliance.retention import due
from compliance.retention.models import written
from compliance.retention.schedule import SCHEDULE

SOON = timedelta(days=30)
MOST = 100
HEADINGS = ("Records", "Why", "How long", "What then")
COLUMNS = (
    Column("Day", lambda one: one.done_on),
    Column("Authority", lambda one: str(one.authority or "The portal itself")),
    Column("What", lambda one: from_slug(one.purpose)),
    Column("What was done", lambda one: one.content.get("then")),
    Column("Records", lambda one: one.content.get("number_of_records")),
    Column("Held", lambda one: one.content.get("held")),
    Column("Certificate", lambda one: one.pk),
    Column("SHA-256", lambda one: one.sha256),
)


@require_safe
@permitted("compliance.read_retention")
def retention(request):
    today, wait = clock.today(), queries.rulebook().longest_wait
    own = request.user.authorities_as(*STAFF)
    made = certificates_read_by(request.user).select_related("authority")
    if downloads.asked_for(request):
        listing = Listing("certificates", "Certificates", "compliance_certificate", COLUMNS, made)
        return downloads.answered(request, listing)
    number = made.count()
    context = {
        "number": number,
        "schedule": [(line, line.kept(wait)) for line in SCHEDULE],
        "certificates": made[:MOST],
        "more": max(0, number - MOST),
        "headings": HEADINGS,
        "own": own,
        "figures": _figures(own, today, wait) if own else [],
    }
    return render(request, "compliance/retention.html", context)


@require_safe
@permitted("compliance.read_retention")
def certificate(request, certificate_id):
    """A certificate as the bytes that its hash is of."""
    found = certificates_read_by(request.user).filter(pk=certificate_id).first()
    if found is None:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="certificate-{found.pk}.json"', "X-SHA256": found.sha256}
    return HttpResponse(written(found.content), content_type="application/json", headers=named)


def _figures(own, today, wait):
    """What falls due soon and what is held, of the person's own authorities."""
    soon = due.workers_due(today + SOON, wait).filter(authority__in=own).count() if wait else 0
    held = due.holds_on(today).filter(worker__authority__in=own).count()
    return [
        (f"Workers’ records past their time by {day_in_words(today + SOON)}", str(soon)),
        ("Workers’ records held today", str(held)),
    ]


def certificates_read_by(person):
    """Those of the authorities whose records this person keeps or audits; of the portal itself the administrator."""
    read = Certificate.objects.for_user(person)
    if person.holds(Appointment.Role.ADMINISTRATOR):
        read = read | Certificate.objects.filter(authority__isnull=True)
    return read.order_by("-pk")

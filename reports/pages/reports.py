"""Reports: what there is, the newest edition of each."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from authorities.access import permitted
from reports import queries
from reports.models import Edition
from reports.periods import month_coded, quarter_coded

Kind = Edition.Kind


@permitted("reports.read_savings")
@require_safe
def reports(request):
    savings = queries.latest_editions(request.user, Kind.SAVINGS)
    months = [_listed(edition, month_coded, "savings") for edition in savings]
    may_read_quarterly = request.user.has_perm("reports.read_quarterly")
    quarters = queries.latest_editions(request.user, Kind.QUARTERLY) if may_read_quarterly else []
    context = {
        "months": months,
        "quarters": [_listed(edition, quarter_coded, "quarterly") for edition in quarters],
        "may_read_quarterly": may_read_quarterly,
    }
    return render(request, "reports/reports.html", context)


def _listed(edition, coded, page):
    return {"edition": edition, "words": coded(edition.period).words, "url": reverse(page, args=[edition.period])}

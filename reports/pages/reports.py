"""Reports: what there is, the newest edition of each."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from reports import queries
from reports.models import Edition
from reports.periods import month_coded, quarter_coded

Kind = Edition.Kind
COLUMNS = (
    Column("Period", lambda row: row["words"]),
    Column("Provisional", lambda row: row["edition"].provisional),
    Column("Edition", lambda row: row["edition"].number),
    Column("With what was recorded up to", lambda row: row["edition"].known_at),
)


@permitted("reports.read_savings")
@require_safe
def reports(request):
    savings = queries.latest_editions(request.user, Kind.SAVINGS)
    months = [_listed(edition, month_coded, "savings") for edition in savings]
    may_read_quarterly = request.user.has_perm("reports.read_quarterly")
    quarters = queries.latest_editions(request.user, Kind.QUARTERLY)
    quarters = [_listed(edition, quarter_coded, "quarterly") for edition in quarters]
    for which, rows in (("months", months), ("quarters", quarters)):
        if downloads.asked_for(request, which):
            listing = Listing(f"reports-{which}", f"Reports: {which}", "reports_edition", COLUMNS, rows)
            return downloads.answered(request, listing)
    context = {
        "months": months,
        "quarters": quarters,
        "may_read_quarterly": may_read_quarterly,
    }
    return render(request, "reports/reports.html", context)


def _listed(edition, coded, page):
    return {"edition": edition, "words": coded(edition.period).words, "url": reverse(page, args=[edition.period])}

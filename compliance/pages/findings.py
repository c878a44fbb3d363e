"""Findings: what a number of the dashboard counts, one by one."""

import django_tables2 as tables
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig
from django_tables2.utils import OrderByTuple

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.letters import shown_to
from authorities.paging import row_by_row
from authorities.saved_filters import first_of
from authorities.tables import DayColumn, PortalTable
from compliance import breaches as reads
from compliance.filters import FindingFilter
from compliance.models import Finding
from compliance.shown import clause_address

TAGS = {
    "breach": ("Breach", "red"),
    "exemption": ("Exempt breach", "purple"),
    "approval": ("Approved breach", "blue"),
    "cannot_tell": ("Cannot tell", "grey"),
}


class FindingTable(PortalTable):
    """Findings, newest first."""

    row_header = True
    reference = tables.Column(
        verbose_name="Placement", linkify=lambda record: reverse("placement", args=[record.placement_id])
    )
    authority = tables.Column(accessor="authority__name", verbose_name="Authority")
    sentence = tables.Column(verbose_name="What was found", empty_values=(), order_by=("agreement", "clause"))
    sentence.css = "govuk-table__cell--words"
    verdict = tables.Column(verbose_name="Finding", empty_values=(), order_by=("verdict", "cover"))
    begun_on = DayColumn(verbose_name="Since")

    class Meta(PortalTable.Meta):
        # Of one placement and day several may stand: each has its place, so that none is on two pages or on none.
        order_by = ("-begun_on", "reference", "sentence")

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = titles

    def counted_before(self, rows, *, sorted_by):
        with row_by_row():
            super().counted_before(rows, sorted_by=sorted_by)
        if self.too_long:
            # The first day of a run of stretches is found row by row: a long list goes by the stretch that stands.
            self.columns["begun_on"].column.order_by = OrderByTuple(("from_on",))
            self.order_by = self.order_by

    def in_file(self):
        return (
            Column("Placement", lambda one: one.reference),
            Column("Authority", lambda one: str(one.authority)),
            Column("Finding", lambda one: TAGS[one.cover or one.verdict][0]),
            Column("Clause", self._title),
            Column("What was found", lambda one: one.sentence_and_remedy()[0]),
            Column("What to do", lambda one: one.sentence_and_remedy()[1]),
            Column("Since", lambda one: one.begun_on),
            Column("From", lambda one: one.from_on),
            Column("Until", lambda one: one.until_on),
            Column("Rests on an illustrative figure", lambda one: one.illustrative),
        )

    def _title(self, record):
        return self.titles.get((record.agreement, record.clause), record.clause)

    def render_sentence(self, record):
        title = self._title(record)
        address = clause_address(record.agreement, record.clause, record.from_on.isoformat())
        return format_html('<a href="{}">{}</a><br>{}', address, title, record.sentence_and_remedy()[0])

    def render_verdict(self, record):
        label, colour = TAGS[record.cover or record.verdict]
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)


@require_safe
@permitted("compliance.read_breaches")
def findings(request):
    if not request.GET and (first := first_of(request.user, "findings")):
        return redirect(first)
    today = clock.today()
    named = [one for one in shown_to(request.user, today) if one.named]
    own = reads.listed(Finding.objects.for_user(request.user), today)
    filter = FindingFilter(request.GET, queryset=own, shown=named, day=today)
    titles = {
        (agreement, clause.id): f"{clause.title} ({regime})" for agreement, clause, regime in reads.clauses_judged()
    }
    table = FindingTable(filter.qs, titles=titles, exclude=() if len(named) > 1 else ("authority",))
    table.before_filter = own
    # To find what began in a month takes longer than to put it into order.
    table.found_at_once = bool(request.GET.get("month"))
    if not table.found_at_once:
        table.counted_before(filter.qs, sorted_by=["begun_on"])
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(
            table, name="findings", title="Findings", about="compliance_finding", form=filter.form
        )
        return downloads.answered(request, listing)
    table.caption = table.counted("finding")
    assessed = reads.last_assessed()
    context = {
        "filter": filter,
        "table": table,
        "count": table.paginator.count,
        "filtered": any(request.GET.get(name) for name in filter.filters),
        "page_has_errors": not filter.form.is_valid(),
        "assessed": assessed,
        "since": assessed.in_words(today),
    }
    return render(request, "compliance/findings.html", context)

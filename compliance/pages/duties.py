"""Duties: what falls due for placements, the first at the top."""

import django_tables2 as tables
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.people import Appointment
from authorities.tables import DayColumn, PortalTable
from compliance import queries
from compliance.shown import clause_address

# The page on which a duty is done, for whoever logs for its authority.
DONE_ON = {
    "references": "references",
    "standard_references": "placement_checks",
    "reference_given": "references",
    "project_team": "placement_checks",
}


class DutyTable(PortalTable):
    """Duties, each with its last day."""

    due_on = DayColumn(verbose_name="By")
    placement = tables.Column(
        verbose_name="Placement",
        order_by="placement__reference",
        linkify=lambda record: reverse("placement", args=[record.placement_id]),
    )
    authority = tables.Column(verbose_name="Authority", order_by="authority__name")
    what = tables.Column(verbose_name="What to do", empty_values=(), order_by=("rule", "clause"))
    what.css = "govuk-table__cell--words"

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = ("due_on", "placement")

    def __init__(self, *args, logged_for, **kwargs):
        super().__init__(*args, **kwargs)
        self.logged_for = logged_for

    def in_file(self):
        return (
            Column("By", lambda due: due.due_on),
            Column("Placement", lambda due: str(due.placement)),
            Column("Authority", lambda due: str(due.authority)),
            Column("What to do", queries.duty_in_words),
            Column("Why", lambda due: due.sentence_and_remedy()[0]),
        )

    def render_what(self, record):
        sentence, _ = record.sentence_and_remedy()
        address = clause_address(record.agreement, record.clause, record.due_on.isoformat())
        said = format_html('<a href="{}">{}</a><br>{}', address, queries.duty_in_words(record), sentence)
        if record.authority_id not in self.logged_for or record.rule not in DONE_ON:
            return said
        where = reverse(DONE_ON[record.rule], args=[record.placement_id])
        hidden = format_html('<span class="govuk-visually-hidden"> for placement {}</span>', record.placement)
        return format_html('{}<br><a href="{}">Record it{}</a>', said, where, hidden)


@require_safe
@permitted("compliance.read_breaches")
def duties(request):
    logged_for = {authority.pk for authority in request.user.authorities_as(Appointment.Role.HR_OFFICER)}
    table = DutyTable(queries.duties(request.user), logged_for=logged_for)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(table, name="duties", title="What falls due", about="compliance_dueitem")
        return downloads.answered(request, listing)
    count = table.paginator.count
    table.caption = table.counted("duty", "duties")
    return render(request, "compliance/duties.html", {"table": table, "count": count, "now": timezone.now()})

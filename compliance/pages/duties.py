"""Duties: what falls due for placements, the first at the top."""

import django_tables2 as tables
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities.access import permitted
from authorities.tables import DayColumn, PortalTable
from compliance import queries
from compliance.shown import clause_address


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

    def render_what(self, record):
        sentence, _ = record.sentence_and_remedy()
        address = clause_address(record.agreement, record.clause, record.due_on.isoformat())
        return format_html('<a href="{}">{}</a><br>{}', address, queries.duty_in_words(record), sentence)


@require_safe
@permitted("compliance.read_breaches")
def duties(request):
    table = DutyTable(queries.duties(request.user))
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    count = table.paginator.count
    table.caption = "1 duty" if count == 1 else f"{count:,} duties"
    return render(request, "compliance/duties.html", {"table": table, "count": count, "now": timezone.now()})

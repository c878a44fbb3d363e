"""Look-ups: which days of asking about workers should be looked at, and why."""

import django_tables2 as tables
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.tables import DayColumn, NumberColumn, PortalTable
from placements import look_ups as reads


class LookUpTable(PortalTable):
    """A person's day of asking, the latest first."""

    by = tables.Column(verbose_name="Who")
    day = DayColumn(verbose_name="Day")
    authority = tables.Column(verbose_name="For")
    asked = NumberColumn(verbose_name="Look-ups")
    workers = NumberColumn(verbose_name="Workers")
    reasons = tables.Column(verbose_name="Why it is listed", orderable=False)
    reasons.css = "govuk-table__cell--words"

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = "-day"

    def in_file(self):
        return (
            Column("Who", lambda day: day.by),
            Column("Day", lambda day: day.day),
            Column("For", lambda day: day.authority),
            Column("Supplier", lambda day: day.supplier),
            Column("Look-ups", lambda day: day.asked),
            Column("Workers", lambda day: day.workers),
            Column("Why it is listed", lambda day: "; ".join(day.reasons)),
        )

    def render_authority(self, record):
        if not record.supplier:
            return record.authority
        return format_html('{}<span class="mou-second-line">asked by {}</span>', record.authority, record.supplier)

    def render_reasons(self, value):
        return format_html_join("", "<div>{}</div>", ((reason,) for reason in value))


@require_safe
@permitted("authorities.review_look_ups")
def look_ups(request):
    days = reads.unusual_days(request.user, clock.today())
    table = LookUpTable(days)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(table, name="look-ups", title="Unusual days of look-ups", about="authorities_lookup")
        return downloads.answered(request, listing)
    table.caption = "1 unusual day" if len(days) == 1 else f"{len(days):,} unusual days"
    return render(request, "placements/look_ups.html", {"table": table, "count": reads.counted(request.user)})

"""The log: who did what, for auditors; and for the administrator, without the records themselves."""

import django_tables2 as tables
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities.access import permitted
from authorities.log import note
from authorities.log.filters import LogFilter, called
from authorities.log.heads import head
from authorities.log.reading import authorities_in, checked, told
from authorities.models import LogEntry
from authorities.tables import PortalTable

COLOURS = {"added": "green", "changed": "blue", "removed": "red", "refusal": "orange", "failed_sign_in": "orange"}


class LogTable(PortalTable):
    """Entries, the newest first."""

    row_header = True
    place = tables.Column(verbose_name="Entry", empty_values=(), orderable=False)
    what = tables.Column(verbose_name="What was done", empty_values=(), orderable=False)
    who = tables.Column(verbose_name="By", empty_values=(), orderable=False)
    whose = tables.Column(verbose_name="Authority", empty_values=(), orderable=False)
    details = tables.TemplateColumn(template_name="authorities/log_details.html", orderable=False)

    def render_place(self, record):
        return format_html("{}<br>{}", record.place, record.moment)

    def render_who(self, record):
        way = f"by {record.via}" if record.via else ""
        behalf = f"for {record.behalf}" if record.behalf else ""
        return format_html_join(mark_safe("<br>"), "{}", [(text,) for text in (record.who, behalf, way) if text])

    def render_what(self, record):
        tag = format_html(
            '<strong class="govuk-tag govuk-tag--{}">{}</strong>',
            COLOURS.get(record.kind, "grey"),
            record.get_kind_display(),
        )
        row = f"{called(record.about)} {record.about_id}".strip() if record.about else record.about_id
        return format_html("{}<br>{}", tag, row)


@require_safe
@permitted("authorities.read_log")
def log(request):
    entries = LogEntry.objects.for_user(request.user).select_related("link")
    filter = LogFilter(request.GET, queryset=entries, authorities=authorities_in(request.user))
    sample = filter.sample
    table = LogTable(filter.qs if sample is None else sample)
    RequestConfig(request, paginate={"per_page": 50} if sample is None else False).configure(table)
    count = table.paginator.count if sample is None else len(sample)
    in_words = "1 entry" if count == 1 else f"{count:,} entries"
    table.caption = table.counted("entry", "entries") if sample is None else in_words
    shown = [row.record for row in table.paginated_rows]
    if told(shown, request.user):
        note(kind="look_up", by=request.user, about=("authorities_logdetail", ""))
    context = {
        "filter": filter,
        "table": table,
        "count": count,
        "sample": sample is not None,
        "filtered": any(request.GET.get(name) for name in filter.filters),
        "page_has_errors": not filter.form.is_valid(),
        "head": head(),
        "checked": checked(),
    }
    return render(request, "authorities/log.html", context)

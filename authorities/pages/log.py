"""The log: who did what, for auditors; and for the administrator, without the records themselves."""

from functools import partial

import django_tables2 as tables
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.log import note
from authorities.log.filters import LogFilter, called
from authorities.log.heads import head
from authorities.log.reading import authorities_in, checked, told
from authorities.models import LogEntry
from authorities.saved_filters import first_of
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

    def in_file(self):
        return (
            Column("Entry", lambda entry: entry.place),
            Column("When", lambda entry: entry.at),
            Column("What was done", lambda entry: entry.get_kind_display()),
            Column("Records", lambda entry: called(entry.about) if entry.about else ""),
            Column("Record’s number", lambda entry: entry.about_id),
            Column("By", lambda entry: entry.who),
            Column("For", lambda entry: entry.behalf),
            Column("Through", lambda entry: entry.via),
            Column("Authority", lambda entry: str(entry.whose)),
            Column("Why", lambda entry: entry.why),
            Column("Details", _details),
        )

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


def _details(entry):
    """The details as the page says them, one after the other."""
    if not (entry.changes or entry.why):
        return "Erased" if entry.erased else "" if entry.read else "For auditors alone"
    return "; ".join(f"{each.name}: {each.in_words()}" for each in entry.changes)


@require_safe
@permitted("authorities.read_log")
def log(request):
    if not request.GET and (first := first_of(request.user, "log")):
        return redirect(first)
    entries = LogEntry.objects.for_user(request.user).select_related("link")
    filter = LogFilter(request.GET, queryset=entries, authorities=authorities_in(request.user))
    sample = filter.sample
    table = LogTable(filter.qs if sample is None else sample)
    RequestConfig(request, paginate={"per_page": 50} if sample is None else False).configure(table)
    if downloads.asked_for(request):
        tell = partial(told, person=request.user)
        about = {"name": "log", "title": "The log", "about": "authorities_logentry"}
        return downloads.answered(request, downloads.listed(table, form=filter.form, tell=tell, **about))
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

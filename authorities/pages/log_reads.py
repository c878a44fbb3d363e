"""Pages that were read: who was given which page, file or answer, and when; for auditors and the administrator."""

import django_tables2 as tables
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.log.filters import ReadFilter, page_called
from authorities.log.reading import authorities_in, told_of_reads
from authorities.models import LogRead
from authorities.saved_filters import first_of
from authorities.tables import PortalTable


class ReadTable(PortalTable):
    """Pages that were read, the last first."""

    row_header = True
    moment = tables.Column(verbose_name="When", empty_values=(), orderable=False)
    who = tables.Column(verbose_name="Who", empty_values=(), orderable=False)
    works_for = tables.Column(verbose_name="Works for", empty_values=(), orderable=False)
    whose = tables.Column(verbose_name="Whose record", empty_values=(), orderable=False)
    page = tables.Column(verbose_name="Page", empty_values=(), orderable=False)

    def in_file(self):
        return (
            Column("When", lambda row: row.at),
            Column("Who", lambda row: row.who),
            Column("Works for", lambda row: str(row.works_for)),
            Column("Whose record", lambda row: str(row.whose)),
            Column("Page", lambda row: page_called(row.via)),
            Column("Numbers in the address", lambda row: row.ids),
            Column("Asked by", lambda row: row.method),
        )

    def render_page(self, record):
        sent = f"({record.method})" if record.method != "GET" else ""
        below = " ".join(filter(None, [record.ids.replace("_id=", " ").replace("=", " "), sent]))
        return format_html("{}<br>{}", page_called(record.via), below) if below else page_called(record.via)


@require_safe
@permitted("authorities.read_log")
def log_reads(request):
    if not request.GET and (first := first_of(request.user, "log_reads")):
        return redirect(first)
    rows = LogRead.objects.for_user(request.user)
    filter = ReadFilter(request.GET, queryset=rows, authorities=authorities_in(request.user))
    table = ReadTable(filter.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    if downloads.asked_for(request):
        about = {"name": "pages-read", "title": "Pages that were read", "about": "authorities_logread"}
        return downloads.answered(request, downloads.listed(table, form=filter.form, tell=told_of_reads, **about))
    count = table.paginator.count
    table.caption = table.counted("page read", "pages read")
    told_of_reads([row.record for row in table.paginated_rows])
    context = {
        "filter": filter,
        "table": table,
        "count": count,
        "filtered": any(request.GET.get(name) for name in filter.filters),
        "page_has_errors": not filter.form.is_valid(),
    }
    return render(request, "authorities/log_reads.html", context)

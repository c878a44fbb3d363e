"""Work of the portal: what runs by itself, and whether it succeeded."""

import django_tables2 as tables
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import downloads
from authorities.access import permitted
from authorities.models import Job
from authorities.tables import PortalTable, TagColumn
from authorities.wording import from_slug, moment_in_words


class JobTable(PortalTable):
    """Jobs, those that failed first."""

    name = tables.Column(verbose_name="Work")
    slot = tables.Column(verbose_name="For")
    state = TagColumn(
        verbose_name="State", colours={"failed": "red", "done": "green", "running": "blue", "queued": "grey"}
    )
    queued_at = tables.Column(verbose_name="Asked for")
    finished_at = tables.Column(verbose_name="Finished", default="Not yet")
    note = tables.Column(verbose_name="What was said", empty_values=(), orderable=False)
    note.css = "govuk-table__cell--words"

    row_header = True
    caption = "Work"

    class Meta(PortalTable.Meta):
        order_by = "-queued_at"

    def render_name(self, value):
        return from_slug(value)

    def render_queued_at(self, value):
        return moment_in_words(value)

    def render_finished_at(self, value):
        return moment_in_words(value)

    def render_note(self, record):
        if record.error:
            return record.error[:500]
        done = f"{record.progress_done:,} of {record.progress_total:,}" if record.progress_total else ""
        return record.note or done


@require_safe
@permitted("authorities.read_jobs")
def jobs(request):
    table = JobTable(Job.objects.all())
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        listing = downloads.listed(table, name="jobs", title="Work of the portal", about="authorities_job")
        return downloads.answered(request, listing)
    failed = Job.objects.filter(state=Job.State.FAILED).count()
    return render(request, "authorities/jobs.html", {"table": table, "failed": failed})

"""Is the return ready? The placements of a quarter of which the return to DfE would lack something, and what."""

import django_tables2 as tables
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column
from authorities.people import Appointment
from authorities.sharing.readers import STAFF
from authorities.tables import PortalTable
from reports import return_ready as reads
from reports.periods import quarter_before, quarter_coded, quarter_of

QUARTERS = 4
# where each thing is put right, and the words for going there
MENDED = {
    "lacks_role": ("Say which role the title means", lambda _: reverse("job_titles")),
    "lacks_pay": ("Look at the pay", lambda record: f"{_placement(record)}#pay"),
    "lacks_number": ("Look at the placement", lambda record: _placement(record)),
    "lacks_team": (
        "Say it",
        lambda record: reverse("placement_checks", args=[record.pk]) + "#group_id_project_team",
    ),
    "lacks_reason": ("Give a reason", lambda record: reverse("answer_breach", args=[record.pk])),
    "lacks_signatures": ("Look at what is signed", lambda record: f"{_placement(record)}#rules"),
}


class LackingTable(PortalTable):
    """Placements, each with what the return would lack of it."""

    reference = tables.Column(verbose_name="Placement", linkify=lambda record: _placement(record))
    authority = tables.Column(verbose_name="Authority", order_by="authority__name")
    lacks = tables.Column(verbose_name="What is lacking", empty_values=(), orderable=False)
    lacks.css = "govuk-table__cell--words"

    row_header = True

    class Meta(PortalTable.Meta):
        order_by = "reference"

    def __init__(self, *args, logged_for, **kwargs):
        super().__init__(*args, **kwargs)
        self.logged_for = logged_for

    def in_file(self):
        return (
            Column("Placement", lambda one: one.reference),
            Column("Authority", lambda one: str(one.authority)),
            Column("What is lacking", lambda one: "; ".join(_lacking(one))),
        )

    def render_lacks(self, record):
        lacking = [name for name in reads.LACKING if getattr(record, name)]
        return format_html_join("", "<div>{}</div>", ((self._said(name, record),) for name in lacking))

    def _said(self, name, record):
        words, (action, address) = reads.LACKING[name], MENDED[name]
        if record.authority not in self.logged_for:
            return words
        hidden = format_html('<span class="govuk-visually-hidden"> for placement {}</span>', record.reference)
        return format_html('{}. <a class="govuk-link" href="{}">{}{}</a>', words, address(record), action, hidden)


@require_safe
@permitted("reports.read_return")
def return_ready(request):
    today = clock.today()
    quarter = _asked(request.GET.get("quarter", ""), today)
    every = reads.in_quarter(request.user, quarter).select_related("authority")
    table = LackingTable(
        reads.lacking(every),
        logged_for=request.user.authorities_as(Appointment.Role.HR_OFFICER),
        exclude=() if len(request.user.authorities_as(*STAFF)) > 1 else ("authority",),
    )
    table.found_at_once, table.before_filter = True, every
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if downloads.asked_for(request):
        title = f"What the return of {quarter.words} would lack"
        about = {"name": f"return-{quarter.code}", "about": "placements_placement"}
        return downloads.answered(request, downloads.listed(table, title=title, chosen=(quarter.words,), **about))
    count, of = table.paginator.count, reads.of_quarter(request.user, quarter).count()
    table.caption = _counted(table, of, quarter)
    context = {
        "table": table,
        "count": count,
        "of": of,
        "quarter": quarter,
        "closes_on": reads.closes_on(quarter),
        "closed": reads.closes_on(quarter) < today,
        "others": [each for each in _latest(today) if each != quarter],
        "now": timezone.now(),
    }
    return render(request, "reports/return_ready.html", context)


def _lacking(record):
    return [words for name, words in reads.LACKING.items() if getattr(record, name)]


def _asked(code, today):
    """The quarter that the address names, which has begun; the last one that is over where it names none."""
    if not code:
        return quarter_before(today)
    try:
        quarter = quarter_coded(code)
    except ValueError as error:
        raise Http404 from error
    if quarter.first > today:
        raise Http404
    return quarter


def _counted(table, of, quarter):
    placements, lack = "placement" if of == 1 else "placements", "lacks" if table.how_many() == "1" else "lack"
    return f"{table.how_many()} of {of:,} {placements} of {quarter.words} {lack} something"


def _latest(today):
    quarters = [quarter_of(today)]
    while len(quarters) < QUARTERS:
        quarters.append(quarter_before(quarters[-1].first))
    return quarters


def _placement(record):
    return reverse("placement", args=[record.pk])

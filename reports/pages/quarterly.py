"""The quarter's report, for the lead director and West Midlands Employers alone."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from authorities import clock
from authorities.access import confirmed_to_read, permitted
from reports import queries
from reports.editions import ask_for_rebuild, edition_or_none, file_response, may_rebuild, no_edition, period_or_404
from reports.files.chart import workers_summary
from reports.files.quarterly import SVG, in_words, method_of, notes, title_of
from reports.models import Edition
from reports.periods import quarter_coded
from reports.tables import tables_of

QUARTERLY = Edition.Kind.QUARTERLY


@permitted("reports.read_quarterly")
@require_safe
def quarterly(request, quarter):
    period = period_or_404(quarter_coded, quarter)
    edition = edition_or_none(request, QUARTERLY, period)
    context = {
        "period": period,
        "crumbs": [("Reports", reverse("reports"))],
        "may_rebuild": may_rebuild(request, period),
    }
    if edition is None:
        return no_edition(request, context | {"rebuild_page": "rebuild_quarterly"}, over=period.is_over(clock.today()))
    content, svg = edition.content, edition.files.filter(media_type=SVG).first()
    context |= {
        "edition": edition,
        "content": content,
        "title": title_of(content),
        "notes": notes(content, edition.number, edition.known_at, edition.log_head),
        "tables": [_in_words(table) for table in tables_of(content)],
        "svg": bytes(svg.body).decode() if svg else "",
        "summary": workers_summary(content),
        "method": method_of(content),
        "files": edition.files.exclude(media_type=SVG).order_by("name").defer("body"),
        "editions": queries.editions_of(request.user, QUARTERLY, period.code),
    }
    return render(request, "reports/quarterly.html", context)


@permitted("reports.read_quarterly")
@confirmed_to_read
@require_safe
def quarterly_file(request, quarter, name):
    return file_response(request, QUARTERLY, period_or_404(quarter_coded, quarter), name)


@permitted("reports.rebuild")
@require_POST
def rebuild_quarterly(request, quarter):
    period = period_or_404(quarter_coded, quarter)
    return ask_for_rebuild(request, job="build_quarterly", period=period, argument="quarter", page="quarterly")


def _in_words(table):
    """A table whose cells are words, each with whether it stands to the right and its heading."""
    right = [kind not in ("text", "long") for _, kind in table.columns]
    return {
        "key": table.key,
        "title": table.title,
        "note": table.note,
        "headings": [(heading, numeric) for (heading, _), numeric in zip(table.columns, right, strict=True)],
        "rows": [
            [
                (in_words(value, kind), numeric, heading)
                for value, (heading, kind), numeric in zip(row, table.columns, right, strict=True)
            ]
            for row in table.rows
        ],
    }

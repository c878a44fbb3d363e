"""The month's savings: the region's total, and the authorities that this person may see."""

from operator import itemgetter

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from authorities import clock, downloads
from authorities.access import confirmed_to_read, permitted
from authorities.downloads import Column, Listing
from reports import queries
from reports.editions import (
    ask_for_rebuild,
    attachment,
    edition_or_none,
    file_response,
    may_rebuild,
    no_edition,
    period_or_404,
)
from reports.files.savings import CSV, LINE_COLUMNS, figures_file, lines_of
from reports.models import Edition, EditionFile
from reports.periods import month_coded
from reports.shown import authorities_shown, named_codes
from reports.totals import kinds_in, left_out_words

SAVINGS = Edition.Kind.SAVINGS


@permitted("reports.read_savings")
@require_safe
def savings(request, month):
    period = period_or_404(month_coded, month)
    edition = edition_or_none(request, SAVINGS, period)
    context = {
        "period": period,
        "crumbs": [("Reports", reverse("reports"))],
        "may_rebuild": may_rebuild(request, period),
    }
    if edition is None:
        context |= {"rebuild_page": "rebuild_savings"}
        return no_edition(request, context, over=period.is_over(clock.today()))
    content = edition.content
    shown = authorities_shown(request.user, content, period.last)
    context |= {
        "edition": edition,
        "content": content,
        "headlines": _headlines(content, content["region_figures"]),
        "own": [{"shown": each, "headlines": _headlines(content, each.figures)} for each in _own(request.user, shown)],
        "shown": shown,
        "some_lettered": any(not each.code for each in shown),
        "has_price_cap": "over_price_cap" in content["method"]["headlines"],
        "editions": queries.editions_of(request.user, SAVINGS, period.code),
        "files": EditionFile.objects.for_user(request.user).filter(edition=edition).order_by("-name").defer("body"),
        "is_newest": edition.number == queries.latest_edition(request.user, SAVINGS, period.code).number,
    }
    return render(request, "reports/savings.html", context)


@permitted("reports.read_savings")
@require_safe
def savings_lines(request, month, code):
    """The lines of one authority whose records this person may read."""
    period = period_or_404(month_coded, month)
    edition = edition_or_none(request, SAVINGS, period)
    if edition is None or code not in named_codes(request.user, edition.content, period.last):
        raise Http404
    content = edition.content
    words = content["method"]["left_out"]
    names = {each["slug"]: each["name"] for each in content["roles"]}
    authority = next(each for each in content["authorities"] if each["code"] == code)
    lines = [
        {
            **line,
            "role_name": names[line["role"]],
            "why": "; ".join(sorted({words[w] for w in line["left_out"].values()})),
        }
        for line in content["lines"]
        if line["authority"] == code
    ]
    if downloads.asked_for(request):
        return downloads.answered(request, lines_in_file(edition, authority))
    context = {
        "period": period,
        "edition": edition,
        "content": content,
        "authority": authority,
        "lines": lines,
        "crumbs": [
            ("Reports", reverse("reports")),
            (f"Savings in {period.words}", reverse("savings", args=[period.code])),
        ],
    }
    return render(request, "reports/savings_lines.html", context)


def lines_in_file(edition, authority):
    """The lines of one authority as a file, with the columns of the region's file of lines."""
    columns = tuple(Column(each.heading, itemgetter(at)) for at, each in enumerate(LINE_COLUMNS))
    title = f"{authority['name']}: savings in {edition.content['period_words']}, line by line, edition {edition.number}"
    of = {"about": "reports_edition", "about_id": str(edition.pk)}
    rows = lines_of(edition.content, authority["code"])
    return Listing(f"savings-lines-{edition.period}", title, columns=columns, rows=rows, **of)


@permitted("reports.download_region")
@confirmed_to_read
@require_safe
def savings_file(request, month, name):
    """A file of the whole region."""
    return file_response(request, SAVINGS, period_or_404(month_coded, month), name)


@permitted("reports.read_savings")
@confirmed_to_read
@require_safe
def own_savings_file(request, month):
    """The figures of the authorities that this person works for, as CSV; the whole region's are not theirs to take."""
    period = period_or_404(month_coded, month)
    edition = edition_or_none(request, SAVINGS, period)
    shown = authorities_shown(request.user, edition.content, period.last) if edition else []
    codes = {each.code for each in _own(request.user, shown)}
    if not codes:
        raise Http404
    body = figures_file(edition.content, edition.number, edition.known_at, codes, edition.log_head)
    name = f"savings-{period.code}-edition-{edition.number}-own.csv"
    return attachment(body, CSV, name, by=request.user, about=edition)


@permitted("reports.rebuild")
@require_POST
def rebuild_savings(request, month):
    period = period_or_404(month_coded, month)
    return ask_for_rebuild(request, job="build_savings", period=period, argument="month", page="savings")


def _own(person, shown):
    """The authorities to show in full: those of the person's own appointments."""
    held = {each.authority.ons_code for each in person.current_appointments if each.authority}
    return [each for each in shown if each.code in held]


def _headlines(content, figures):
    words = content["method"]["left_out"]
    return [
        {
            "kind": kind,
            **content["method"]["headlines"][kind],
            "figure": figures[kind],
            "left_out": left_out_words(figures[kind], words),
        }
        for kind in kinds_in(figures)
    ]

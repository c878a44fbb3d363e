"""The files of a quarter's report: a tagged PDF, a workbook and the picture."""

import json
from pathlib import Path

import typst

from authorities.wording import in_pounds, moment_in_words
from reports.method import LOG_HEAD
from reports.tables import tables_of
from reports.totals import kinds_in

from .chart import workers_summary, workers_svg
from .savings import XLSX
from .workbook import Column, Sheet, workbook

PDF, SVG = "application/pdf", "image/svg+xml"
TEMPLATE = Path(__file__).with_suffix(".typ")
NOT_COLLECTED = "not collected"
MANY_COLUMNS = 7
SHEET_NAMES = {
    "headline": "At a glance",
    "breaches": "Breaches by clause",
    "pay": "Average hourly pay",
    "savings": "Savings",
    "authorities": "Each authority",
    "authority-savings": "Savings by authority",
}


def files(content, edition, known_at, log_head=""):
    """Name, media type and body of each file of an edition (`edition`: its number)."""
    stem = f"quarterly-{content['period']}-edition-{edition}"
    svg = workers_svg(content)
    made = [
        (f"{stem}.pdf", PDF, document(content, edition, known_at, svg, log_head)),
        (f"{stem}.xlsx", XLSX, book(content, edition, known_at, log_head)),
    ]
    return [*made, (f"{stem}.svg", SVG, svg.encode())] if svg else made


def title_of(content):
    return f"Agency social workers, {content['period_words']}"


def notes(content, edition, known_at, log_head=""):
    """What stands above the report: edition, status, population, completeness."""
    now, whole = content["now"], content["now"]["region"]
    told = [
        f"Edition {edition}, with what was recorded up to {moment_in_words(known_at)}.",
        f"Population: agency social workers of the {now['members']} member authorities.",
        f"Leavers: {now['leavers']['sent']} of {now['members']} authorities sent theirs for all three months."
        + _named(" Not yet received in full: ", now["leavers"]["missing"]),
    ]
    if now["not_recorded"]:
        told.append(f"Nothing is recorded for {'; '.join(now['not_recorded'])}; that is not counted as zero.")
    if whole["recorded"]:
        share = whole["hours"]["timesheet_share"]
        told.append(
            f"Hours: {f'{share}%' if share else 'none'} from timesheets, the rest contracted. "
            f"{whole['with_timesheets']:,} of {whole['placements']:,} placements have a timesheet for every day."
        )
        if whole["above_cap"]["illustrative"]:
            told.append("The pay caps used are illustrative: the signed schedule has not been loaded.")
        if whole["savings"].get("over_price_cap", {}).get("illustrative"):
            told.append("The price caps used are illustrative: the region’s schedule has not been loaded.")
        if whole["savings"]["reference"]["illustrative"]:
            told.append("The reference rates used are illustrative: they are not a measured market.")
    if not content["before"]["recorded"]:
        told.append(f"Nothing was collected for {content['before_words']}.")
    told.append(f"Method {content['method']['version']}; savings by method {content['method']['savings_version']}.")
    if log_head:
        told.append(LOG_HEAD.format(head=log_head))
    return tuple(told)


def method_of(content):
    """The method as (heading, sentences)."""
    found = content["method"]
    headlines = [f"{each['title']}: {each['counts']} {each['formula']} Baseline: {each['baseline']}"
                 for each in (found["savings"][kind] for kind in kinds_in(found["savings"]))]  # fmt: skip
    price_cap = [found["price_cap"]] if found["price_cap"] else []
    return [("Counts", found["sentences"]), ("Savings", [*headlines, *found["savings_sentences"], *price_cap])]


def in_words(value, kind):
    """A cell as a person reads it."""
    if value is None:
        return NOT_COLLECTED
    if kind == "money":
        return in_pounds(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def document(content, edition, known_at, svg, log_head=""):
    """A tagged PDF, exported as PDF/UA-1. The moment inside is `known_at`, so the same content gives the same bytes."""
    report = {
        "title": title_of(content),
        "region": content["region"]["name"],
        "edition": edition,
        "status": f"with what was recorded up to {moment_in_words(known_at)}",
        "population": f"Agency social workers of the {content['now']['members']} member authorities",
        "notes": notes(content, edition, known_at, log_head),
        "tables": [_laid_out(table) for table in tables_of(content)],
        "chart": svg,
        "chart_summary": workers_summary(content),
        "method": method_of(content),
    }
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(report)},
        timestamp=int(known_at.timestamp()),
    )


def book(content, edition, known_at, log_head=""):
    """The same tables as a workbook, with the method on a sheet of its own."""
    above = notes(content, edition, known_at, log_head)
    title = title_of(content)
    sheets = [
        Sheet(
            SHEET_NAMES[table.key],
            f"{title}: {table.title.lower()}",
            (*above, *([table.note] if table.note else [])),
            tuple(Column(heading, kind, _empty(kind)) for heading, kind in table.columns),
            table.rows,
        )
        for table in tables_of(content)
    ]
    rows = [[heading, sentence] for heading, sentences in method_of(content) for sentence in sentences]
    sheets.append(Sheet("Method", title, above, (Column("About"), Column("What", "long")), rows))
    return workbook(title=title, created_at=known_at, sheets=sheets)


def _laid_out(table):
    kinds = [kind for _, kind in table.columns]
    return {
        "title": table.title,
        "note": table.note,
        "headings": [heading for heading, _ in table.columns],
        "kinds": kinds,
        "widths": _widths(kinds),
        "rows": [[in_words(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows],
    }


def _widths(kinds):
    """Typst widths: the first column holds a name; many columns share the rest, few take what they need."""
    if len(kinds) > MANY_COLUMNS:
        return ["4.6cm", *("1fr" for _ in kinds[1:])]
    if "long" in kinds:
        return ["1fr" if kind == "long" else "auto" for kind in kinds]
    return ["1fr", *("auto" for _ in kinds[1:])]


def _empty(kind):
    return "" if kind in ("text", "long") else NOT_COLLECTED


def _named(before, names):
    return f"{before}{'; '.join(names)}." if names else ""

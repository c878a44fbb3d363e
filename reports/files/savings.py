"""The files of a month's savings: a workbook, the figures as CSV and the lines as CSV."""

from decimal import Decimal

from authorities.wording import moment_in_words
from placements.models import PayType
from reports.method import LOG_HEAD
from reports.totals import kinds_in, left_out_words

from .comma import comma_separated
from .workbook import Column, Sheet, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TITLES = {
    "negotiated": "Negotiated down",
    "reference": "Against reference rates",
    "over_cap": "Going over the regional cap",
    "over_price_cap": "Going over the national price cap",
}
PARTS = {"exempt": "exempt", "approved": "approved", "breach": "not covered"}
PAY_TYPES = dict(PayType.choices)
WHOLE_REGION = "Whole region"


def files(content, edition, known_at, log_head=""):
    """Name, media type and body of each file of an edition (`edition`: its number)."""
    stem = f"savings-{content['period']}-edition-{edition}"
    return [
        (f"{stem}.xlsx", XLSX, book(content, edition, known_at, log_head)),
        (f"{stem}.csv", CSV, figures_file(content, edition, known_at, log_head=log_head)),
        (f"{stem}-lines.csv", CSV, lines_file(content)),
    ]


def status(content):
    return "provisional" if content["provisional"] else "complete"


def notes(content, edition, known_at, log_head=""):
    """What stands above every table of the report."""
    have, hours = content["completeness"], content["region_figures"]["hours"]
    share = "not known" if hours["timesheet_share"] is None else f"{hours['timesheet_share']}%"
    return (
        f"Edition {edition}, {status(content)}, with what was recorded up to {moment_in_words(known_at)}.",
        f"Population: {content['population']}",
        f"Hours: {share} from timesheets, the rest contracted. {have['with_timesheets']:,} of {have['placements']:,} "
        "placements have a timesheet for every day.",
        f"Method {content['method']['version']}: see the sheet “Method”. The figures are never added together.",
        *_warnings(content),
        *([LOG_HEAD.format(head=log_head)] if log_head else []),
    )


def book(content, edition, known_at, log_head=""):
    """The workbook: summary, by authority, by role, every figure, every line, method."""
    title = f"Savings in {content['period_words']}: {content['region']['name']}"
    above = notes(content, edition, known_at, log_head)
    groups = {
        "Summary": [(WHOLE_REGION, "All roles", content["region_figures"])],
        "By authority": _by_authority(content),
        "By role": _by_role(content),
        "By authority and role": _by_both(content),
    }
    sheets = [
        *(
            Sheet(name, title, above, FIGURE_COLUMNS, list(_figure_rows(content, each)))
            for name, each in groups.items()
        ),
        Sheet("Lines", title, above, LINE_COLUMNS, list(_line_rows(content))),
        Sheet("Method", title, above, (Column("About"), Column("What", "long")), list(_method_rows(content))),
    ]
    return workbook(title=title, created_at=known_at, sheets=sheets)


def figures_file(content, edition, known_at, codes=None, log_head=""):
    """Every figure as CSV, each row with its method and completeness; `codes`: these authorities' rows alone."""
    groups = [*_by_both(content, codes), *_by_authority(content, codes)]
    if codes is None:
        groups += [*_by_role(content), (WHOLE_REGION, "All roles", content["region_figures"])]
    beside = _beside(content, edition, known_at, log_head)
    rows = [[*beside.values(), *row, _baseline(content, row[2])] for row in _figure_rows(content, groups, _figure_csv)]
    return comma_separated([*beside, *FIGURE_HEADINGS, "baseline"], rows)


def lines_file(content):
    """Every line as CSV."""
    return comma_separated([column.heading.lower().replace(" ", "_") for column in LINE_COLUMNS], _line_rows(content))


FIGURE_COLUMNS = (
    Column("Authority"), Column("Role"), Column("Figure", "text"), Column("Amount", "money"), Column("Low", "money"),
    Column("High", "money"), Column("Lines counted", "count"), Column("Hours counted", "hours"),
    Column("Hours from timesheets, %", "share"), Column("Left out", "long", ""), Column("Rates used", "text"),
)  # fmt: skip
FIGURE_HEADINGS = (
    "authority", "role", "figure", "amount", "low", "high", "lines", "hours", "timesheet_share", "left_out",
    "rates_used",
)  # fmt: skip
LINE_COLUMNS = (
    Column("Authority code"), Column("Placement reference"), Column("Role"), Column("Pay type"), Column("From", "day"),
    Column("Until", "day"), Column("Hours", "hours"), Column("From timesheets", "hours"), Column("Contracted", "hours"),
    Column("Hourly pay", "rate"), Column("First offered", "rate"), Column("Reference rate", "rate"),
    Column("Cap", "rate"),
    Column("Negotiated down", "money", "left out"), Column("Against reference", "money", "left out"),
    Column("Over the cap", "money", "left out"), Column("Cover", "text", ""), Column("Left out because", "long", ""),
    Column("Illustrative", "long", ""),
)  # fmt: skip


def _figure_rows(content, groups, made=lambda row: row):
    words = content["method"]["left_out"]
    for authority, role, figures in groups:
        share = figures["hours"]["timesheet_share"]
        for kind in kinds_in(figures):
            one = figures[kind]
            rates = "illustrative" if one["illustrative"] else "as recorded"
            shared = [one["lines"], one["hours"], share, left_out_words(one, words), rates]
            yield made([authority, role, TITLES[kind], one["amount"], one["low"], one["high"], *shared])
            if kind.startswith("over"):
                for part, text in PARTS.items():
                    amount = one[part] if one["amount"] is not None else None
                    yield made([authority, role, f"{TITLES[kind]}: {text}", amount, None, None, *shared])


def _figure_csv(row):
    numbers = [None if value is None else Decimal(value) for value in row[3:6]]
    return [*row[:3], *numbers, row[6], *(None if value is None else Decimal(value) for value in row[7:9]), *row[9:]]


def _by_authority(content, codes=None):
    for each in content["authorities"]:
        if codes is None or each["code"] in codes:
            yield (
                each["name"] if each["recorded"] else f"{each['name']} (nothing recorded)",
                "All roles",
                each["figures"],
            )


def _by_role(content):
    for each in content["roles"]:
        yield WHOLE_REGION, each["name"], each["figures"]


def _by_both(content, codes=None):
    for authority in content["authorities"]:
        if codes is None or authority["code"] in codes:
            for role in authority["roles"]:
                yield authority["name"], role["name"], role["figures"]


def lines_of(content, code):
    """The rows of one authority, by its code, under LINE_COLUMNS."""
    return list(_line_rows(content | {"lines": [each for each in content["lines"] if each["authority"] == code]}))


def _line_rows(content):
    words, roles = content["method"]["left_out"], {each["slug"]: each["name"] for each in content["roles"]}
    for line in content["lines"]:
        why = "; ".join(f"{TITLES[kind]}: {words[reason]}" for kind, reason in sorted(line["left_out"].items()))
        numbers = [line[name] for name in NUMBERS]
        yield [
            line["authority"], line["order"], roles[line["role"]], PAY_TYPES.get(line["pay_type"], "Not known"),
            line["from"], line["until"], *(None if value is None else Decimal(value) for value in numbers),
            PARTS.get(line["cover"], ""), why, "; ".join(TITLES[kind] for kind in line["illustrative"]),
        ]  # fmt: skip


NUMBERS = (
    "hours", "timesheet_hours", "contracted_hours", "hourly_pay", "offered", "reference_rate", "cap", "negotiated",
    "reference", "over_cap",
)  # fmt: skip


def _method_rows(content):
    for kind in kinds_in(content["method"]["headlines"]):
        words = content["method"]["headlines"][kind]
        yield [TITLES[kind], f"{words['counts']} {words['formula']} Baseline: {words['baseline']}"]
    for sentence in content["method"]["sentences"]:
        yield ["Method", sentence]
    if content["method"]["price_cap"]:
        yield ["Price cap", content["method"]["price_cap"]]
    for source in content["reference_sources"]:
        yield ["Source of reference rates", source]


def _beside(content, edition, known_at, log_head):
    have = content["completeness"]
    return {
        "period": content["period"],
        "edition": edition,
        "status": status(content),
        "known_at": known_at.isoformat(timespec="seconds"),
        "method": content["method"]["version"],
        "population": content["population"],
        "completeness": f"{have['with_timesheets']} of {have['placements']} placements have a timesheet for every day",
        "log_head": log_head,
    }


def _baseline(content, title):
    kind = next(kind for kind, words in TITLES.items() if title.startswith(words))
    return content["method"]["headlines"][kind]["baseline"]


def _warnings(content):
    whole, missing = content["region_figures"], content["completeness"]["not_recorded"]
    if whole["over_cap"]["illustrative"]:
        yield "The pay caps used are illustrative: the signed schedule has not been loaded."
    if whole.get("over_price_cap", {}).get("illustrative"):
        yield "The price caps used are illustrative: the region’s schedule has not been loaded."
    if whole["reference"]["illustrative"]:
        yield "The reference rates used are illustrative: they are not a measured market."
    if missing:
        yield f"Nothing is recorded for {'; '.join(missing)}; that is not counted as zero."

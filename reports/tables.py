"""The quarter's tables, laid out once for page, PDF and workbook alike."""

from typing import NamedTuple

from authorities.wording import day_in_words
from placements.models import PayType

from .totals import kinds_in, left_out_words

PAY_TYPES = dict(PayType.choices)
REGIMES = {"regional": "Regional", "national": "National"}
PARTS = {"exempt": "exempt", "approved": "approved", "breach": "not covered"}
CAP_NOTE = "Figures marked “illustrative” use pay caps or reference rates that are not the real ones."


class Table(NamedTuple):
    """`columns` are (heading, kind): text, long, count, decimal, money, share; None in a row is “not collected”."""

    key: str
    title: str
    note: str
    columns: tuple
    rows: list

    # Above this many columns a page needs to lie on its side.
    @property
    def is_wide(self):
        return len(self.columns) > 7


def tables_of(content):
    """The tables of a quarter's report, in order."""
    return [
        headline(content), by_clause(content), pay(content), savings(content), by_authority(content),
        savings_by_authority(content),
    ]  # fmt: skip


def headline(content):
    """The region's figures, each beside the same quarter a year before."""
    rows = [(label, *(_told(content[when]["region"], read) for when in ("now", "before")), note)
            for label, read, note in HEADLINES]  # fmt: skip
    rows += [
        (label, *(read(content[when]) if content[when]["recorded"] else None for when in ("now", "before")), note)
        for label, read, note in COMPLETENESS
    ]
    last, before = day_in_words(content["last_day"]), day_in_words(content["before_last_day"])
    note = f"“On the last day” is {last}, and {before} for the year before. {CAP_NOTE}"
    columns = (("Figure", "text"), *_periods(content, "decimal"), ("What it counts", "long"))
    return Table("headline", "The quarter at a glance", note, columns, [_marked(content, row) for row in rows])


def by_clause(content):
    """Breaches by clause: not covered, covered, and what cannot be told."""
    before = {_clause(each): each for each in content["before"]["region"].get("breaches", ())}
    rows = []
    for each in content["now"]["region"].get("breaches", ()):
        then = before.get(_clause(each))
        rows.append((
            _title(each), REGIMES[each["regime"]], each["judged"],
            *(each[state] for state in ("breach", "exempt", "approved", "cannot_tell")),
            then and then["breach"], then and then["exempt"] + then["approved"],
            then and then["cannot_tell"],
        ))  # fmt: skip
    columns = (
        ("Clause", "text"), ("Rules", "text"), ("Placements judged", "count"), ("Breach, not covered", "count"),
        ("Breach, exempt", "count"), ("Breach, approved", "count"), ("Cannot tell", "count"),
        ("Year before: not covered", "count"), ("Year before: covered", "count"),
        ("Year before: cannot tell", "count"),
    )  # fmt: skip
    note = (
        "A breach with an exemption or an approval is still a breach, and is counted apart. "
        f"“Cannot tell” is not “met”. {CAP_NOTE if _is_any_clause_illustrative(content) else ''}"
    )
    return Table("breaches", "Breaches by clause", note.strip(), columns, rows)


def pay(content):
    """Average hourly pay by role and pay type on the last day."""
    now, before = (
        {(each["role"], each["pay_type"]): each for each in content[when]["region"].get("average_pay", ())}
        for when in ("now", "before")
    )
    rows = [
        (_capitalised(role["name"]), PAY_TYPES[pay_type], *(value for one in found for value in _mean(one)))
        for role in content["roles"]
        for pay_type in PAY_TYPES
        if any(found := [each.get((role["slug"], pay_type)) for each in (now, before)])
    ]
    columns = (
        ("Role", "text"), ("Pay type", "text"), (content["period_words"], "money"), ("Placements", "count"),
        (content["before_words"], "money"), ("Placements, year before", "count"),
    )  # fmt: skip
    note = "The plain mean of hourly pay to the worker on the last day of each quarter. PAYE is before holiday pay."
    return Table("pay", "Average hourly pay", note, columns, rows)


def savings(content):
    """The three months' savings, three different things, and the cost of going over."""
    now, before = (content[when]["region"].get("savings", {}) for when in ("now", "before"))
    rows = []
    for kind in kinds_in(now):
        one, then = now[kind], before.get(kind)
        title = content["method"]["savings"][kind]["title"] + (" (illustrative)" if one["illustrative"] else "")
        rows.append(
            (title, one["amount"], one["low"], one["high"], then and then["amount"], one["lines"], _out(content, one))
        )
        for part, text in PARTS.items() if kind.startswith("over") else ():
            parts = [each and each["amount"] and each[part] for each in (one, then)]
            rows.append((f"– {text}", parts[0], "", "", parts[1], "", ""))
    columns = (
        ("Figure", "text"), (content["period_words"], "money"), ("Low", "money"), ("High", "money"),
        (content["before_words"], "money"), ("Lines counted", "count"), ("Lines left out", "long"),
    )  # fmt: skip
    note = f"Different things, never added together. {_hours(content)} {content['method']['price_cap']} {CAP_NOTE}"
    return Table("savings", "Savings of the three months", note, columns, rows)


def by_authority(content):
    """Each authority's counts, its heads and people above the cap beside the year before."""
    before = {each["code"]: each for each in content["before"]["authorities"]}
    cap, breach = (
        " (illustrative)" if is_marked else ""
        for is_marked in (_illustrative(content, "above_cap"), _is_any_clause_illustrative(content))
    )
    rows = []
    for each in content["now"]["authorities"]:
        then = before.get(each["code"], {"recorded": False})
        reads = (_heads, _fte, _over_heads, _uncovered, _covered, _exemptions, _moves)
        rows.append((
            each["name"], *(_told(each, read) for read in reads), _told(then, _heads), _told(then, _over_heads),
            f"{each['months_sent']} of 3",
        ))  # fmt: skip
    columns = (
        ("Authority", "text"), ("Workers on the last day", "count"), ("FTE", "decimal"),
        (f"Paid above the cap{cap}", "count"), (f"In breach, not covered{breach}", "count"),
        (f"In breach, covered{breach}", "count"), ("Exemptions in force", "count"), ("Moves to permanent", "count"),
        ("Workers, year before", "count"), (f"Above the cap, year before{cap}", "count"),
        ("Leavers sent", "text"),
    )  # fmt: skip
    note = (
        "“Not collected” is not zero: nothing is on record to count. “Leavers sent” is months of the three. "
        f"{CAP_NOTE if breach else ''}"
    ).strip()
    return Table("authorities", "Each authority", note, columns, rows)


def savings_by_authority(content):
    """Each authority's savings and the cost of going over."""
    whole = content["now"]["region"].get("savings", {})
    marks = [" (illustrative)" if whole.get(kind, {}).get("illustrative") else "" for kind in ("reference", "over_cap")]
    rows = []
    for each in content["now"]["authorities"]:
        saved = each.get("savings", {})
        over = saved.get("over_cap", {"amount": None})
        amounts = [saved.get(kind, {}).get("amount") for kind in ("negotiated", "reference")]
        parts = [over["amount"] and over[part] for part in PARTS]
        rows.append((each["name"], *amounts, *parts, each.get("hours", {}).get("timesheet_share")))
    columns = (
        ("Authority", "text"), ("Negotiated down", "money"), (f"Against reference rates{marks[0]}", "money"),
        (f"Over the cap, exempt{marks[1]}", "money"), (f"Over the cap, approved{marks[1]}", "money"),
        (f"Over the cap, not covered{marks[1]}", "money"), ("Hours from timesheets, %", "share"),
    )  # fmt: skip
    return Table("authority-savings", "Savings by authority", f"Never added together. {CAP_NOTE}", columns, rows)


def _heads(one):
    return one["in_use"]["heads"]


def _fte(one):
    return one["in_use"]["fte"]


def _over_heads(one):
    return one["above_cap"]["heads"]


def _uncovered(one):
    return one["any_breach"]["uncovered"]


def _covered(one):
    return one["any_breach"]["covered"]


def _exemptions(one):
    return one["exemptions"]["exemption"]


def _moves(one):
    return one["moves"]


HEADLINES = (
    ("Agency workers in use on the last day", _heads, "Heads, counted once in each authority."),
    ("Agency workers in use on the last day, FTE", _fte, "Contracted weekly hours ÷ 37, our assumption for full time."),
    ("Agency workers in use at any time", lambda one: one["in_use"]["heads_in_period"], "Heads, on any day."),
    ("People paid above the regional cap", _over_heads, "On any day, covered or not."),
    ("– of them, covered throughout", lambda one: one["above_cap"]["covered"], "An exemption or an approval."),
    ("– besides, cannot tell", lambda one: one["above_cap"]["cannot_tell"], "A fact the cap needs is not known."),
    ("Placements in breach of any clause, not covered", _uncovered, "On any day."),
    ("Placements in breach, covered", _covered, "Every breach covered by an exemption or an approval."),
    ("Exemptions in force on the last day", _exemptions, "Leave to go outside a clause, with an exit plan."),
    ("Approved exceedances in force on the last day", lambda one: one["exemptions"]["approval"], "Both keys given."),
    ("Moves to permanent posts", _moves, "Counted where the first days of posts are on record."),
    ("Placements live in the quarter", lambda one: one["placements"], "On any day."),
    ("– of them, with a timesheet for every day", lambda one: one["with_timesheets"], "Completeness of hours."),
    ("Job titles not mapped to a role", lambda one: one["unmapped"]["titles"], "Their placements have no cap."),
)
COMPLETENESS = (
    ("Authorities that sent all their leavers", lambda section: section["leavers"]["sent"], "All three months."),
    (
        "Authorities with placements on record",
        lambda section: section["members"] - len(section["not_recorded"]),
        "Of the member authorities.",
    ),
)


def _told(one, read):
    return read(one) if one["recorded"] else None


def _periods(content, kind):
    return (content["period_words"], kind), (content["before_words"], kind)


def _marked(content, row):
    over = "cap" in row[0] and _illustrative(content, "above_cap")
    mark = over or ("breach" in row[0] and _is_any_clause_illustrative(content))
    return (f"{row[0]} (illustrative)", *row[1:]) if mark else row


def _illustrative(content, key):
    return content["now"]["region"].get(key, {}).get("illustrative", False)


def _is_any_clause_illustrative(content):
    return any(each["illustrative"] for each in content["now"]["region"].get("breaches", ()))


def _title(each):
    return f"{each['title']} (illustrative)" if each["illustrative"] else each["title"]


def _clause(each):
    return each["regime"], each["agreement"], each["clause"]


def _capitalised(name):
    return name[:1].upper() + name[1:]


def _mean(each):
    return (each["mean"], each["placements"]) if each else (None, None)


def _out(content, one):
    return left_out_words(one, content["method"]["left_out"]) or "none"


def _hours(content):
    share = content["now"]["region"].get("hours", {}).get("timesheet_share")
    return f"{share}% of the hours are from timesheets, the rest contracted." if share else "No hours are known."

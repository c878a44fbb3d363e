"""What is held on a worker as tables for a page: columns that say something, in words."""

import re

from authorities.wording import day_in_words, from_slug, in_pounds, proper_name
from placements.checks import named
from placements.details import OF_RATE
from placements.models import PayType
from reports.method import HEADLINES, LEFT_OUT
from reports.periods import month_coded

MONEY = {*OF_RATE, "offered_hourly_pay", "amount"} - {"pay_type"}
MONEY |= {"cap", "price_cap", "offered", "reference_rate"} | {f"headline_{kind}" for kind in HEADLINES}
# What a line of a report counts: its `reference` is an amount, and no supplier's.
RENAMED = {"reports.Edition": {kind: f"headline_{kind}" for kind in HEADLINES}}
# What only the portal reads stands in the files alone.
FOR_THE_PORTAL = {"id", "authority", "placement", "batch", "rule", "known", "known_at", "signed_before"}
CODED = {
    "agreement": proper_name,
    "clause": from_slug,
    "role": from_slug,
    "covered_by": lambda kinds: " or ".join(kinds.split()),
    "pay_type": lambda code: dict(PayType.choices).get(code, code),
    "period": lambda code: month_coded(code).words,
    "illustrative": lambda kinds: "; ".join(map(_headline, kinds)) if isinstance(kinds, list) else kinds,
    "left_out": lambda kinds: "; ".join(
        f"{_headline(kind)}: {LEFT_OUT.get(why) or from_slug(why)}" for kind, why in kinds.items()
    ),
    "clauses": lambda rows: "; ".join(map(_clause, rows)),
}
LABELS = {
    "ended_on": "Last day",
    "at": "When",
    "by": "Whose doing",
    "from": "From",
    "until": "Until",
    "what": "What",
    "asked_for": "For",
    "why": "Why",
    **{f"headline_{kind}": of["title"] for kind, of in HEADLINES.items()},
}
MOST = 25
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def tables(held, *, plain=False, most=MOST):
    """Context for a page: `tables`, each a title, headings, rows of words and how many rows are in the files alone;
    and `nothing`, the titles of what nothing is on record of.

    `plain`: only what a worker's own page shows.
    """
    sections = [section for section in held["sections"] if section["plain"] or not plain]
    return {
        "tables": [_table(section, most) for section in sections if section["rows"]],
        "nothing": [section["title"] for section in sections if not section["rows"]],
    }


def _table(section, most):
    renamed = RENAMED.get(section["kind"], {})
    rows = [{renamed.get(name, name): value for name, value in row.items()} for row in section["rows"]]
    names = [
        name
        for name in dict.fromkeys(name for row in rows for name in row)
        if name not in FOR_THE_PORTAL and any(row.get(name) not in ("", None, [], {}) for row in rows)
    ]
    return {
        "title": section["title"],
        "headings": [LABELS.get(name) or named(name) for name in names],
        "rows": [
            [(LABELS.get(name) or named(name), _words(name, row.get(name))) for name in names] for row in rows[:most]
        ],
        "more": max(0, len(rows) - most),
    }


def _words(name, value):
    if value in (None, "", [], {}):
        return ""
    if name in CODED:
        return CODED[name](value)
    if name in MONEY:
        return in_pounds(value)
    if isinstance(value, dict):
        return "; ".join(f"{from_slug(key)}: {each}" for key, each in value.items() if each not in ("", None))
    if isinstance(value, list):
        return "; ".join(" ".join(map(str, each)) if isinstance(each, list) else str(each) for each in value)
    return day_in_words(value[:10]) if A_DAY.match(value) else value


def _clause(row):
    agreement, version, clause, since = row
    return f"{from_slug(clause)}, from {day_in_words(since)} ({proper_name(agreement)} {version})"


def _headline(kind):
    # A report stays as it was published, and so do the names that it was made with.
    return HEADLINES[kind]["title"] if kind in HEADLINES else from_slug(kind)

"""The head of the file: whose agreement it is, what it corrects, whose figures it holds, who has signed it."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from compliance.agreement import NATIONAL, REGIONAL
from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.rule import in_words


def heading(sheet: Sheet) -> Iterator[Problem]:
    """What the first keys say, taken together."""
    top = sheet.top.keys
    if sheet.is_schedule:
        yield from _schedule(sheet)
    elif (top["regime"] == REGIONAL) != bool(top.get("region")):
        remedy = "Give the region’s ONS code for a regional agreement, and none for the national rules."
        yield sheet.problem(sheet.top, "region", "“region” and “regime” do not fit together.", remedy)
    elif not sheet.clauses:
        yield sheet.problem(sheet.top, "agreement", "This agreement has no clause.", "Add a [[clause]].")
    yield from _correction(sheet)
    if top.get("pay_types") == []:
        remedy = "List how workers may be paid, or leave it out for all three ways."
        yield sheet.problem(sheet.top, "pay_types", "“pay_types” is empty.", remedy)


def _schedule(sheet: Sheet) -> Iterator[Problem]:
    top = sheet.top.keys
    if top["regime"] != NATIONAL:
        message = "A schedule of figures belongs to the national rules."
        yield sheet.problem(sheet.top, "regime", message, f'Write regime = "{NATIONAL}", or leave out schedule_of.')
    if not top.get("region"):
        message = "A schedule of figures is for one region, and none is named."
        yield sheet.problem(sheet.top, "schedule_of", message, "Give the region’s ONS code in “region”.")
    if top["schedule_of"] == top["agreement"]:
        message = "A schedule of figures cannot be of itself."
        yield sheet.problem(sheet.top, "schedule_of", message, "Name the agreement whose clause the figures are for.")
    if not sheet.rows("cap"):
        yield sheet.problem(sheet.top, "schedule_of", "This schedule of figures has no figure.", "Add a [[cap]].")
    for table in ("clause", "parameter", "exception", "member"):
        for row in sheet.rows(table):
            message = f"A schedule of figures has no [[{table}]] of its own."
            yield sheet.problem(row, "", message, "Take it out, or leave out schedule_of.")
    for row in sheet.rows("role"):
        if row.keys["slug"] != row.keys["core_type"]:
            message = f"The role “{row.keys['slug']}” is not a core job type, and a price cap is set for those alone."
            yield sheet.problem(row, "slug", message, f'Write slug = "{row.keys["core_type"]}".')


def _correction(sheet: Sheet) -> Iterator[Problem]:
    top = sheet.top.keys
    corrects, reason = top.get("corrects"), top.get("reason")
    if corrects and not reason:
        remedy = "Say in “reason” what was wrong."
        yield sheet.problem(sheet.top, "corrects", "A correction gives no reason.", remedy)
    if reason and not corrects:
        remedy = "Name in “corrects” the version that this one puts right, or take the reason out."
        yield sheet.problem(sheet.top, "reason", "A reason is given, but no version is corrected.", remedy)
    if corrects and corrects == top["version"]:
        remedy = "Give this version a label of its own."
        yield sheet.problem(sheet.top, "corrects", "A version cannot correct itself.", remedy)


def members(sheet: Sheet, known_authorities: Collection[str] | None) -> Iterator[Problem]:
    """Who has signed: known, in time, and once at a time."""
    if sheet.is_schedule:
        return
    spans: dict[str, list[Row]] = {}
    for row in sheet.rows("member"):
        code = row.keys["authority"]
        spans.setdefault(code, []).append(row)
        if sheet.top.keys["regime"] == NATIONAL:
            message = "The national rules bind every authority, so that nobody reads who has signed."
            yield sheet.problem(row, "authority", message, "Take this [[member]] out.")
        elif known_authorities is not None and code not in known_authorities:
            remedy = "Correct the code, or load the region with this authority first."
            yield sheet.problem(row, "authority", f"{code} is not an authority of the region.", remedy)
        yield from _gone(row, sheet)
    for rows in spans.values():
        yield from _overlaps(sorted(rows, key=lambda row: row.keys["since"]), sheet)


def _gone(row: Row, sheet: Sheet) -> Iterator[Problem]:
    until = row.keys.get("until")
    if until and row.keys["since"] <= until < sheet.top.keys["in_force_from"]:
        message = f"{row.keys['authority']} left on {in_words(until)}, before this version begins."
        yield sheet.problem(row, "until", message, "Take this [[member]] out.")


def _overlaps(rows: list[Row], sheet: Sheet) -> Iterator[Problem]:
    for before, after in pairwise(rows):
        if "until" not in before.keys or after.keys["since"] <= before.keys["until"]:
            message = f"The time of {after.keys['authority']} overlaps with that of {before.head}."
            yield sheet.problem(after, "since", message, "Let the one end before the other begins, or keep one.")

"""A clause has what its rule reads, says nothing that nobody reads, and has its dates in order."""

from collections.abc import Iterator
from datetime import date

from compliance.agreement import ENGAGEMENT, REGIONAL, STATUTORY
from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.agreement_reads import NO_RULE, OF_ANY_RULE, READS, reads
from compliance.agreement_shape import CLAUSE_KEYS
from compliance.rule import in_words
from compliance.rules import RULES

FOR_A_RULE = {*OF_ANY_RULE, *(key for each in READS.values() for key in each.keys)}
PROMOTION = "promotion"


def clauses(sheet: Sheet) -> Iterator[Problem]:
    """Each clause by itself, and with the rows that belong to it."""
    for row in (*sheet.rows("clause"), *sheet.rows("member")):
        yield from _dates(row, sheet)
    for row in sheet.rows("clause"):
        yield from _needs(row, sheet)
        yield from _ignored(row, sheet)
        yield from _of_a_ceiling(row, sheet)
    yield from _exceptions(sheet)


def _dates(row: Row, sheet: Sheet) -> Iterator[Problem]:
    keys, order = row.keys, "Put the dates in order."
    for key in ("until", "existing_from"):
        if key in keys and keys[key] < keys["since"]:
            yield sheet.problem(row, key, f"“{key}” is before “since”.", order)
    if "existing_from" in keys and "until" in keys and keys["existing_from"] > keys["until"]:
        yield sheet.problem(row, "existing_from", "“existing_from” is after “until”.", order)
    if row.table == "clause" and keys.get("until", date.max) < sheet.top.keys["in_force_from"]:
        message = f"This clause ends on {in_words(keys['until'])}, before this version begins."
        yield sheet.problem(row, "until", message, "Take the clause out, or give it a later last day.")


def _needs(row: Row, sheet: Sheet) -> Iterator[Problem]:
    rule = row.keys.get("rule")
    if not rule:
        return
    given = {each.keys["name"] for each in sheet.rows("parameter") if each.clause == row.keys["id"]}
    for need in RULES[rule].needs:
        in_clause = need in CLAUSE_KEYS
        if need != "cap" and not row.keys.get(need) and need not in given:
            remedy = f"Add {need} = … to this clause." if in_clause else f'Add a [[parameter]] with name = "{need}".'
            yield sheet.problem(row, "rule", f"The rule “{rule}” needs “{need}”.", remedy)


def _ignored(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """Keys that no one reads, so that nobody takes them for what the portal does."""
    rule = row.keys.get("rule", "")
    read = {*reads(rule).keys, *(OF_ANY_RULE if rule else ())}
    for key in row.keys:
        if key in FOR_A_RULE and key not in read:
            if rule:
                message, remedy = f"The rule “{rule}” does not read “{key}”.", "Take it out."
            else:
                message, remedy = f"No rule judges this clause, so that nobody reads “{key}”.", "Take it out."
            yield sheet.problem(row, key, message, remedy)
    if rule and row.keys["judged"] == ENGAGEMENT:
        for key in ("existing_from", "transitional"):
            if row.keys.get(key):
                message = f"A clause that is judged at the start binds no earlier one, so that nobody reads “{key}”."
                yield sheet.problem(row, key, message, 'Take it out, or write judged = "continuing".')


def _of_a_ceiling(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """Keys that a rule about caps reads in some cases alone."""
    if reads(row.keys.get("rule", "")).caps:
        yield from _on_costs(row, sheet)
        own = sheet.top.keys["regime"] == REGIONAL
        if own and row.keys.get("counts") and not sheet.rows("band"):
            message = "No cap is given by experience, so that nobody reads “counts”."
            yield sheet.problem(row, "counts", message, "Take it out, or give caps by [[band]].")


def _on_costs(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """The three keys about what a PAYE rate leaves out, where the clause compares pay with on-costs."""
    keys = row.keys
    if keys.get("paye") == STATUTORY and not keys.get("on_costs"):
        remedy = "Name in “on_costs” the agreement that holds them."
        yield sheet.problem(row, "paye", "On-costs are worked out, but no statutory rates are named.", remedy)
    if keys.get("on_costs") and keys.get("paye") != STATUTORY:
        remedy = f'Write paye = "{STATUTORY}", or take it out.'
        yield sheet.problem(row, "on_costs", "Statutory rates are named, but nothing is worked out from them.", remedy)
    bases = {keys.get("base"), *(cap.keys.get("base") for cap in sheet.rows("cap") if cap.clause == keys["id"])}
    if bases <= {"pay", None}:
        for key in ("paye", "paye_less", "on_costs"):
            if keys.get(key):
                message = f"Hourly pay is compared without on-costs, so that nobody reads “{key}”."
                yield sheet.problem(row, key, message, "Take it out, or change the base.")


def _exceptions(sheet: Sheet) -> Iterator[Problem]:
    ranked = [row for row in sheet.rows("role") if "rank" in row.keys]
    for row in () if sheet.is_schedule else sheet.rows("exception"):
        read = sheet.reads(row.clause)
        if read is not None and not read.exceptions:
            of = "is judged by no rule" if read is NO_RULE else "has a rule that reads no exception"
            message = f"The clause “{row.clause}” {of}."
            yield sheet.problem(row, "clause", message, "Take this exception out, or correct the name of its clause.")
        elif row.keys["reason"] == PROMOTION and len({role.keys["rank"] for role in ranked}) < 2:
            message = "A promotion is told by the ranks of two roles, and no two roles differ in rank."
            yield sheet.problem(row, "reason", message, "Give each [[role]] its rank.")

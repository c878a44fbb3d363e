"""Parameters: read by the rule of their clause, in its unit, and there on every day that asks for them."""

from collections.abc import Iterator
from decimal import Decimal

from compliance.agreement_checks.series import WHAT, dead, gap
from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.agreement_reads import NO_RULE, Reads
from compliance.agreement_shape import UNITS, UNKNOWN

REMEDY = f'Let it begin earlier, or add a [[parameter]] for those days with value = "{UNKNOWN}".'


def numbers(sheet: Sheet) -> Iterator[Problem]:
    """Each number by itself, then each over time."""
    if sheet.is_schedule:
        return
    series: dict[tuple[str, str], list[Row]] = {}
    for row in sheet.rows("parameter"):
        read = sheet.reads(row.clause)
        if read is None:
            continue  # there is no such clause, which is said already
        if row.keys["name"] not in read.numbers:
            yield _unread(row, read, sheet)
            continue
        series.setdefault((row.clause, row.keys["name"]), []).append(row)
        yield from _value(row, read.numbers[row.keys["name"]], sheet)
    for (clause, name), rows in series.items():
        span = sheet.span(clause)
        for row, message, remedy in (*gap(rows, span, REMEDY), *dead(rows, span)):
            yield sheet.problem(row, "since", message.replace(WHAT, f"“{name}”"), remedy)


def _unread(row: Row, read: Reads, sheet: Sheet) -> Problem:
    rule, name = sheet.clauses[row.clause].keys.get("rule"), row.keys["name"]
    if read is NO_RULE:
        message = f"No rule judges the clause “{row.clause}”, so that nobody reads “{name}”."
        return sheet.problem(row, "name", message, "Take it out, and say it in the words of the clause.")
    known = f"Use one of: {', '.join(read.numbers)}." if read.numbers else "Take it out: the rule reads no number."
    return sheet.problem(row, "name", f"The rule “{rule}” does not read “{name}”.", known)


def _value(row: Row, unit: str, sheet: Sheet) -> Iterator[Problem]:
    name, value = row.keys["name"], row.keys["value"]
    if row.keys["unit"] != unit:
        message = f"“{name}” is counted in {unit}, not in {row.keys['unit']}."
        yield sheet.problem(row, "unit", message, f'Write unit = "{unit}", or correct the name.')
    elif value == UNKNOWN:
        yield from unknown_but_illustrative(row, sheet)
    elif UNITS[unit].whole and "." in value:
        yield sheet.problem(row, "value", f"“{value}” is not a whole number.", f"Write a whole number of {unit}.")
    elif not UNITS[unit].least <= Decimal(value) <= UNITS[unit].most:
        message = f"{value} {unit} cannot be right for “{name}”."
        remedy = f"Write a number from {UNITS[unit].least} to {UNITS[unit].most}."
        yield sheet.problem(row, "value", message, remedy)


def unknown_but_illustrative(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A figure that is not known cannot be an invented one too."""
    if row.keys.get("illustrative"):
        message = "A figure that is not known cannot be illustrative."
        yield sheet.problem(row, "illustrative", message, "Take “illustrative” out, or give the figure.")

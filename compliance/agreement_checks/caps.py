"""Caps: one for each role, kind of pay and band of experience on every day, and none that nobody reads."""

from collections.abc import Iterator

from compliance.agreement import POUNDS_AN_HOUR, REGIONAL, Version
from compliance.agreement_checks.bands import holes, in_years, overlapping
from compliance.agreement_checks.lowered import lowered
from compliance.agreement_checks.numbers import unknown_but_illustrative
from compliance.agreement_checks.series import WHAT, Fault, dead, gap
from compliance.agreement_checks.sheet import Problem, Row, Sheet
from compliance.agreement_checks.things import Thing, merged, series
from compliance.agreement_reads import NO_RULE, reads
from compliance.agreement_shape import UNKNOWN
from compliance.rule import PAY_TYPES
from compliance.rules import RULES

EARLIER = f'Let it begin earlier, or add a [[cap]] for those days with value = "{UNKNOWN}".'
ADD = f'Add a [[cap]], with value = "{UNKNOWN}" where the figure is not known.'


def caps(sheet: Sheet, previous: Version | None) -> Iterator[Problem]:
    """Each cap by itself, then what is missing, what nobody reads, and what is lower than before."""
    for row in sheet.rows("cap"):
        yield from _row(row, sheet)
    given = series(sheet)
    faults = [(thing, fault) for thing in given for fault in _over_time(thing, given[thing], sheet)]
    faults += [(thing, fault) for thing in given for fault in lowered(thing, given[thing], sheet, previous)]
    for clause in _clauses_with_caps(sheet):
        if not sheet.rows("role"):
            at = sheet.clauses.get(clause, sheet.top)
            yield sheet.problem(at, "id", f"The clause “{clause}” has caps, and there is no role.", "Add a [[role]].")
        for role in sheet.rows("role"):
            for pay_type in sheet.top.keys.get("pay_types", PAY_TYPES):
                thing = Thing(clause, role.keys["slug"], "", pay_type)
                faults += [(thing, fault) for fault in _coverage(thing, role, given, sheet)]
    yield from merged(faults, sheet)
    yield from _overlaps(given, sheet)


def _row(row: Row, sheet: Sheet) -> Iterator[Problem]:
    keys = row.keys
    read = None if sheet.is_schedule else sheet.reads(row.clause)
    if read is not None and not read.caps:
        of = "is judged by no rule" if read is NO_RULE else "has a rule that reads no cap"
        message = f"The clause “{row.clause}” {of}."
        yield sheet.problem(row, "clause", message, "Take this cap out, or correct the name of its clause.")
    if keys["unit"] != POUNDS_AN_HOUR:
        message = f"A cap is in {POUNDS_AN_HOUR}, not in {keys['unit']}."
        yield sheet.problem(row, "unit", message, f'Write unit = "{POUNDS_AN_HOUR}".')
    for pay_type in keys["pay_types"]:
        if pay_type not in sheet.top.keys.get("pay_types", PAY_TYPES):
            message = f"“{pay_type}” is not among the pay_types of this agreement."
            yield sheet.problem(row, "pay_types", message, "Take it out here, or add it there.")
    if keys["value"] == UNKNOWN:
        yield from unknown_but_illustrative(row, sheet)


def _clauses_with_caps(sheet: Sheet) -> list[str]:
    """The clauses whose figures this file has to hold: a national price cap leaves them to each region's schedule."""
    named = {row.clause: None for row in sheet.rows("cap")}
    if sheet.is_schedule:
        return list(named)
    ours = sheet.top.keys["regime"] == REGIONAL
    found = [(row.keys["id"], row.keys.get("rule", "")) for row in sheet.rows("clause")]
    return [id for id, rule in found if reads(rule).caps and (ours or id in named or "cap" in RULES[rule].needs)]


def _over_time(thing: Thing, rows: list[Row], sheet: Sheet) -> Iterator[Fault]:
    span = sheet.span(thing.clause)
    yield from gap(rows, span, EARLIER)
    yield from dead(rows, span)


def _coverage(thing: Thing, role: Row, given: dict[Thing, list[Row]], sheet: Sheet) -> Iterator[Fault]:
    """Experience for which a role has no cap, and a cap for the experience that is left when none is."""
    without = f"The clause “{thing.clause}” has no figure for {WHAT}"
    used = [row for row in sheet.rows("band") if thing._replace(band=row.keys["slug"]) in given]
    if not used:
        if thing not in given and _is_alive(thing.clause, sheet):
            yield Fault(role, f"{without}.", ADD)
        return
    left = list(holes(used))
    if thing not in given:
        yield from (Fault(role, f"{without} with {in_years(span)}.", ADD) for span in left)
    elif not left:
        message = f"This figure for {WHAT} is never used, because there are caps for every band of experience."
        yield from (Fault(row, message, "Take it out.") for row in given[thing])


def _is_alive(clause: str, sheet: Sheet) -> bool:
    span = sheet.span(clause)
    return span.first <= span.last


def _overlaps(given: dict[Thing, list[Row]], sheet: Sheet) -> Iterator[Problem]:
    """Two bands of one role that hold the same experience, said once however many roles use them."""
    used: dict[tuple[str, str, str], set[str]] = {}
    for clause, role, band, pay_type in given:
        used.setdefault((clause, role, pay_type), set()).add(band)
    pairs = {}
    for slugs in used.values():
        for one, other in overlapping(row for row in sheet.rows("band") if row.keys["slug"] in slugs):
            pairs[one.place, other.place] = one, other
    for one, other in pairs.values():
        message = f"The bands “{one.keys['slug']}” and “{other.keys['slug']}” overlap."
        yield sheet.problem(other, "from_years", message, "Let each begin where the one before ends.")

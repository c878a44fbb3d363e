"""The agreements of a world as agreement files."""

from datetime import date

from .in_the_product import code_of, judged_of
from .tidy_agreements import roles_of
from .world import Clause

SOURCED = {"source": "a test", "sure": "our decision"}
# A figure may be lower than the one before it where the file says why.
FIGURE = {**SOURCED, "unit": "pounds an hour", "lowered": "a test"}
UNITS = {
    "months": "months",
    "needed": "days",
    "needed_months": "months",
    "weeks": "weeks",
    "minimum": "days a week",
    "employer_ni_threshold": "pounds a week",
}


def as_file(version):
    """A version as an agreement file."""
    top = {
        "agreement": version.agreement,
        "title": version.agreement,
        "regime": version.regime,
        "region": version.region,
        "version": version.label,
        "in_force_from": version.in_force_from,
        "convention": version.convention,
        "schedule_of": version.schedule_of,
        "corrects": version.corrects,
        "reason": "a test" if version.corrects else "",
        **SOURCED,
    }
    ranks = dict(version.ranks)
    roles = roles_of(version).items()
    tables = [
        *(("member", signature(each)) for each in version.signed),
        *(("role", {"slug": slug, "name": slug, "core_type": core, "rank": ranks.get(slug)}) for slug, core in roles),
        *(("band", {**each._asdict(), "name": each.slug}) for each in version.bands),
        *(("clause", clause_in_file(each)) for each in version.clauses),
        *(("parameter", number_in_file(each)) for each in version.numbers),
        *(("exception", each) for clause in version.clauses for each in exceptions(clause)),
        *(("cap", {**each._asdict(), **FIGURE, **figure(each)}) for each in version.caps),
    ]
    return "\n\n".join([written("", top), *(written(table, values) for table, values in tables)])


def signature(signed):
    return {"authority": code_of(signed.authority), "since": signed.from_on, "until": signed.until_on}


def clause_in_file(clause):
    """What a clause says beyond what is so where nobody says anything."""
    usual = Clause._field_defaults
    named = {key: value for key, value in clause._asdict().items() if key not in usual or value != usual[key]}
    named.pop("exceptions", None)
    return {**named, "judged": judged_of(clause), "title": clause.id, "words": clause.id, **SOURCED}


def exceptions(clause):
    return ({"clause": clause.id, "reason": reason, **SOURCED} for reason in clause.exceptions)


def number_in_file(number):
    unit = "references" if number.clause == "references" else UNITS.get(number.name, "percent")
    return {**number._asdict(), **figure(number), "unit": unit, **SOURCED}


def figure(entry):
    return {"value": "unknown" if entry.value is None else str(entry.value)}


def written(table, values):
    lines = [f"{key} = {literal(value)}" for key, value in values.items() if value not in (None, "", ())]
    return "\n".join([f"[[{table}]]" if table else "", *lines])


def literal(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    return value.isoformat() if isinstance(value, date) else f'"{value}"' if isinstance(value, str) else str(value)

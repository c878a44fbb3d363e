"""Random agreements made fit to be files: a file must not hold what nobody would ever read."""

from itertools import pairwise

from .said import DAY
from .world import CORE_TYPES


def tidied(versions, members):
    """Those with a clause or a figure; a correction goes with what it corrects."""
    known = {each.authority for each in members}
    kept = [version for version in (tidy(each, known) for each in versions) if version.clauses or version.schedule_of]
    labels = {(version.agreement, version.label) for version in kept}
    return tuple(each for each in kept if not each.corrects or (each.agreement, each.corrects) in labels)


def tidy(version, known):
    begins = version.in_force_from
    clauses = [tidy_clause(each) for each in version.clauses if each.until is None or each.until >= begins]
    version = version._replace(
        clauses=tuple(clauses),
        signed=tuple(each for each in version.signed if each.authority in known and holds_after(each, begins)),
    )
    caps = without_needless(version.bands, in_use(version, version.caps, series_of_cap))
    named = {cap.band for cap in caps}
    version = version._replace(
        caps=caps,
        numbers=in_use(version, version.numbers, lambda number: (number.clause, number.name)),
        bands=tuple(band for band in version.bands if band.slug in named),
    )
    return version._replace(clauses=tuple(without_unread(version, clause) for clause in version.clauses))


def tidy_clause(clause):
    late = None not in (clause.until, clause.existing_from) and clause.existing_from > clause.until
    clause = clause._replace(existing_from=None) if late else clause
    return clause._replace(on_costs="") if clause.paye == "stated" else clause


def holds_after(signature, day):
    return signature.until_on is None or signature.until_on >= day


def without_unread(version, clause):
    """Experience counts where a cap asks for it, and a promotion where two ranks differ."""
    if clause.rule == "pay_cap" and not any(cap.band for cap in version.caps if cap.clause == clause.id):
        clause = clause._replace(counts=clause._field_defaults["counts"])
    if len({rank for _, rank in version.ranks}) < 2:
        clause = clause._replace(exceptions=tuple(each for each in clause.exceptions if each != "promotion"))
    return clause


def series_of_cap(cap):
    return cap.clause, cap.role, cap.pay_types, cap.band


def in_use(version, rows, series_of):
    """The rows that hold on some day of the version and of their clause."""
    clauses, kept = {clause.id: clause for clause in version.clauses}, []
    for row in rows:
        clause = clauses.get(row.clause)
        if clause is None and not version.schedule_of:
            continue
        first = max(version.in_force_from, clause.since) if clause else version.in_force_from
        later = [each.since for each in rows if series_of(each) == series_of(row) and each.since > row.since]
        ended = clause is not None and clause.until is not None and row.since > clause.until
        if not ended and min(later, default=first + DAY) > first:
            kept.append(row)
    return tuple(kept)


def without_needless(bands, caps):
    """No cap for workers in no band where there is a band for everybody."""
    if not bands or bands[0].from_years or bands[-1].until_years is not None:
        return caps
    if any(before.until_years != after.from_years for before, after in pairwise(bands)):
        return caps

    def banded(cap):
        same = (each for each in caps if series_of_cap(each)[:3] == series_of_cap(cap)[:3])
        return {each.band for each in same} >= {band.slug for band in bands}

    return tuple(cap for cap in caps if cap.band or not banded(cap))


def roles_of(version):
    """The roles that a file names: a price cap is set for core types alone."""
    if version.schedule_of:
        return {core: core for core in sorted(set(CORE_TYPES.values()))}
    return CORE_TYPES if version.caps or version.ranks else {}

"""Apply the clauses in force to the facts: the only loop."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from compliance.agreement import CONTINUING, ENGAGEMENT, Clause, NotInForce, Version
from compliance.facts import Facts
from compliance.parameters import Parameters, Rulebook
from compliance.periods import ONE_DAY
from compliance.rule import ILLUSTRATIVE_NUMBER, NOT_IN_FORCE, Outcome, Verdict, as_stored, cannot_tell
from compliance.rules import RULES

STRICTNESS = {Verdict.BREACH: 0, Verdict.CANNOT_TELL: 2, Verdict.DUE: 3, Verdict.MET: 4}


class Judged(NamedTuple):
    """An outcome with its citation and its days, both included; `until_on` is None while open-ended."""

    outcome: Outcome
    clause: Clause
    version: Version
    rule_name: str
    from_on: date
    until_on: date | None
    role: str = ""


def assess(stretches: Iterable[Facts], rulebook: Rulebook) -> list[Judged]:
    """What each clause in force says of a placement, strictest first; what stays the same is said once."""
    judged = _merged([each for facts in stretches for each in _all_of(facts, rulebook)])
    return sorted(judged, key=strictness)


def assess_stretch(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    """What each clause in force says of one stretch, strictest first."""
    return sorted(_all_of(facts, rulebook), key=strictness)


def not_bound(facts: Facts, rulebook: Rulebook) -> tuple[Parameters, ...]:
    """The continuing clauses in force that do not bind this assignment in this stretch: it began before them."""
    in_force = rulebook.bound(facts.region.code, facts.stretch_from, CONTINUING)
    signed = (each for each in in_force if _signed(each, facts, facts.stretch_from))
    return tuple(each for each in signed if not _binds_stretch(each, facts))


def strictness(judged: Judged) -> tuple[int, bool]:
    """Sorts the strictest first: a breach that waiting does not cure, one that it does, cannot tell, due, met."""
    outcome = judged.outcome
    curable = outcome.verdict is Verdict.BREACH and outcome.free_on is not None
    return STRICTNESS[outcome.verdict] + curable, judged.version.region == ""


def as_dict(judged: Judged, cover: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One outcome in the shape that page, API, command and export share."""
    outcome = judged.outcome
    return {
        "rule": judged.rule_name,
        "regime": judged.version.regime,
        "agreement": judged.version.agreement,
        "version": judged.version.version,
        "clause": judged.clause.id,
        "verdict": outcome.verdict.value,
        "from": judged.from_on.isoformat(),
        "until": judged.until_on and judged.until_on.isoformat(),
        "sentence": outcome.sentence(),
        "remedy": outcome.remedy(),
        "numbers": as_stored(outcome.numbers),
        "cover": as_stored(cover) if cover else None,
        "illustrative": outcome.illustrative,
    }


def _all_of(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    of_start = _of_start(facts, rulebook) if facts.is_first_stretch else []
    return _of_stretch(facts, rulebook) + of_start


def _of_stretch(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    judged = []
    for parameters in rulebook.bound(facts.region.code, facts.stretch_from, CONTINUING):
        binds = _signed(parameters, facts, facts.stretch_from) and _binds_stretch(parameters, facts)
        if binds and (outcome := _outcome(facts, parameters, facts.stretch_from)) is not None:
            judged.append(_cited(outcome, parameters, facts, facts.stretch_from, facts.stretch_until))
    return judged


def _of_start(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    judged = []
    for parameters in rulebook.bound(facts.region.code, facts.started_on, ENGAGEMENT):
        signed = _signed(parameters, facts, facts.started_on)
        if signed and (outcome := _outcome(facts, parameters, facts.started_on)) is not None:
            judged.append(_cited(outcome, parameters, facts, facts.started_on, facts.ended_on))
    return judged


def _cited(outcome: Outcome, parameters: Parameters, facts: Facts, from_on: date, until_on: date | None) -> Judged:
    clause = parameters.clause
    return Judged(outcome, clause, parameters.version, clause.rule, from_on, until_on, facts.role)


def _outcome(facts: Facts, parameters: Parameters, day: date) -> Outcome | None:
    try:
        outcome = RULES[parameters.clause.rule](facts, parameters)
        illustrative = outcome is not None and parameters.rests_on_illustrative(day)
        return outcome.marked_illustrative(ILLUSTRATIVE_NUMBER) if outcome and illustrative else outcome
    except NotInForce as absent:
        return cannot_tell(NOT_IN_FORCE, missing=str(absent))._replace(numbers={"missing": str(absent)})


def _binds_stretch(parameters: Parameters, facts: Facts) -> bool:
    """Assignments begun in the clause's time are bound; earlier or barred ones from the day it names, if any."""
    clause = parameters.clause
    if facts.started_on >= clause.since and not (clause.transitional and facts.contractual_bar):
        return True
    return clause.existing_from is not None and facts.stretch_from >= clause.existing_from


def _signed(parameters: Parameters, facts: Facts, day: date) -> bool:
    """A regional agreement binds those who signed it; the national rules bind every authority."""
    version = parameters.version
    if not version.region:
        return True
    return facts.region.is_member(facts.authority, day) and version.has_signed(facts.authority_code, day)


def _merged(judged: Sequence[Judged]) -> list[Judged]:
    """Stretches that follow each other with the same outcome as one: what a clause does not read cuts nothing."""
    last: dict[tuple[str, str], int] = {}
    kept: list[Judged] = []
    for each in judged:
        key = each.version.agreement, each.clause.id
        at = last.get(key)
        if at is not None and _goes_on(kept[at], each):
            kept[at] = kept[at]._replace(until_on=each.until_on)
        else:
            last[key] = len(kept)
            kept.append(each)
    return kept


def _goes_on(before: Judged, after: Judged) -> bool:
    if before.version is not after.version or before.clause is not after.clause or before.role != after.role:
        return False
    if before.until_on is None or before.until_on + ONE_DAY != after.from_on:
        return False
    return _told(before.outcome) == _told(after.outcome)


def _told(outcome: Outcome) -> Outcome:
    """An outcome without the day from which it is told."""
    return outcome._replace(numbers={name: value for name, value in outcome.numbers.items() if name != "day"})

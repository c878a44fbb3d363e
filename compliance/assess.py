"""Apply the clauses in force to the facts: the only loop."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from compliance.facts import Facts
from compliance.parameters import CONTINUING, ENGAGEMENT, Clause, NotInForce, Parameters, Rulebook, Version
from compliance.rule import NOT_IN_FORCE, Outcome, Verdict, as_stored, cannot_tell
from compliance.rules import RULES

STRICTNESS = {Verdict.BREACH: 0, Verdict.CANNOT_TELL: 2, Verdict.MET: 3}


class Judged(NamedTuple):
    """An outcome with its citation and its days, both included; `until_on` is None while open-ended."""

    outcome: Outcome
    clause: Clause
    version: Version
    rule_name: str
    from_on: date
    until_on: date | None


def assess(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    """What each clause in force says of one stretch, strictest first."""
    judged = _of_stretch(facts, rulebook)
    if facts.is_first_stretch:
        judged += _of_start(facts, rulebook)
    judged.sort(key=strictness)
    return judged


def strictness(judged: Judged) -> tuple[int, bool]:
    """Sorts the strictest first: a breach that waiting does not cure, one that it does, cannot tell, met."""
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


def _of_stretch(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    judged = []
    for parameters in rulebook.bound(facts.region.code, facts.stretch_from, CONTINUING):
        if _binds_stretch(parameters, facts) and (outcome := _outcome(facts, parameters)) is not None:
            judged.append(_cited(outcome, parameters, facts.stretch_from, facts.stretch_until))
    return judged


def _of_start(facts: Facts, rulebook: Rulebook) -> list[Judged]:
    judged = []
    for parameters in rulebook.bound(facts.region.code, facts.started_on, ENGAGEMENT):
        signed = _signed(parameters, facts, facts.started_on)
        if signed and (outcome := _outcome(facts, parameters)) is not None:
            judged.append(_cited(outcome, parameters, facts.started_on, facts.ended_on))
    return judged


def _cited(outcome: Outcome, parameters: Parameters, from_on: date, until_on: date | None) -> Judged:
    clause = parameters.clause
    return Judged(outcome, clause, parameters.version, clause.rule, from_on, until_on)


def _outcome(facts: Facts, parameters: Parameters) -> Outcome | None:
    try:
        return RULES[parameters.clause.rule](facts, parameters)
    except NotInForce as absent:
        return cannot_tell(NOT_IN_FORCE, missing=str(absent))._replace(numbers={"missing": str(absent)})


def _binds_stretch(parameters: Parameters, facts: Facts) -> bool:
    """Assignments begun in the clause's time are bound; earlier or barred ones from the day it names, if any."""
    clause = parameters.clause
    if not _signed(parameters, facts, facts.stretch_from):
        return False
    if facts.started_on >= clause.since and not (clause.transitional and facts.contractual_bar):
        return True
    return clause.existing_from is not None and facts.stretch_from >= clause.existing_from


def _signed(parameters: Parameters, facts: Facts, day: date) -> bool:
    """A regional agreement binds its members; the national rules bind every authority."""
    return not parameters.version.region or facts.region.is_member(facts.authority, day)

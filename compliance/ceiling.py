"""A rate against a ceiling: which cap holds, what is compared with it, and what is said."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

from compliance.agreement import EXCLUDED, ONLY, Cap
from compliance.amounts import HOURS, Amount, amount, ceiling, listed
from compliance.experience import bands_within, experience
from compliance.facts import Facts
from compliance.money import in_pounds
from compliance.on_costs import PARTS
from compliance.parameters import Parameters
from compliance.rule import Outcome, Verdict, Words, breach, cannot_tell, met

ADDED = Words("added", "For PAYE, {added} added to the hourly pay of {hourly_pay:money}.")
ESTIMATED = Words("estimated", "What is not on record was worked out from statutory rates: {estimated}.")
ANY_HOURS = Words(
    "any_hours", "Weekly hours are not on record, so employer National Insurance was taken at its {taken_at}."
)
ALREADY_INSIDE = Words(
    "already_inside",
    "The rate paid to {pay_type:a_pay_type} already contains on-costs, "
    "so the {on_costs:money} of on-costs entered beside it was not added.",
)
BAND = Words("band", "This is the cap for {band}.")
ILLUSTRATIVE = Words("illustrative", "This cap is illustrative: the signed schedule has not been loaded.")
TEAM_UNKNOWN = Words(
    "team_unknown",
    "We cannot tell whether this cap applies, because it is not on record whether the worker is part of a "
    "project team.",
    "Say on the placement whether the worker is part of a project team.",
)
BAND_UNKNOWN = Words(
    "band_unknown",
    "We cannot tell which cap applies, because the worker’s experience is not known well enough. "
    "The caps for {role:a_role} run from {lowest:money} to {highest:money} from {day:day}.",
    "Record where the worker has worked, or the months of experience that the agency states.",
)
NOTES = (ADDED, ESTIMATED, ANY_HOURS, ALREADY_INSIDE, BAND, ILLUSTRATIVE, TEAM_UNKNOWN, BAND_UNKNOWN)


class CeilingWords(NamedTuple):
    """What a rule about a ceiling says; `over_paye` where on-costs were added to the rate."""

    within: Words
    over: Words
    over_paye: Words
    unmapped: Words
    unknown: Words


def within_ceiling(
    facts: Facts, parameters: Parameters, words: CeilingWords, *, role: str, role_name: str
) -> Outcome | None:
    """Judge a stretch by the cap of its own days; raises NotInForce where there is none."""
    if _is_outside(facts, parameters):
        return None
    if not role:
        title = facts.job_title or "not given"
        return cannot_tell(words.unmapped, missing=f"a role for the job title “{title}”", job_title=title)
    if _asks_for_teams(parameters) and facts.project_team is None:
        return cannot_tell(TEAM_UNKNOWN, missing="whether the worker is part of a project team")
    judge = partial(_judged, facts, parameters, words, role_name)
    return _by_band(facts, parameters, role, role_name, judge)


def _is_outside(facts: Facts, parameters: Parameters) -> bool:
    teams = parameters.clause.project_teams
    return (teams == EXCLUDED and facts.project_team is True) or (teams == ONLY and facts.project_team is False)


def _asks_for_teams(parameters: Parameters) -> bool:
    return parameters.clause.project_teams in (EXCLUDED, ONLY)


def _by_band(
    facts: Facts, parameters: Parameters, role: str, role_name: str, judge: Callable[[Cap], Outcome]
) -> Outcome:
    """By the cap of the worker's band; where several bands are possible, the verdict that all of them share."""
    day = facts.stretch_from
    bands = parameters.bands(role, facts.pay_type)
    if not bands:
        return judge(parameters.cap(role, facts.pay_type).on(day))
    slugs = bands_within(experience(facts, parameters.clause.counts), bands)
    caps = sorted((parameters.cap(role, facts.pay_type, slug).on(day) for slug in slugs), key=_value)
    outcomes = [judge(cap) for cap in caps]
    if len({outcome.verdict for outcome in outcomes}) > 1:
        between = {"lowest": caps[0].value, "highest": caps[-1].value}
        unknown = cannot_tell(BAND_UNKNOWN, missing="the worker’s experience", role=role_name, day=day, **between)
        return _marked(unknown, caps)
    # Within even the lowest, or over even the highest.
    at = -1 if outcomes[0].verdict is Verdict.BREACH else 0
    name = next((band.name for band in bands if band.slug == caps[at].band), "other experience")
    return outcomes[at].noting(BAND, band=name)


def _value(cap: Cap) -> Decimal:
    # A cap in force has a value.
    return cast(Decimal, cap.value)


def _marked(outcome: Outcome, caps: Iterable[Cap]) -> Outcome:
    return outcome.marked_illustrative(ILLUSTRATIVE) if any(cap.illustrative for cap in caps) else outcome


def _judged(facts: Facts, parameters: Parameters, words: CeilingWords, role_name: str, cap: Cap) -> Outcome:
    base, limit = cap.base or parameters.base, _value(cap)
    numbers = {"base": base, "cap": limit, "role": role_name, "day": facts.stretch_from}
    found = amount(facts, parameters, base, facts.stretch_from)
    outcome = _compared(facts, found, limit, words, numbers)
    for part, said in _notes(facts, found, outcome):
        outcome = outcome.noting(part, **said)
    return _marked(outcome, [cap])


def _compared(facts: Facts, found: Amount, cap: Decimal, words: CeilingWords, numbers: dict[str, Any]) -> Outcome:
    if found.least is None or found.most is None:
        return cannot_tell(words.unknown, missing=found.missing, parts=found.missing, **numbers)
    if found.most <= cap:
        return met(words.within, pay=found.most, **numbers)
    if found.least <= cap:
        return cannot_tell(words.unknown, missing=HOURS, parts=HOURS, **numbers)
    over = {"pay": found.least, "over": found.least - cap, **numbers}
    # Where the on-costs alone are over the cap, no hourly pay would be low enough.
    if found.added and (highest := ceiling(facts, cap, found)) > 0:
        return breach(words.over_paye, ceiling=highest, **over)
    return breach(words.over, **over)


def _notes(facts: Facts, found: Amount, outcome: Outcome) -> list[tuple[Words, dict[str, Any]]]:
    """What was added to a PAYE rate and how it is known, or that nothing may be added to another."""
    if facts.pay_type != "paye":
        inside = [part for part in (getattr(facts, part) for part in PARTS) if part]
        return [(ALREADY_INSIDE, {"pay_type": facts.pay_type, "on_costs": sum(inside)})] if inside else []
    if not found.added or outcome.verdict is Verdict.CANNOT_TELL:
        return []
    highest = outcome.verdict is Verdict.MET
    shown = {part: each.most if highest else each.least for part, each in found.added.items()}
    costs = listed(f"{PARTS[part]} of {in_pounds(value)}" for part, value in shown.items())
    added = f"{costs} {'is' if len(shown) == 1 else 'are'}"
    notes: list[tuple[Words, dict[str, Any]]] = [(ADDED, {"added": added, "hourly_pay": facts.hourly_pay})]
    if found.estimated:
        notes.append((ESTIMATED, {"estimated": listed(PARTS[part] for part in found.estimated)}))
    if not found.is_exact:
        notes.append((ANY_HOURS, {"taken_at": "highest" if highest else "lowest"}))
    return notes

"""The counts of the quarter's report: pure computing over judged placements. What is not known stays None."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

from compliance.agreement import REGIONAL
from compliance.money import to_the_penny
from compliance.rule import Verdict

from .lines import COVERS, cover_on, is_cap
from .method import MOVE_WITHIN_DAYS, STANDARD_HOURS
from .totals import TENTH

CANNOT_TELL = "cannot_tell"
# The worst answer of a placement to a clause stands for it.
WORST_FIRST = ("breach", "exempt", "approved", CANNOT_TELL)


def in_use(judged, period):
    """Workers in use: heads and FTE on the period's last day, and heads on any of its days."""
    live = [one for one in judged if is_live(one.row, period.last)]
    hours = [one.row.hours_per_week for one in live]
    known = [each for each in hours if each is not None]
    fte = (sum(known, Decimal(0)) / STANDARD_HOURS).quantize(TENTH, ROUND_HALF_UP)
    return {
        "heads": len({one.row.worker_id for one in live}),
        "fte": None if live and not known else str(fte),
        "fte_left_out": len(hours) - len(known),
        "heads_in_period": len({one.row.worker_id for one in judged}),
    }


def above_cap(judged, period):
    """People paid above the regional cap on any day of the period, and how many of them with leave throughout."""
    worst, illustrative = defaultdict(set), False
    for one in judged:
        for outcome, state in _outcomes(one, period):
            if is_cap(outcome) and outcome.version.regime == REGIONAL:
                worst[one.row.worker_id].add(state)
                illustrative = illustrative or outcome.outcome.illustrative
    over = Counter(_worst(states) for states in worst.values() if states & {"breach", "exempt", "approved"})
    return {
        "heads": over.total(),
        "covered": over["exempt"] + over["approved"],
        "cannot_tell": sum(_worst(states) == CANNOT_TELL for states in worst.values()),
        "illustrative": illustrative,
    }


def breaches(judged, period):
    """For each clause, how many placements broke it in the period, without and with leave, or cannot be told."""
    states, titles, illustrative = defaultdict(lambda: defaultdict(set)), {}, set()
    for one in judged:
        for outcome, state in _outcomes(one, period):
            key = outcome.version.regime, outcome.version.agreement, outcome.clause.id
            titles[key] = outcome.clause.title
            states[key][one.row.id].add(state)
            if outcome.outcome.illustrative:
                illustrative.add(key)
    found = []
    for key in sorted(states, key=lambda key: (key[0] != REGIONAL, key)):
        worst = Counter(_worst(each) for each in states[key].values())
        regime, agreement, clause = key
        named = {"regime": regime, "agreement": agreement, "clause": clause, "title": titles[key]}
        named["illustrative"] = key in illustrative
        found.append({**named, "judged": len(states[key]), **{state: worst[state] for state in WORST_FIRST}})
    return found


def any_breach(judged, period):
    """Placements with a breach of any clause in the period: without leave, and with leave alone."""
    worst = Counter(_worst({state for _, state in _outcomes(one, period)}) for one in judged)
    return {"uncovered": worst["breach"], "covered": worst["exempt"] + worst["approved"]}


def average_pay(judged, period):
    """The plain mean of hourly pay on the last day, with the number of placements, by (role, pay type)."""
    rates = defaultdict(list)
    for one in judged:
        for facts, _ in one.stretches:
            holds = facts.stretch_from <= period.last and (facts.stretch_until or period.last) >= period.last
            if holds and is_live(one.row, period.last) and facts.hourly_pay is not None and facts.role:
                rates[facts.role, facts.pay_type].append(facts.hourly_pay)
    return {
        key: {"mean": str(to_the_penny(sum(paid) / len(paid))), "placements": len(paid)} for key, paid in rates.items()
    }


def moves(posts, placements):
    """How many workers moved to a permanent post with the authority they were placed with.

    `posts`: (authority, worker, first day); `placements`: (worker, first day, last day or None). None where the first
    day of no post is on record: then moves cannot be told from silence.
    """
    if not posts:
        return None
    held = defaultdict(list)
    for worker, started_on, ended_on in placements:
        held[worker].append((started_on, ended_on))
    moved = {
        worker
        for _, worker, from_on in posts
        for started_on, ended_on in held[worker]
        if started_on < from_on and (ended_on is None or (from_on - ended_on).days <= MOVE_WITHIN_DAYS)
    }
    return len(moved)


def unmapped(judged):
    """Titles that no role is mapped to, and the placements under them."""
    under = [one for one in judged if any(not facts.role for facts, _ in one.stretches)]
    return {"titles": len({one.row.job_title_id for one in under}), "placements": len(under)}


def is_live(row, day):
    """Whether a placement is live on the day: the last day worked is included."""
    return row.started_on <= day and (row.ended_on is None or day <= row.ended_on)


def _outcomes(one, period):
    """Outcomes that touch the period, each with what it amounts to: met, breach, exempt, approved or cannot tell."""
    for _, judged in one.stretches:
        for outcome in judged:
            until = outcome.until_on or period.last
            if outcome.from_on <= period.last and until >= period.first:
                yield outcome, _state(outcome, one.engagement.leaves, min(until, period.last))


def _state(judged, leaves, day):
    verdict = judged.outcome.verdict
    if verdict is not Verdict.BREACH:
        return verdict.value
    return COVERS[cover_on(leaves, judged.clause, max(day, judged.from_on))]


def _worst(states):
    return next((state for state in WORST_FIRST if state in states), "met")

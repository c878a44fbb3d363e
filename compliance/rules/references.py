"""References: enough detailed references before the assignment begins."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.periods import ONE_DAY
from compliance.rule import Outcome, Words, breach, cannot_tell, due, met, rule

ENOUGH = Words(
    "enough", "{received:references} came before the start. The rule asks for {needed:references} before the start."
)
TO_COME = Words(
    "to_come",
    "{needed:references} must come by {due_on:day}, before the start. On record so far: {received}.",
    "Ask for the references and record the day on which the last of them came.",
)
TOO_FEW = Words(
    "too_few",
    "{received:references} came, but the rule asks for {needed:references} before the start on {start:day}.",
    "If more came before the start, record them. If not, get them now and record why the worker started without.",
)
TOO_LATE = Words(
    "too_late",
    "The last of {received:references} came on {last:day}. The rule asks for {needed:references} before the start "
    "on {start:day}.",
    "If an earlier reference was left out, record it. If not, record why the worker started without.",
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether {needed:references} came before the start on {start:day}, because this is not on record: "
    "{parts}.",
    "Look it up and record it on the placement.",
)


@rule(ENOUGH, TO_COME, TOO_FEW, TOO_LATE, UNKNOWN, needs=("needed",))
def references(facts: Facts, parameters: Parameters) -> Outcome | None:
    start, received, last = facts.started_on, facts.references_received, facts.last_reference_on
    needed = parameters.whole("needed", start)
    numbers = {"received": received, "needed": needed, "start": start}
    enough = received is not None and received >= needed
    in_time = last < start if last is not None else facts.judged_on < start
    if enough and in_time:
        return met(ENOUGH, **numbers)
    if facts.judged_on < start:
        return due(TO_COME, due_on=start - ONE_DAY, **{**numbers, "received": received or 0})
    if received is not None and received < needed:
        return breach(TOO_FEW, **numbers)
    if received == needed and last is not None:
        return breach(TOO_LATE, last=last, **numbers)
    missing = _missing(facts)
    return cannot_tell(UNKNOWN, missing=missing, parts=missing, **numbers)


def _missing(facts: Facts) -> str:
    if facts.references_received is None:
        return "how many references were received"
    if facts.last_reference_on is None:
        return "the day on which the last reference came"
    return "the days on which the earlier references came"

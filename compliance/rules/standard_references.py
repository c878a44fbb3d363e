"""Standard references: the region's standard reference and quality record before the start."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.periods import ONE_DAY
from compliance.rule import Outcome, Words, breach, cannot_tell, due, met, rule

RECEIVED = Words("received", "The standard reference and quality record came before the start on {start:day}.")
TO_COME = Words(
    "to_come",
    "The standard reference and quality record must come by {due_on:day}, before the start.",
    "Ask the supplier for them and record that they came.",
)
NOT_RECEIVED = Words(
    "not_received",
    "The standard reference and quality record did not come before the start on {start:day}.",
    "Ask the supplier for them now, and record why the worker started without.",
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether the standard reference and quality record came before the start on {start:day}, "
    "because it is not on record.",
    "Look it up and record it on the placement.",
)


@rule(RECEIVED, TO_COME, NOT_RECEIVED, UNKNOWN)
def standard_references(facts: Facts, parameters: Parameters) -> Outcome | None:
    start = facts.started_on
    if facts.quality_record:
        return met(RECEIVED, start=start)
    if facts.judged_on < start:
        return due(TO_COME, due_on=start - ONE_DAY, start=start)
    if facts.quality_record is None:
        missing = "whether the standard reference and quality record came"
        return cannot_tell(UNKNOWN, missing=missing, start=start)
    return breach(NOT_RECEIVED, start=start)

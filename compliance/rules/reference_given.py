"""Reference given: the engaging authority gives the worker a reference before the assignment ends."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, due, met, rule

GIVEN = Words("given", "A reference was given on {given:day}.")
TO_GIVE = Words(
    "to_give",
    "A reference for this worker must be given by {due_on:day}, before the placement ends.",
    "Write the reference on the Department for Education’s template, and record the day on which it was given.",
)
OVERDUE = Words(
    "overdue",
    "The placement was expected to end on {due_on:day}, and no reference is on record. It must be given before the "
    "placement ends.",
    "Give the reference, and record the day on which it was given. If the placement has ended, record its last day. "
    "If not, record the new day on which it is expected to end.",
)
LATE = Words(
    "late",
    "The reference was given on {given:day}, after the placement ended on {end:day}.",
    "Record why it was late.",
)
NOT_GIVEN = Words(
    "not_given",
    "The placement ended on {end:day}, and no reference is on record.",
    "Give the reference now, and record the day on which it was given.",
)


@rule(GIVEN, TO_GIVE, OVERDUE, LATE, NOT_GIVEN)
def reference_given(facts: Facts, parameters: Parameters) -> Outcome | None:
    if not facts.is_last_stretch:
        return None
    given, end = facts.reference_given_on, facts.ended_on
    if given is not None:
        in_time = end is None or given <= end
        return met(GIVEN, given=given) if in_time else breach(LATE, given=given, end=end)
    if end is not None and facts.judged_on > end:
        return breach(NOT_GIVEN, end=end)
    by = end or facts.expected_end_on
    if by is None:
        # With no end in sight there is no day by which the reference must be given.
        return None
    # An expected end may pass without a last day on record: the placement may be going on.
    return due(OVERDUE if by < facts.judged_on else TO_GIVE, due_on=by)

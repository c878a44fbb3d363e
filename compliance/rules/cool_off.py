"""Cool-off: no agency worker for three months after leaving a substantive post in the region, save by exception."""

from compliance.facts import Facts
from compliance.history import WaitingWords, waited
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, rule

REMEDY = (
    "Start on or after {free_on:day}, or ask for an exemption. "
    "If an exception applies, ask for what it rests on to be recorded: the reason for leaving, or the role left."
)
ASK = "Ask the worker where they were last an employee and when they left, and ask for it to be recorded."
WORDS = WaitingWords(
    free=Words(
        "free",
        "The {months}-month cool-off does not stop this start. {members-not_sent} of {members:authorities} "
        "{members-not_sent:have} sent their leavers for the whole period.",
    ),
    too_soon=Words(
        "too_soon",
        "The {months}-month cool-off stops this start. The worker is free from {free_on:day}, {months:months} after "
        "leaving a post as an employee in the region. No exception is on record.",
        REMEDY,
    ),
    no_first_day=Words(
        "no_first_day",
        "We cannot tell whether the {months}-month cool-off stops this start. The first day of a post as an employee "
        "in the region is not on record.",
        "Ask the worker when their last post as an employee began, and ask for that day to be recorded.",
    ),
    no_leaving_day=Words(
        "no_leaving_day",
        "We cannot tell whether the {months}-month cool-off stops this start. The day of leaving a post as an employee "
        "in the region is not on record.",
        "Ask the worker for their last day in that post, and ask for it to be recorded.",
    ),
    leavers_missing=Words(
        "leavers_missing",
        "We cannot tell whether this worker left a post as an employee in the region in the {months:months} "
        "before the start. {not_sent} of {members:authorities} {not_sent:have} not sent their leavers for the whole "
        "period.",
        ASK,
    ),
    months_to_come=Words(
        "months_to_come",
        "We cannot tell yet whether this worker left a post as an employee in the region in the {months:months} "
        "before the start. No month of that time is over, so no authority can have sent its leavers.",
        ASK,
    ),
)


@rule(*WORDS, needs=("months", "contracts"))
def cool_off(facts: Facts, parameters: Parameters) -> Outcome | None:
    return waited(facts, parameters, WORDS)

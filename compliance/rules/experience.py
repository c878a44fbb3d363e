"""Experience: enough time in direct employment of an English local authority before agency work."""

from compliance.experience import Experience
from compliance.experience import experience as known_experience
from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, cannot_tell, met, rule

REMEDY = "If spells are missing, ask the worker for their dates and record them."
ENOUGH = Words(
    "enough",
    "The recorded spells come to {days:days} of experience before the start ({spells}). "
    "The rule asks for {needed:days}.",
)
TOO_LITTLE = Words(
    "too_little",
    "The recorded spells come to {days:days} of experience before the start ({spells}). "
    "The rule asks for {needed:days}. That is {short:days} too few.",
    REMEDY,
)
UNREGISTERED = Words(
    "unregistered",
    "We cannot tell whether the worker has the {needed:days} of experience that the rule asks for. The recorded "
    "spells come to {days:days} before the start ({spells}). The worker is known to have been registered for "
    "{certain:days} of them.",
    "Ask the worker when they were registered, and record it with each spell.",
)
STATED_ENOUGH = Words(
    "stated_enough",
    "The worker has {stated:months} of experience, as stated by the agency. The rule asks for {needed:months}.",
)
STATED_TOO_LITTLE = Words(
    "stated_too_little",
    "The worker has {stated:months} of experience, as stated by the agency. The rule asks for {needed:months}.",
    REMEDY,
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether the worker has the {needed:days} of experience that the rule asks for. Where they worked "
    "is not on record.",
    "Ask the worker for the dates of their posts with local authorities and record them.",
)


@rule(ENOUGH, TOO_LITTLE, UNREGISTERED, STATED_ENOUGH, STATED_TOO_LITTLE, UNKNOWN, needs=("needed", "needed_months"))
def experience(facts: Facts, parameters: Parameters) -> Outcome | None:
    known = known_experience(facts, parameters.clause.counts)
    if known is not None and known.is_stated:
        needed = parameters.whole("needed_months", facts.started_on)
        answer, words = (met, STATED_ENOUGH) if known.least >= needed else (breach, STATED_TOO_LITTLE)
        return answer(words, stated=known.least, needed=needed)
    needed = parameters.whole("needed", facts.started_on)
    if known is None:
        return cannot_tell(UNKNOWN, missing="where the worker has worked", needed=needed)
    numbers = {"days": known.most, "spells": _sum(known), "needed": needed}
    if known.least >= needed:
        return met(ENOUGH, **numbers)
    if known.most < needed:
        return breach(TOO_LITTLE, short=needed - known.most, **numbers)
    return cannot_tell(UNREGISTERED, missing="when the worker was registered", certain=known.least, **numbers)


def _sum(known: Experience) -> str:
    """The arithmetic: "366 + 730 days, less 20 that overlap"."""
    if not known.lengths:
        return "no spell that counts"
    total = " + ".join(f"{length:,}" for length in known.lengths)
    overlap = sum(known.lengths) - known.most
    days = "day" if known.lengths == (1,) else "days"
    return f"{total} {days}" + (f", less {overlap:,} that overlap" if overlap else "")

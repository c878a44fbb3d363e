"""Notice: at least the agreed weeks, or the notice of substantive staff in the same role where that is shorter."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, cannot_tell, met, rule

LONG_ENOUGH = Words("long_enough", "The worker’s notice is {notice:weeks}. The rule asks for {weeks:weeks} or more.")
AS_LONG_AS_STAFF = Words(
    "as_long_as_staff",
    "The worker’s notice is {notice:weeks}. The rule asks for {weeks:weeks}, or less where the authority’s own staff "
    "in this role have less. Their notice is {staff:weeks}.",
)
TOO_SHORT = Words(
    "too_short",
    "The worker’s notice is {notice:weeks}. That is shorter than the {weeks:weeks} of the rule, and shorter than the "
    "{staff:weeks} of the authority’s own staff in this role.",
    "Agree notice of {enough:weeks} or more with the supplier.",
)
NOT_ON_RECORD = Words(
    "not_on_record",
    "We cannot tell whether the worker’s notice is long enough, because it is not on record. "
    "The rule asks for {weeks:weeks}.",
    "Ask the supplier for the worker’s notice and record it on the placement.",
)
STAFF_NOT_ON_RECORD = Words(
    "staff_not_on_record",
    "We cannot tell whether the worker’s notice of {notice:weeks} is long enough. The rule asks for {weeks:weeks}, "
    "or less where the authority’s own staff in this role have less. Their notice is not on record.",
    "Record the notice of the authority’s own staff in this role, or agree notice of {weeks:weeks} or more.",
)


@rule(LONG_ENOUGH, AS_LONG_AS_STAFF, TOO_SHORT, NOT_ON_RECORD, STAFF_NOT_ON_RECORD, needs=("weeks",))
def notice(facts: Facts, parameters: Parameters) -> Outcome | None:
    given, staff = facts.notice_weeks, facts.substantive_notice_weeks
    weeks = parameters.whole("weeks", facts.stretch_from)
    if given is None:
        return cannot_tell(NOT_ON_RECORD, missing="the worker’s notice", weeks=weeks)
    numbers = {"notice": given, "weeks": weeks}
    if given >= weeks:
        return met(LONG_ENOUGH, **numbers)
    if staff is None:
        return cannot_tell(STAFF_NOT_ON_RECORD, missing="the notice of the authority’s own staff", **numbers)
    if given >= staff:
        return met(AS_LONG_AS_STAFF, staff=staff, **numbers)
    return breach(TOO_SHORT, staff=staff, enough=min(staff, weeks), **numbers)

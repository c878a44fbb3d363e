"""Notice: at least the agreed weeks, or the notice of substantive staff in the same role where that is shorter."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, cannot_tell, met, rule

LONG_ENOUGH = Words("long_enough", "The notice of {notice:weeks} is not shorter than the {weeks:weeks} of the rule.")
AS_LONG_AS_STAFF = Words(
    "as_long_as_staff",
    "The notice of {notice:weeks} is shorter than the {weeks:weeks} of the rule, but not shorter than the "
    "{staff:weeks} of the authority’s own staff in this role.",
)
TOO_SHORT = Words(
    "too_short",
    "The notice of {notice:weeks} is shorter than the {weeks:weeks} of the rule and than the {staff:weeks} of the "
    "authority’s own staff in this role.",
    "Agree notice of {enough:weeks} or more with the supplier.",
)
NOT_ON_RECORD = Words(
    "not_on_record",
    "We cannot tell whether the notice is long enough, because the worker’s notice is not on record. "
    "The rule asks for {weeks:weeks}.",
    "Ask the supplier for the worker’s notice and record it on the placement.",
)
STAFF_NOT_ON_RECORD = Words(
    "staff_not_on_record",
    "We cannot tell whether the notice of {notice:weeks} is long enough. It is shorter than the {weeks:weeks} of the "
    "rule, and the notice of the authority’s own staff in this role is not on record.",
    "Record the notice of the authority’s own staff in this role, or agree notice of {weeks:weeks}.",
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

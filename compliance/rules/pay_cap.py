"""Pay cap: the hourly rate must not exceed the agreement's cap for the role and pay type."""

from typing import Any

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, cannot_tell, met, rule

WITHIN = Words(
    "within",
    "The {base:base} of {pay:money} is within the {cap:money} cap for {role:a_role} from {day:day}.",
)
OVER = Words(
    "over",
    "The {base:base} of {pay:money} is {over:money} over the {cap:money} cap for {role:a_role} from {day:day}.",
    "Agree {cap:money} or less, or ask for an exemption.",
)
UNMAPPED = Words(
    "unmapped",
    "We cannot tell which cap applies, because the job title “{job_title}” is not mapped to a role.",
    "Ask the portal’s administrator to map this job title to a role.",
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether the {base:base} is within the {cap:money} cap for {role:a_role} from {day:day}, "
    "because this is not known: {parts}.",
    "Ask the supplier for the missing amount and add it to the placement.",
)
ALREADY_INSIDE = Words(
    "already_inside",
    "The rate paid to {pay_type:a_pay_type} already contains on-costs, "
    "so the {on_costs:money} of on-costs entered beside it was not added.",
)
ILLUSTRATIVE = Words(
    "illustrative",
    "This cap is illustrative: the signed schedule has not been loaded.",
)

PAY = "hourly pay to the worker"
ON_COSTS = {
    "employer_ni": "employer National Insurance",
    "apprenticeship_levy": "apprenticeship levy",
    "holiday_pay": "holiday pay",
}
FEES = {"agency_fee": "agency fee", "msp_fee": "managed service fee"}


@rule(WITHIN, OVER, UNMAPPED, UNKNOWN, ALREADY_INSIDE, ILLUSTRATIVE, needs=("base", "cap"))
def pay_cap(facts: Facts, parameters: Parameters) -> Outcome | None:
    if not facts.role:
        title = facts.job_title or "not given"
        return cannot_tell(UNMAPPED, missing=f"a role for the job title “{title}”", job_title=title)
    cap = parameters.cap(facts.role, facts.pay_type).on(facts.stretch_from)
    role = facts.role_name or facts.role.replace("_", " ")
    numbers = {"base": parameters.base, "cap": cap.value, "role": role, "day": facts.stretch_from}
    pay, missing = AMOUNTS[parameters.base](facts)
    if missing:
        return _noted(cannot_tell(UNKNOWN, missing=missing, parts=missing, **numbers), facts, cap.illustrative)
    if pay <= cap.value:
        return _noted(met(WITHIN, pay=pay, **numbers), facts, cap.illustrative)
    return _noted(breach(OVER, pay=pay, over=pay - cap.value, **numbers), facts, cap.illustrative)


def _noted(outcome: Outcome, facts: Facts, illustrative: bool) -> Outcome:
    if facts.pay_type != "paye":
        parts = facts.employer_ni, facts.apprenticeship_levy, facts.holiday_pay
        if any(parts):
            on_costs = sum(part for part in parts if part is not None)
            outcome = outcome.noting(ALREADY_INSIDE, pay_type=facts.pay_type, on_costs=on_costs)
    return outcome.marked_illustrative(ILLUSTRATIVE) if illustrative else outcome


def _pay(facts: Facts) -> tuple[Any, str]:
    return facts.hourly_pay, "" if facts.hourly_pay is not None else PAY


def _pay_and_on_costs(facts: Facts) -> tuple[Any, str]:
    # Only a PAYE rate leaves on-costs out; they are never added to a rate that contains them.
    return _total(facts, {"hourly_pay": PAY} | (ON_COSTS if facts.pay_type == "paye" else {}))


def _charge(facts: Facts) -> tuple[Any, str]:
    if facts.hourly_charge is not None:
        return facts.hourly_charge, ""
    on_costs = ON_COSTS if facts.pay_type == "paye" else {}
    total, missing = _total(facts, {"hourly_pay": PAY} | on_costs | FEES)
    return total, missing and f"total hourly charge, or else {missing}"


def _total(facts: Facts, parts: dict[str, str]) -> tuple[Any, str]:
    missing = [name for part, name in parts.items() if getattr(facts, part) is None]
    if missing:
        return None, " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
    return sum(getattr(facts, part) for part in parts), ""


AMOUNTS = {"pay": _pay, "pay_and_on_costs": _pay_and_on_costs, "charge": _charge}

"""Pay cap: the hourly rate must not exceed the agreement's cap for the role and pay type."""

from compliance.ceiling import NOTES, CeilingWords, within_ceiling
from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, rule

WORDS = CeilingWords(
    within=Words(
        "within",
        "The {base:base} of {pay:money} is within the {cap:money} cap for {role:a_role} from {day:day}.",
    ),
    over=Words(
        "over",
        "The {base:base} of {pay:money} is {over:money} over the {cap:money} cap for {role:a_role} from {day:day}.",
        "Agree {cap:money} or less, or ask for an exemption.",
    ),
    over_paye=Words(
        "over_paye",
        "The {base:base} of {pay:money} is {over:money} over the {cap:money} cap for {role:a_role} from {day:day}.",
        "Agree hourly pay of {ceiling:money} or less before on-costs, or ask for an exemption.",
    ),
    unmapped=Words(
        "unmapped",
        "We cannot tell which cap applies, because the job title “{job_title}” is not mapped to a role.",
        "Ask the portal’s administrator to map this job title to a role.",
    ),
    unknown=Words(
        "unknown",
        "We cannot tell whether the {base:base} is within the {cap:money} cap for {role:a_role} from {day:day}, "
        "because this is not known: {parts}.",
        "Ask the supplier for what is missing and add it to the placement.",
    ),
)


@rule(*WORDS, *NOTES, needs=("base", "cap"))
def pay_cap(facts: Facts, parameters: Parameters) -> Outcome | None:
    name = facts.role_name or facts.role.replace("_", " ")
    return within_ceiling(facts, parameters, WORDS, role=facts.role, role_name=name)

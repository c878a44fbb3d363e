"""Price cap: what the worker costs an hour must not exceed the region's price cap for the core job type."""

from compliance.ceiling import NOTES, CeilingWords, within_ceiling
from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, rule

APPROVAL = (
    "or have the director of children’s services and the chief executive both sign before the first day at this rate."
)
WORDS = CeilingWords(
    within=Words(
        "within",
        "The {base:base} of {pay:money} is within the {cap:money} price cap for {role:a_role} from {day:day}.",
    ),
    over=Words(
        "over",
        "The {base:base} of {pay:money} is {over:money} over the {cap:money} price cap for {role:a_role} "
        "from {day:day}.",
        "Agree {cap:money} or less, " + APPROVAL,
    ),
    over_paye=Words(
        "over_paye",
        "The {base:base} of {pay:money} is {over:money} over the {cap:money} price cap for {role:a_role} "
        "from {day:day}.",
        "Agree hourly pay of {ceiling:money} or less before on-costs, " + APPROVAL,
    ),
    unmapped=Words(
        "unmapped",
        "We cannot tell which price cap applies, because the job title “{job_title}” is not mapped to a role.",
        "Ask the portal’s administrator to map this job title to a role.",
    ),
    unknown=Words(
        "unknown",
        "We cannot tell whether the {base:base} is within the {cap:money} price cap for {role:a_role} "
        "from {day:day}, because this is not known: {parts}.",
        "Ask the supplier for what is missing and add it to the placement.",
    ),
)


@rule(*WORDS, *NOTES, needs=("base",))
def price_cap(facts: Facts, parameters: Parameters) -> Outcome | None:
    name = next((each.name for each in parameters.schedule.roles if each.slug == facts.core_type), "")
    role_name = name or facts.core_type.replace("_", " ")
    return within_ceiling(facts, parameters, WORDS, role=facts.core_type, role_name=role_name)

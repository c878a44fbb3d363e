"""On-site time: the worker is in the authority's offices or with families for at least the agreed days a week."""

from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.rule import Outcome, Words, breach, cannot_tell, met, rule

ENOUGH = Words("enough", "The worker is on site for {days:days} a week. The agreement asks for {least:days} or more.")
TOO_LITTLE = Words(
    "too_little",
    "The worker is on site for {days:days} a week. The agreement asks for {least:days} or more.",
    "Agree at least {least:days} a week on site, or ask for an exemption.",
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether the worker is on site for long enough, because their days a week are not on record. "
    "The agreement asks for {least:days} or more.",
    "Record on the placement how many days a week the worker is on site.",
)


@rule(ENOUGH, TOO_LITTLE, UNKNOWN, needs=("minimum",))
def on_site(facts: Facts, parameters: Parameters) -> Outcome | None:
    least, days = parameters.number("minimum", facts.stretch_from), facts.on_site_days
    if days is None:
        return cannot_tell(UNKNOWN, missing="days a week on site", least=least)
    return met(ENOUGH, days=days, least=least) if days >= least else breach(TOO_LITTLE, days=days, least=least)

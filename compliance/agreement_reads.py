"""What each rule reads of its clause, so that a file can be told of what nobody reads."""

from collections.abc import Mapping
from typing import NamedTuple

from compliance.on_costs import HOLIDAY, LEVY, NI


class Reads(NamedTuple):
    """The keys of a clause, its parameters with their units, and whether caps and exceptions are read."""

    keys: tuple[str, ...] = ()
    numbers: Mapping[str, str] = {}
    caps: bool = False
    exceptions: bool = False


# What every rule's clause may say, because the rule is not asked about it.
OF_ANY_RULE = ("existing_from", "transitional", "cover", "signed_before")
WAITING = Reads(keys=("contracts", "convention"), numbers={"months": "months"}, exceptions=True)
CEILING = Reads(keys=("base", "counts", "project_teams", "paye", "paye_less", "on_costs"), caps=True)
READS: Mapping[str, Reads] = {
    "pay_cap": CEILING,
    "price_cap": CEILING,
    "twelve_month": WAITING,
    "cool_off": WAITING,
    "experience": Reads(keys=("counts",), numbers={"needed": "days", "needed_months": "months"}),
    "references": Reads(numbers={"needed": "references"}),
    "standard_references": Reads(),
    "reference_given": Reads(),
    "notice": Reads(numbers={"weeks": "weeks"}),
    "project_team": Reads(),
    "on_site": Reads(numbers={"minimum": "days a week"}),
}
# A clause without a rule may hold the statutory rates, which a ceiling elsewhere names in `on_costs`.
STATUTORY_RATES: Mapping[str, str] = {
    f"{NI}_rate": "percent",
    f"{NI}_threshold": "pounds a week",
    f"{LEVY}_rate": "percent",
    f"{HOLIDAY}_rate": "percent",
}
NO_RULE = Reads(numbers=STATUTORY_RATES)


def reads(rule_name: str) -> Reads:
    """What a rule reads; the statutory rates where there is no rule."""
    return READS[rule_name] if rule_name else NO_RULE

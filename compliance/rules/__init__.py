"""The contents page: every rule, by the name with which clauses and findings ask for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.rule import Rule, rendered
from compliance.rules.cool_off import cool_off
from compliance.rules.experience import experience
from compliance.rules.notice import notice
from compliance.rules.on_site import on_site
from compliance.rules.pay_cap import pay_cap
from compliance.rules.price_cap import price_cap
from compliance.rules.project_team import project_team
from compliance.rules.reference_given import reference_given
from compliance.rules.references import references
from compliance.rules.standard_references import standard_references
from compliance.rules.twelve_month import twelve_month

RULES: dict[str, Rule] = {
    "pay_cap": pay_cap,
    "price_cap": price_cap,
    "twelve_month": twelve_month,
    "cool_off": cool_off,
    "experience": experience,
    "references": references,
    "standard_references": standard_references,
    "reference_given": reference_given,
    "notice": notice,
    "project_team": project_team,
    "on_site": on_site,
}


def render(rule_name: str, words: Iterable[str], numbers: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence and the remedy of a stored outcome."""
    said = RULES[rule_name].words
    return rendered((said[key] for key in words), numbers)

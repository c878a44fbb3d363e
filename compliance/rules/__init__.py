"""The contents page: every rule, by the name with which clauses and findings ask for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.rule import Rule, rendered
from compliance.rules.cool_off import cool_off
from compliance.rules.pay_cap import pay_cap
from compliance.rules.twelve_month import twelve_month

RULES: dict[str, Rule] = {
    "pay_cap": pay_cap,
    "twelve_month": twelve_month,
    "cool_off": cool_off,
}


def render(rule_name: str, words: Iterable[str], numbers: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence and the remedy of a stored outcome."""
    said = RULES[rule_name].words
    return rendered((said[key] for key in words), numbers)

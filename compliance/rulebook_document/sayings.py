"""The exact sentences that a reader may meet under a clause, with places where a case's own facts will stand."""

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from typing import Any, NamedTuple

from compliance.agreement import INCLUDED, STATUTORY, Clause, Number, Version
from compliance.agreement_reads import reads
from compliance.ceiling import (
    ADDED,
    ALREADY_INSIDE,
    ANY_HOURS,
    BAND,
    BAND_UNKNOWN,
    ESTIMATED,
    ILLUSTRATIVE,
    NOTES,
    TEAM_UNKNOWN,
)
from compliance.rule import BASES, ILLUSTRATIVE_NUMBER, NOT_IN_FORCE, Words, rendered
from compliance.rules import RULES

# What stands in a place, where the sentence's own word for it would not be plain.
PLACES: Mapping[str, str] = {
    "band": "the band of experience",
    "ceiling": "amount",
    "due_on": "last day",
    "end": "last day",
    "estimated": "on-costs",
    "failed": "what is not kept",
    "free_on": "free day",
    "given": "day",
    "highest": "highest cap",
    "hourly_pay": "amount",
    "last": "day",
    "lowest": "lowest cap",
    "members": "number",
    "missing": "the missing figure",
    "months": "number",
    "not_sent": "number",
    "on_costs": "amount",
    "over": "amount",
    "parts": "what is missing",
    "pay": "amount",
    "pay_type": "kind of pay",
    "received": "number",
    "spells": "how long each lasted",
    "start": "first day",
    "taken_at": "highest or lowest",
}
# What stands in a place with its verb.
WITH_VERBS: Mapping[str, str] = {"added": "[each on-cost with its amount] is"}
COUNTED = ("months", "weeks", "days", "references", "authorities", "spells")
# The number of a clause that a sentence calls by another name.
OWN_NAMES = {"least": "minimum"}


class Saying(NamedTuple):
    """One sentence with what to do about it; the remedy may be empty."""

    sentence: str
    remedy: str


def sayings(clause: Clause, version: Version, figures: Iterable[Version]) -> tuple[Saying, ...]:
    """What the clause's rule may say; `figures` are the versions that hold its caps, its own or schedules."""
    if not clause.rule:
        return ()
    held = list(figures)
    writer = _Places(_own_numbers(clause, version), BASES.get(clause.base, "amount that is compared"))
    said = (words for words in RULES[clause.rule].words.values() if _may_be_said(words, clause, version, held))
    return tuple(Saying(writer.format(words.sentence), writer.format(words.remedy)) for words in said)


def _own_numbers(clause: Clause, version: Version) -> dict[str, Number]:
    """The clause's numbers that were never any other, that are known, and that nobody has invented."""
    given: dict[str, list[Number]] = {}
    for number in version.numbers:
        if number.clause == clause.id:
            given.setdefault(number.name, []).append(number)
    return {name: one[0] for name, one in given.items() if len(one) == 1 and one[0].value and not one[0].illustrative}


def _may_be_said(words: Words, clause: Clause, version: Version, held: list[Version]) -> bool:
    """Whether the clause gives any cause for these words."""
    if words is NOT_IN_FORCE:
        return bool(reads(clause.rule).numbers) or reads(clause.rule).caps
    if words is ILLUSTRATIVE_NUMBER:
        return any(number.illustrative for number in version.numbers if number.clause == clause.id)
    if words not in NOTES and words.key != "over_paye":
        return True
    caps = [cap for each in held for cap in each.caps if cap.clause == clause.id]
    with_on_costs = {clause.base, *(cap.base for cap in caps)} - {"pay", ""}
    needs = {
        ADDED.key: with_on_costs,
        "over_paye": with_on_costs,
        ESTIMATED.key: with_on_costs and clause.paye == STATUTORY,
        ANY_HOURS.key: with_on_costs and clause.paye == STATUTORY,
        BAND.key: any(cap.band for cap in caps),
        BAND_UNKNOWN.key: any(cap.band for cap in caps),
        ILLUSTRATIVE.key: any(cap.illustrative for cap in caps),
        TEAM_UNKNOWN.key: clause.project_teams != INCLUDED,
        ALREADY_INSIDE.key: True,
    }
    return bool(needs[words.key])


class _Places(Formatter):
    """Writes the clause's own numbers as they are, and each other place as what will stand there: "[amount]"."""

    def __init__(self, own: Mapping[str, Number], base: str) -> None:
        self.own, self.base = own, base

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return field_name, field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        name = str(value)
        own = next((self.own[each] for each in _names(name, format_spec) if each in self.own), None)
        if own is not None and own.value is not None:
            value = int(own.value) if own.value == int(own.value) else own.value
            return rendered([Words("", f"{{it:{format_spec}}}")], {"it": value})[0]
        return self._place(name.partition("-")[0], format_spec)

    def _place(self, name: str, kind: str) -> str:
        if name in WITH_VERBS:
            return WITH_VERBS[name]
        if kind == "have":
            return "have"
        if kind == "base":
            return self.base
        place = f"[{PLACES.get(name, name.replace('_', ' '))}]"
        if kind in COUNTED:
            return f"[number] {kind}"
        return f"a {place}" if kind in ("a_role", "a_pay_type") else place


def _names(name: str, kind: str) -> Iterator[str]:
    """What a clause may call the number of a place: needed, or needed_months where it is in months."""
    yield f"{name}_{kind}"
    yield OWN_NAMES.get(name, name)

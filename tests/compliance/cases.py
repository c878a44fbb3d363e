"""A small cast of facts and agreements for the rulebook's tests: Walsall engages, 14 authorities share a region."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import compliance
from compliance.agreement import STATUTORY, Band, Cap, Clause, ExceptionAllowed, Number, Role, Version
from compliance.agreement_file import read
from compliance.facts import Facts, Member, PostHeld, Region, SpellWorked
from compliance.parameters import Parameters
from compliance.periods import months_between
from compliance.rule import Verdict, as_stored
from compliance.rules import RULES, render

WALSALL, DUDLEY, ELSEWHERE = 1, 2, 99
WEST_MIDLANDS = "E12000005"
AGREEMENTS = Path(compliance.__file__).parent / "agreements"
ALL_MONTHS = frozenset(months_between(date(2014, 1, 1), date(2027, 12, 31)))
SENIOR = Role("senior_social_worker", "senior social worker", "senior_social_worker")
BANDS = (Band("newer", "less than 2 years of experience", 0, 2), Band("longer", "2 years of experience or more", 2))


def region(*, late=0, count=14, months_sent=ALL_MONTHS, from_on=date(2010, 1, 1)):
    """A region whose last `late` members have sent no leavers."""
    members = [Member(n, from_on, None, months_sent if n <= count - late else frozenset()) for n in range(1, count + 1)]
    return Region(WEST_MIDLANDS, tuple(members))


COMPLETE = region()


def senior(**changes):
    """A senior social worker through a limited company in Walsall from 1 March 2015, at the cap."""
    start = changes.get("started_on", date(2015, 3, 1))
    usual = {
        "authority": WALSALL,
        "authority_code": "E08000030",
        "region": COMPLETE,
        "started_on": start,
        "judged_on": start,
        "stretch_from": start,
        "role": "senior_social_worker",
        "role_name": "Senior social worker",
        "job_title": "Senior Social Worker",
        "core_type": "senior_social_worker",
        "pay_type": "limited_company",
        "hourly_pay": Decimal("24.00"),
    }
    return Facts(**{**usual, **changes})


def permanent(left_on=None, *, employer=DUDLEY, from_on=date(2010, 9, 1), reason=""):
    return PostHeld(employer, "permanent", from_on, left_on, reason)


def fixed_term(left_on=None, *, employer=DUDLEY, from_on=date(2010, 9, 1), reason=""):
    return PostHeld(employer, "fixed_term", from_on, left_on, reason)


def clause(**changes):
    usual = {
        "id": "cap",
        "title": "Pay caps",
        "words": "A ceiling.",
        "source": "a test",
        "sure": "our decision",
        "since": date(2015, 1, 1),
        "known": "to_engage",
        "judged": "continuing",
        "rule": "pay_cap",
        "base": "pay",
    }
    return Clause(**{**usual, **changes})


def waiting_clause(**changes):
    usual = {"id": "twelve-month", "rule": "twelve_month", "judged": "engagement", "base": ""}
    return clause(**{**usual, "contracts": ("permanent",), **changes})


def cool_off_clause(**changes):
    allowed = (ExceptionAllowed("redundancy", "a test", "our decision"),)
    usual = {"id": "cool-off", "rule": "cool_off", "contracts": ("permanent", "fixed_term")}
    return waiting_clause(**{**usual, "exceptions": allowed, **changes})


def cap(value="24.00", since=date(2015, 1, 1), **changes):
    usual = {"role": "senior_social_worker", "pay_type": "limited_company", "source": "a test"}
    return Cap(**{**usual, "since": since, "value": value and Decimal(value), **changes})


def duty_clause(rule, **changes):
    """A clause of the national rules about something that must be had, given or kept."""
    usual = {"id": rule.replace("_", "-"), "rule": rule, "judged": "engagement", "known": "before_start", "base": ""}
    return clause(**{**usual, **changes})


def price_clause(**changes):
    """The price cap: PAYE on-costs that are not on record are worked out; the cap contains no levy for them."""
    usual = {"id": "price-cap", "rule": "price_cap", "base": "pay_and_on_costs", "paye": STATUTORY}
    return clause(**{**usual, "paye_less": ("employer_ni", "holiday_pay"), "cover": ("approval",), **changes})


def spell(from_on, until_on=None, *, setting="local_authority", registered=True):
    return SpellWorked(setting, from_on, until_on, registered)


def version(*clauses, caps=(), **changes):
    usual = {
        "agreement": "west-midlands-mou",
        "title": "The memorandum",
        "regime": "regional",
        "region": WEST_MIDLANDS,
        "version": "2015",
        "in_force_from": date(2015, 1, 1),
        "source": "a test",
        "sure": "our decision",
        "roles": (SENIOR,),
    }
    given = {"numbers": usual_numbers(*clauses), **changes}
    return Version(**{**usual, "clauses": clauses, "caps": tuple(caps), **given})


def number(name, value, unit="months", *, since=date(2010, 1, 1), clause="cap"):
    """A parameter of a clause."""
    return Number(clause, name, since, value and Decimal(value), unit, "a test")


def parameters(the_clause, *caps, numbers=None, on_costs=None, **changes):
    """A clause with its caps and numbers: the usual ones where it is given none."""
    numbers = usual_numbers(the_clause) if numbers is None else numbers
    return Parameters(the_clause, version(the_clause, caps=caps, numbers=numbers, **changes), None, on_costs)


USUAL = {
    "twelve_month": [("months", "12", "months")],
    "cool_off": [("months", "3", "months")],
    "experience": [("needed", "1095", "days"), ("needed_months", "36", "months")],
    "references": [("needed", "2", "references")],
    "notice": [("weeks", "4", "weeks")],
    "on_site": [("minimum", "3", "days a week")],
}


def usual_numbers(*clauses):
    return tuple(number(*each, clause=the.id) for the in clauses for each in USUAL.get(the.rule, ()))


def statutory(*, since=date(2015, 1, 1), **percent):
    """Statutory rates in round figures: National Insurance of 15% above £96 a week, a levy of 0.5%, holiday of 12%."""
    usual = {"employer_ni_rate": "15", "apprenticeship_levy_rate": "0.5", "holiday_pay_rate": "12"}
    values = {**usual, "employer_ni_threshold": "96", **percent}
    units = {"employer_ni_threshold": "pounds a week"}
    rates = [
        number(name, value, units.get(name, "percent"), since=since, clause="on-costs")
        for name, value in values.items()
    ]
    named = {"agreement": "statutory-on-costs", "title": "Statutory on-costs", "regime": "national", "region": ""}
    return parameters(clause(id="on-costs", rule="", base=""), numbers=tuple(rates), **named)


class Example(NamedTuple):
    """Facts and parameters, with the verdict, the sentence and the remedy that they lead to."""

    facts: Facts
    parameters: Parameters
    verdict: Verdict
    sentence: str
    remedy: str = ""

    @property
    def answer(self):
        return self.verdict, self.sentence, self.remedy

    def judged_by(self, rule_name):
        return RULES[rule_name](self.facts, self.parameters)


def answered(rule_name, example):
    """What a rule says of an example, told anew from the numbers that would be stored."""
    outcome = example.judged_by(rule_name)
    stored = json.loads(json.dumps(as_stored(outcome.numbers)))
    assert render(rule_name, outcome.words, stored) == (outcome.sentence(), outcome.remedy())
    return outcome.verdict, outcome.sentence(), outcome.remedy()


@cache
def published(name):
    """An agreement as it ships."""
    return read((AGREEMENTS / f"{name}.toml").read_text(), f"{name}.toml")

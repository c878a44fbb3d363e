"""What a rule is said to read of its clause is all that it reads."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from compliance.agreement import Band
from compliance.agreement_reads import READS, STATUTORY_RATES, reads
from compliance.agreement_shape import CLAUSE_KEYS, UNITS
from compliance.facts import SpellWorked
from compliance.on_costs import PARTS, rates_on
from compliance.parameters import Parameters
from compliance.rules import RULES
from tests.compliance.cases import cap, clause, number, permanent, senior, version

START = date(2026, 3, 2)
FACTS = [
    senior(started_on=START, judged_on=judged_on, pay_type=pay_type, project_team=team, **more)
    for judged_on in (START - timedelta(days=9), START, START + timedelta(days=99))
    for pay_type in ("paye", "limited_company")
    for team in (None, True, False)
    for more in (
        {"posts": (permanent(date(2026, 1, 5)),), "pqe_months": 40},
        {"hourly_pay": None, "spells": (SpellWorked("agency", date(2020, 1, 6), None, True),)},
        {"employer_ni": Decimal("3.10"), "hours_per_week": Decimal("37.00"), "ended_on": START + timedelta(days=50)},
    )
]
SAID_OF_ITSELF = {"id", "title", "words"}


class Watched:
    """A clause, or its parameters, that notes what it is asked for."""

    def __init__(self, watched, asked):
        self.watched, self.asked = watched, asked

    def __getattr__(self, name):
        self.asked.append(name)
        return getattr(self.watched, name)


class Watching(Parameters):
    """Parameters that note which numbers and caps they are asked for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers, self.keys, self.caps = [], [], []
        self.clause = Watched(self.clause, self.keys)

    def number(self, name, day):
        self.numbers.append(name)
        return super().number(name, day)

    def cap(self, *args):
        self.caps.append(args)
        return super().cap(*args)


def watched(rule_name, **more):
    """What a rule asks of its clause when it judges every one of the facts."""
    the_clause = clause(rule=rule_name, contracts=("permanent",), paye_less=("employer_ni",), **more)
    figures = [number(name, "3", unit) for name, unit in READS[rule_name].numbers.items()]
    caps = [
        cap("24.00", band=band, pay_type=pay_type) for band in ("", "newer") for pay_type in ("paye", "limited_company")
    ]
    agreed = version(the_clause, caps=caps, numbers=tuple(figures), bands=(Band("newer", "newer", 0, 2),))
    watching = Watching(the_clause, agreed)
    for facts in FACTS:
        RULES[rule_name](facts, watching)
    return watching


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize("base", ["pay", "pay_and_on_costs", "charge"])
def test_a_rule_reads_no_more_than_it_is_said_to(name, base):
    seen, said = watched(name, base=base, project_teams="excluded", paye="statutory"), READS[name]

    assert set(seen.numbers) <= set(said.numbers)
    assert set(seen.keys) & set(CLAUSE_KEYS) - SAID_OF_ITSELF <= set(said.keys)
    assert bool(seen.caps) <= said.caps


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_reads_every_number_that_it_is_said_to(name):
    seen = watched(name)

    assert set(seen.numbers) == set(READS[name].numbers)
    assert bool(seen.caps) == READS[name].caps


@pytest.mark.parametrize("name", sorted(RULES))
def test_what_a_rule_needs_is_among_what_it_reads(name):
    said = READS[name]
    needed = set(RULES[name].needs)

    assert needed <= {*said.keys, *said.numbers, *(["cap"] if said.caps else [])}
    assert set(said.numbers) <= needed
    assert set(said.keys) <= set(CLAUSE_KEYS)
    assert set(said.numbers.values()) <= set(UNITS)


def test_every_rule_has_its_entry():
    assert set(READS) == set(RULES)


def test_the_statutory_rates_are_those_that_are_read():
    the_clause = clause(rule="", id="on-costs")
    figures = tuple(number(name, "1", unit, clause="on-costs") for name, unit in STATUTORY_RATES.items())
    rates = Watching(the_clause, version(the_clause, numbers=figures))

    rates_on(rates, START, tuple(PARTS))

    assert sorted(rates.numbers) == sorted(STATUTORY_RATES) == sorted(reads("").numbers)

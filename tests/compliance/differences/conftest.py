"""A small agreement of the north, and what a change of it is told as."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compliance.agreement import Cap, Clause, ExceptionAllowed, Number, Role, Signatory, Version
from compliance.differences import differences

SINCE = date(2025, 1, 1)
APRIL = date(2026, 4, 1)
PAY_TYPES = ("paye", "umbrella", "limited_company")
NAMES = {"E08000030": "Walsall", "E08000027": "Dudley", "E08000026": "Coventry"}


def cap(value, since=SINCE, *, role="team_manager", pay_types=PAY_TYPES, **more):
    """One cap for each kind of pay; None is a figure that is not known."""
    value = None if value is None else Decimal(value)
    return tuple(Cap(role, pay_type, since, value, "a test", **more) for pay_type in pay_types)


def number(value, since=SINCE, *, clause="cool-off", name="months", unit="months", **more):
    return Number(clause, name, since, None if value is None else Decimal(value), unit, "a test", **more)


def clause(clause_id, rule="", **more):
    usual = {
        "title": clause_id.replace("-", " ").capitalize(), "words": "As agreed.", "source": "a test",
        "sure": "our decision", "since": SINCE, "known": "to_engage", "judged": "engagement",
    }  # fmt: skip
    return Clause(**{"id": clause_id, "rule": rule, **usual, **more})


OLD = Version(
    agreement="north-mou",
    title="The northern memorandum",
    regime="regional",
    region="E12000001",
    version="2025",
    in_force_from=SINCE,
    source="a test",
    sure="our decision",
    clauses=(
        clause("cap", "pay_cap", judged="continuing", base="pay"),
        clause(
            "cool-off", "cool_off", contracts=("permanent",),
            exceptions=(ExceptionAllowed("redundancy", "a test", "our decision"),),
        ),
    ),
    caps=(*cap("42.00"), *cap("30.00", role="social_worker")),
    roles=(
        Role("social_worker", "social worker", "social_worker"),
        Role("team_manager", "team manager", "team_manager", 3),
    ),
    signatories=(Signatory("E08000030", SINCE), Signatory("E08000027", SINCE)),
    numbers=(number("3"),),
)  # fmt: skip


@pytest.fixture
def told():
    """What is told of the version before when these fields are other ones in the next, which is in force from April."""

    def telling(before=OLD, **changes):
        after = replace(before, version="2026", in_force_from=APRIL, **changes)
        first, *rest = differences(before, after, NAMES)
        assert first.startswith("Version 2026 holds from 1 April 2026")
        return rest

    return telling


@pytest.fixture
def told_of():
    """The same for a change of one clause."""

    def telling(clause_id="cap", before=OLD, **changes):
        clauses = tuple(replace(each, **changes) if each.id == clause_id else each for each in before.clauses)
        after = replace(before, clauses=clauses)
        return differences(before, after, NAMES)

    return telling

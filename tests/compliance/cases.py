"""A small cast of facts and agreements for the rulebook's tests: Walsall engages, 14 authorities share a region."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import compliance
from compliance.agreement import Cap, Clause, ExceptionAllowed, Number, Role, Version
from compliance.agreement_file import read
from compliance.facts import Facts, Member, PostHeld, Region
from compliance.parameters import Parameters
from compliance.periods import months_between

WALSALL, DUDLEY, ELSEWHERE = 1, 2, 99
WEST_MIDLANDS = "E12000005"
AGREEMENTS = Path(compliance.__file__).parent / "agreements"
ALL_MONTHS = frozenset(months_between(date(2014, 1, 1), date(2027, 12, 31)))
SENIOR = Role("senior_social_worker", "senior social worker", "senior_social_worker")


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


def parameters(the_clause, *caps, numbers=None, **changes):
    """A clause with its caps and numbers; the usual months where a waiting clause is given none."""
    return Parameters(
        the_clause, version(the_clause, caps=caps, numbers=numbers or usual_numbers(the_clause), **changes)
    )


USUAL_MONTHS = {"twelve_month": "12", "cool_off": "3"}


def usual_numbers(*clauses):
    waiting = [each for each in clauses if each.rule in USUAL_MONTHS]
    return tuple(number("months", USUAL_MONTHS[each.rule], clause=each.id) for each in waiting)


@cache
def published(name):
    """An agreement as it ships."""
    return read((AGREEMENTS / f"{name}.toml").read_text(), f"{name}.toml")

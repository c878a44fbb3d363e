"""Between pay types and bases: what a PAYE rate costs the employer besides, by the statutory rates of the day."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from compliance.money import PENNY, to_the_penny
from compliance.parameters import Parameters

NI, LEVY, HOLIDAY = "employer_ni", "apprenticeship_levy", "holiday_pay"
PARTS = {NI: "employer National Insurance", LEVY: "apprenticeship levy", HOLIDAY: "holiday pay"}
HUNDRED = Decimal(100)
NOTHING = Decimal(0)


class Rates(NamedTuple):
    """The statutory rates of a day, in percent; `threshold` in pounds a week. None where it was not asked for."""

    ni: Decimal | None = None
    threshold: Decimal | None = None
    levy: Decimal | None = None
    holiday: Decimal | None = None


class Range(NamedTuple):
    """Pounds an hour, to the penny: the two differ where the weekly hours are not known."""

    least: Decimal
    most: Decimal


def rates_on(statutory: Parameters, day: date, parts: Collection[str], holiday: Decimal | None = None) -> Rates:
    """The rates that the parts need, with the holiday pay on record; raises NotInForce for the first not to be had."""
    ni = statutory.number("employer_ni_rate", day) if NI in parts else None
    threshold = statutory.number("employer_ni_threshold", day) if NI in parts else None
    levy = statutory.number("apprenticeship_levy_rate", day) if LEVY in parts else None
    # National Insurance and the levy are due on holiday pay too.
    return Rates(ni, threshold, levy, statutory.number("holiday_pay_rate", day) if holiday is None else None)


def worked_out(part: str, pay: Decimal, rates: Rates, hours: Decimal | None, holiday: Decimal | None = None) -> Range:
    """One on-cost of a PAYE rate, in pounds an hour; `hours` are a week's, `holiday` the holiday pay on record."""
    if holiday is None:
        holiday = pay * _known(rates.holiday) / HUNDRED
    if part == HOLIDAY:
        return _exactly(holiday)
    earned = pay + holiday
    if part == LEVY:
        return _exactly(earned * _known(rates.levy) / HUNDRED)
    rate = _known(rates.ni)
    if hours is None:
        # Few hours leave all pay under the weekly threshold; many leave next to none.
        return Range(NOTHING, to_the_penny(earned * rate / HUNDRED))
    # Divided last: a third of a pound has no end in decimals, and must not decide about a penny.
    above = max(NOTHING, earned * hours - _known(rates.threshold))
    return _exactly(above * rate / (HUNDRED * hours))


def paye_ceiling(
    cap: Decimal, parts: Collection[str], rates: Rates, hours: Decimal | None, holiday: Decimal | None = None
) -> Decimal:
    """The highest PAYE rate, to the penny, that with these on-costs worked out surely stays within a cap."""
    within, over = 0, int(cap / PENNY) + 1
    # On-costs rise with pay, so that the ceiling is found by halving.
    while over - within > 1:
        middle = (within + over) // 2
        pay = middle * PENNY
        if pay + sum(worked_out(part, pay, rates, hours, holiday).most for part in parts) <= cap:
            within = middle
        else:
            over = middle
    return within * PENNY


def _exactly(amount: Decimal) -> Range:
    pennies = to_the_penny(amount)
    return Range(pennies, pennies)


def _known(rate: Decimal | None) -> Decimal:
    if rate is None:
        raise ValueError("this rate was not asked for")
    return rate

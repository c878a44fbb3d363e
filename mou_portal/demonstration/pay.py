"""What an hour costs besides its pay, as a supplier would state it."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .book import PENNY

# Employer National Insurance: from which day, its rate, and the pounds a week that are free of it. Near enough for
# the years before, in which some weeks had another rate.
NATIONAL_INSURANCE = ((date(2025, 4, 6), Decimal("0.15"), 96), (date.min, Decimal("0.138"), 175))
LEVY, HOLIDAY = Decimal("0.005"), Decimal("0.1207")


def charged(pay_type, pay, *, hours, day, agency_fee, msp_fee):
    """The parts of a rate and its charge, in pounds an hour; `hours` are a week's. Only PAYE has on-costs on top."""
    parts = on_costs(pay, hours, day) if pay_type == "paye" else {}
    fees = {"agency_fee": agency_fee, "msp_fee": msp_fee}
    return {**parts, **fees, "hourly_charge": pay + sum(parts.values()) + agency_fee + msp_fee}


def on_costs(pay, hours, day):
    """What an employer pays on top of PAYE, each to the penny."""
    earned = pay + pay * HOLIDAY
    rate, free = next((rate, free) for since, rate, free in NATIONAL_INSURANCE if day >= since)
    costs = {
        "employer_ni": max(Decimal(0), earned - free / hours) * rate,
        "apprenticeship_levy": earned * LEVY,
        "holiday_pay": pay * HOLIDAY,
    }
    return {name: cost.quantize(PENNY, ROUND_HALF_UP) for name, cost in costs.items()}

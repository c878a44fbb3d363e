"""What is compared with a cap: hourly pay, pay with on-costs, or the charge, with what is missing or was worked out."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from compliance.agreement import STATUTORY
from compliance.facts import Facts
from compliance.on_costs import PARTS, Range, Rates, paye_ceiling, rates_on, worked_out
from compliance.parameters import Parameters

PAY = "hourly pay to the worker"
FEES = {"agency_fee": "agency fee", "msp_fee": "managed service fee"}
HOURS = "hours a week"


class Amount(NamedTuple):
    """Pounds an hour between `least` and `most`; `missing` names what keeps it from being known at all.

    `added` are the on-costs put to a PAYE rate, by part; `estimated` those of them that are not on record.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    missing: str = ""
    added: dict[str, Range] = {}
    estimated: tuple[str, ...] = ()
    rates: Rates | None = None
    fees: Decimal = Decimal(0)

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def amount(facts: Facts, parameters: Parameters, base: str, day: date) -> Amount:
    """The amount that a base compares; raises NotInForce where a statutory rate is needed and not in force."""
    if base == "charge" and facts.hourly_charge is not None:
        return Amount(facts.hourly_charge, facts.hourly_charge)
    if base != "charge" and (base == "pay" or facts.pay_type != "paye"):
        # Only a PAYE rate leaves on-costs out; they are never added to a rate that contains them.
        return Amount(facts.hourly_pay, facts.hourly_pay, "" if facts.hourly_pay is not None else PAY)
    added, missing, rates = _on_costs(facts, parameters, day)
    fees = FEES if base == "charge" else {}
    lacking = [*([PAY] if facts.hourly_pay is None else []), *missing, *_lacking(facts, fees)]
    if lacking or facts.hourly_pay is None:
        named = listed(lacking)
        return Amount(missing=f"total hourly charge, or else {named}" if base == "charge" else named)
    charged = sum((getattr(facts, fee) for fee in fees), Decimal(0))
    fixed = facts.hourly_pay + charged
    least = fixed + sum(part.least for part in added.values())
    most = fixed + sum(part.most for part in added.values())
    estimated = tuple(part for part in added if getattr(facts, part) is None)
    return Amount(least, most, "", added, estimated, rates, charged)


def ceiling(facts: Facts, cap: Decimal, found: Amount) -> Decimal:
    """The highest hourly pay that stays within a cap: less what is on record, or by the statutory rates."""
    if found.rates:
        kept = sum(getattr(facts, part) for part in found.added if part not in found.estimated)
        left = cap - found.fees - kept
        return paye_ceiling(left, found.estimated, found.rates, facts.hours_per_week, facts.holiday_pay)
    return cap - found.fees - sum(each.most for each in found.added.values())


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    names = list(names)
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _on_costs(facts: Facts, parameters: Parameters, day: date) -> tuple[dict[str, Range], list[str], Rates | None]:
    """On-costs of a PAYE rate by part, the names of those that are missing, and the rates used for those worked out."""
    if facts.pay_type != "paye":
        return {}, [], None
    parts: Collection[str] = parameters.clause.paye_less or tuple(PARTS)
    unknown = [part for part in parts if getattr(facts, part) is None]
    on_record = {part: Range(getattr(facts, part), getattr(facts, part)) for part in parts if part not in unknown}
    if not unknown or parameters.clause.paye != STATUTORY or parameters.on_costs is None:
        return on_record, [PARTS[part] for part in unknown], None
    if facts.hourly_pay is None:
        # They will be worked out once the pay is known: it alone is asked for.
        return on_record, [], None
    rates = rates_on(parameters.on_costs, day, unknown, facts.holiday_pay)
    estimates = {
        part: worked_out(part, facts.hourly_pay, rates, facts.hours_per_week, facts.holiday_pay) for part in unknown
    }
    return {part: (on_record | estimates)[part] for part in parts}, [], rates


def _lacking(facts: Facts, parts: dict[str, str]) -> list[str]:
    return [name for part, name in parts.items() if getattr(facts, part) is None]

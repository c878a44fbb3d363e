"""How a figure is written, and how far one is from another."""

from decimal import Decimal

from compliance.agreement import POUNDS_AN_HOUR, Cap, Number
from compliance.money import in_pounds

POUNDS_A_WEEK, PERCENT, UNCOUNTED = "pounds a week", "percent", ("references",)


def shown(entry: Cap | Number) -> str:
    """The figure with its unit: £43.50, 13.8%, 3 months."""
    if entry.value is None:
        return "not known"
    unit = _unit(entry)
    return f"{_bare(entry)} {unit}" if unit else _bare(entry)


def moved(before: Cap | Number, after: Cap | Number) -> str:
    """How one figure became another: rises by £1.50 to £43.50, falls from 6 to 3 months."""
    was, now = before.value or Decimal(0), after.value or Decimal(0)
    if before.unit != after.unit:
        return f"changes from {shown(before)} to {shown(after)}"
    goes = "rises" if now > was else "falls"
    if after.unit == POUNDS_AN_HOUR:
        return f"{goes} by {in_pounds(abs(now - was))} to {shown(after)}"
    return f"{goes} from {_bare(before)} to {shown(after)}"


def _bare(entry: Cap | Number) -> str:
    value = entry.value or Decimal(0)
    if entry.unit in (POUNDS_AN_HOUR, POUNDS_A_WEEK):
        return in_pounds(value)
    number = f"{value.normalize():,f}"
    return f"{number}%" if entry.unit == PERCENT else number


def _unit(entry: Cap | Number) -> str:
    """What follows the number: hourly pay and percentages say it themselves."""
    if entry.unit in (POUNDS_AN_HOUR, PERCENT, *UNCOUNTED):
        return ""
    if entry.unit == POUNDS_A_WEEK:
        return "a week"
    one, _, rest = entry.unit.partition(" ")
    counted = one.removesuffix("s") if entry.value == 1 else one
    return f"{counted} {rest}".strip()

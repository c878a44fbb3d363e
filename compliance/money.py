"""Money: exact decimals, one rounding rule, one way to write pounds."""

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


def to_the_penny(amount: Decimal) -> Decimal:
    """Round half up to the penny: once, at the end of a line, and nowhere else."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def in_pounds(amount: Decimal) -> str:
    """Write an amount as "£1,234.50"; never rounds, so a fraction of a penny stays in sight."""
    sign = "-" if amount < 0 else ""
    whole, _, pence = f"{abs(amount):,f}".partition(".")
    return f"{sign}£{whole}.{pence.rstrip('0').ljust(2, '0')}"

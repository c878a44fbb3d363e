"""The totals of the savings report: pure computing. Totals add rounded lines; what is not known stays None."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from compliance.money import to_the_penny

from .lines import (
    APPROVED,
    EXEMPT,
    NEGOTIATED,
    NO_HOURS,
    NOT_BOUND,
    OVER_CAP,
    OVER_PRICE_CAP,
    PARTS,
    REFERENCE,
    UNCOVERED,
)

KINDS = (NEGOTIATED, REFERENCE, OVER_CAP)
ALL_KINDS = (*KINDS, OVER_PRICE_CAP)
TENTH = Decimal("0.1")


def figures(lines):
    """Every kind of figure for a group of lines; the price cap's only where a price cap was in force."""
    lines = list(lines)
    kinds = [*KINDS, *([OVER_PRICE_CAP] if any(OVER_PRICE_CAP in line.amounts for line in lines) else [])]
    return {
        "lines": len(lines),
        "placements": len({line.engagement.placement for line in lines}),
        "hours": hours_of(lines),
        **{kind: figure(lines, kind) for kind in kinds},
    }


def figure(lines, kind):
    """One kind of figure: its amount, its low and high, what is counted and what is left out, and why.

    Low and high are the least and the most of three readings: the amount; the same from timesheet hours alone; and
    the same with lines left out for want of a rate, an offer or a cap taken at the counted lines' average an hour.
    """
    amounts = [(line, line.amounts[kind]) for line in lines if kind in line.amounts]
    counted = [(line, amount) for line, amount in amounts if not amount.left_out]
    left_out = Counter(amount.left_out for _, amount in amounts if amount.left_out)
    found = {
        "amount": None,
        "low": None,
        "high": None,
        "lines": len(counted),
        "hours": in_hours(sum((line.hours.all for line, _ in counted), Decimal(0))),
        "left_out": dict(sorted(left_out.items())),
        "illustrative": any(amount.illustrative for _, amount in counted),
    }
    if counted:
        total = sum((amount.total for _, amount in counted), Decimal(0))
        readings = [total, *_evidenced(counted), *_stretched(total, counted, amounts)]
        found |= {"amount": str(total), "low": str(min(readings)), "high": str(max(readings))}
    if kind in (OVER_CAP, OVER_PRICE_CAP):
        found |= _by_cover(counted)
    return found


def hours_of(lines):
    """Hours by where they come from, and the timesheets' share of them in per cent."""
    timesheet = sum((line.hours.timesheet for line in lines), Decimal(0))
    contracted = sum((line.hours.contracted for line in lines), Decimal(0))
    return {
        "all": in_hours(timesheet + contracted),
        "timesheet": in_hours(timesheet),
        "contracted": in_hours(contracted),
        "timesheet_share": per_cent(timesheet, timesheet + contracted),
        "lines_without": sum(1 for line in lines if line.hours.unknown_days),
    }


def with_timesheets(lines):
    """How many placements have a timesheet for every day of their lines."""
    wanting = {line.engagement.placement for line in lines if line.hours.contracted or line.hours.unknown_days}
    return len({line.engagement.placement for line in lines} - wanting)


def kinds_in(found):
    """The kinds of figure among the keys of a dictionary, in order: the database keeps no order of keys."""
    return [kind for kind in ALL_KINDS if kind in found]


def left_out_words(figure, words):
    """Why lines are left out, the commonest first: "3 with hours not known; 1 with no rate first offered on record"."""
    commonest = sorted(figure["left_out"].items(), key=lambda reason: (-reason[1], reason[0]))
    return "; ".join(f"{count:,} with {words[reason]}" for reason, count in commonest)


def in_hours(parts):
    """Hours to two places, from 420ths."""
    return str(to_the_penny(parts / PARTS))


def per_cent(part, whole):
    """A share to one place; None where there is nothing to share."""
    return str((Decimal(100) * part / whole).quantize(TENTH, ROUND_HALF_UP)) if whole else None


def _evidenced(counted):
    if any(line.hours.timesheet for line, _ in counted):
        yield sum((amount.evidenced for _, amount in counted), Decimal(0))


def _stretched(total, counted, amounts):
    hours = sum((line.hours.all for line, _ in counted), Decimal(0))
    missing = [line for line, amount in amounts if amount.left_out not in ("", NO_HOURS, NOT_BOUND)]
    more = sum((line.hours.all for line in missing if not line.hours.unknown_days), Decimal(0))
    if hours and more:
        yield total + to_the_penny(total * more / hours)


def _by_cover(counted):
    over = [amount for _, amount in counted if amount.cover]
    return {
        "lines_over": len(over),
        **{
            cover: str(sum((amount.total for amount in over if amount.cover == cover), Decimal("0.00")))
            for cover in (EXEMPT, APPROVED, UNCOVERED)
        },
    }

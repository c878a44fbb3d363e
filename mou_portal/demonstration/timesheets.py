"""Timesheets: the weeks worked under six in ten of the live placements, in the last four months."""

from decimal import Decimal

from .book import DAY, WEEK, monday

WEEKS = 17
SHARE = 0.6


def write(book):
    """Add weeks, each ending on a Sunday, to the book's live placements."""
    last_sunday = monday(book.on) - DAY
    for ons_code, rows in book.placements.items():
        told = {}
        for row in rows:
            # Of a placement that is told twice, the last row says what holds now.
            told[row["supplier"], row["reference"]] = row
        for row in told.values():
            if (row.get("ended_on") or book.on) >= book.on - WEEKS * WEEK and book.chance.random() < SHARE:
                book.hours[ons_code].extend(_weeks(book, row, last_sunday))


def _weeks(book, row, last_sunday):
    sunday = max(last_sunday - (WEEKS - 1) * WEEK, monday(row["start_on"]) + 6 * DAY)
    last_day = row.get("ended_on") or book.on
    while sunday <= last_sunday and sunday - 6 * DAY <= last_day:
        worked = row["hours_per_week"] * Decimal(
            book.chance.choice(("0", "0.6", "0.8", "1", "1", "1", "1", "1", "1.1"))
        )
        worked = worked.quantize(Decimal("0.01"))
        charge = row.get("hourly_charge")
        amount = (worked * charge).quantize(Decimal("0.01")) if charge else None
        yield {
            "reference": row["reference"], "supplier": row["supplier"], "week_ending": sunday, "hours": worked,
            "amount": amount,
        }  # fmt: skip
        sunday += WEEK

"""Reading what people type: UK and ISO dates, months by name, pounds with commas, yes and no."""

import calendar
import re
from datetime import date, datetime
from decimal import Decimal

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
UK = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
# As spreadsheets show a day: "31-Oct-26", "31 October 2026". A month by name leaves no doubt about the order.
NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
MONTHS = {
    name.lower(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names)
} | {"sept": 9}
# Commas stand between thousands only: "1,50" is not a hundred and fifty.
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+", re.ASCII)
LONGEST_NUMBER = 30
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


def day_from(value):
    """A date from a date, an ISO text, a UK text (day first) or one with the month's name, with two figures of this
    century's year or four; raises ValueError for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := UK.fullmatch(text):
        day, month, year = found.groups()
    elif (found := NAMED.fullmatch(text)) and found[2].lower() in MONTHS:
        day, month, year = found[1], MONTHS[found[2].lower()], found[3] if len(found[3]) == 4 else f"20{found[3]}"
    else:
        raise ValueError(text)
    return date(int(year), int(month), int(day))


def number_from(value):
    """A Decimal from a number or a text such as "£1,234.50"; raises ValueError for anything else."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, bool):
        raise ValueError(str(value))
    # A spreadsheet holds 31.1 as a float: its shortest text is what the person typed.
    text = str(value).strip().removeprefix("-£").removeprefix("£").strip()
    if str(value).strip().startswith("-£"):
        text = f"-{text}"
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text.replace(",", ""))


def yes_or_no(value):
    """True or False from yes and no in their usual spellings; raises ValueError for anything else."""
    text = str(value).strip().lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(text)


def slug_from(value):
    """A choice as it is stored: "Limited company" and "limited-company" are limited_company."""
    return re.sub(r"[\s_-]+", "_", str(value).strip().lower())

"""Reading what people type: UK and ISO dates, pounds with commas, yes and no."""

import re
from datetime import date, datetime
from decimal import Decimal

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
UK = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
# Commas stand between thousands only: "1,50" is not a hundred and fifty.
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+", re.ASCII)
LONGEST_NUMBER = 30
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


def day_from(value):
    """A date from a date, an ISO text or a UK text (day first); raises ValueError for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := UK.fullmatch(text):
        day, month, year = found.groups()
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

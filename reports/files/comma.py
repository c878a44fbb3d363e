"""Comma-separated files that a spreadsheet opens safely."""

import csv
import io
from decimal import Decimal

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def comma_separated(headers, rows):
    """UTF-8 with a byte-order mark, so that Excel reads the pound sign; rows of text, numbers and None (empty)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return str(value)
    text = str(value)
    # A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text again.
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) else text

"""A list as a CSV file that a spreadsheet opens safely."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from ..spreadsheet import defused

MEDIA_TYPE = "text/csv; charset=utf-8"


def write(file, listing, count):
    """UTF-8 with a byte-order mark, so that Excel reads accents; what it is, an empty line, headings, rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([defused(line)] for line in listing.notes(count))
    writer.writerow([])
    writer.writerow([defused(column.heading) for column in listing.columns])
    writer.writerows([_cell(value) for value in row] for row in listing.cells())
    text.detach()


def _cell(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    # Numbers are what they are, a minus included; all else is text.
    return value if value is None or isinstance(value, int | Decimal) else defused(str(value))

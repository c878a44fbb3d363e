"""A list as an XLSX workbook: text is always text, and a sheet beside it says what it is."""

from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.utils import timezone

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {"font_name": "Arial", "font_size": 10, "valign": "top"}
FORMATS = {"day": "d mmm yyyy", "moment": "d mmm yyyy hh:mm", "number": "#,##0", "amount": "#,##0.00"}
# Rows are written as they come and not held; nothing is taken for a formula, an address or a number by its looks.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST = 32_767
WIDTH = 18


def write(file, listing, count):
    """The rows on the first sheet, what they are on the second."""
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        formats = {name: book.add_format({**PLAIN, "num_format": code}) for name, code in FORMATS.items()}
        formats |= {
            "text": book.add_format(PLAIN),
            "heading": book.add_format({**PLAIN, "bold": True, "text_wrap": True, "bg_color": "#f3f2f1", "bottom": 1}),
        }
        _rows(book.add_worksheet("List"), listing, formats)
        about = book.add_worksheet("About this list")
        about.set_column(0, 0, 80)
        for number, line in enumerate(listing.notes(count)):
            about.write_string(number, 0, line[:LONGEST], formats["text"])


def _rows(page, listing, formats):
    page.freeze_panes(1, 1)
    page.set_column(0, len(listing.columns) - 1, WIDTH)
    for at, column in enumerate(listing.columns):
        page.write_string(0, at, column.heading, formats["heading"])
    for number, row in enumerate(listing.cells(), start=1):
        for at, value in enumerate(row):
            _cell(page, number, at, value, formats)


def _cell(page, row, at, value, formats):
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, at, "Yes" if value else "No", formats["text"])
    elif isinstance(value, datetime):
        page.write_datetime(row, at, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, at, value, formats["day"])
    elif isinstance(value, int):
        page.write_number(row, at, value, formats["number"])
    elif isinstance(value, Decimal):
        page.write_number(row, at, float(value), formats["amount"])
    else:
        page.write_string(row, at, str(value)[:LONGEST], formats["text"])

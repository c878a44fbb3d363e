"""Workbooks: sheets with a title, notes, a heading row and rows; numbers are numbers and text is always text."""

import io
from datetime import UTC
from decimal import Decimal
from typing import NamedTuple

import xlsxwriter

NOT_KNOWN = "not known"
FORMATS = {
    "money": "£#,##0.00;[Red]−£#,##0.00",
    "hours": "#,##0.00",
    "count": "#,##0",
    "rate": "£#,##0.00",
    "share": "0.0",
    "decimal": "#,##0.0",
}
WIDTHS = {
    "text": 26,
    "long": 60,
    "money": 15,
    "hours": 13,
    "count": 11,
    "rate": 12,
    "share": 11,
    "decimal": 15,
    "day": 13,
}


class Column(NamedTuple):
    """A heading, and what is under it: text, long, day, money, rate, hours, share or count."""

    heading: str
    kind: str = "text"
    empty: str = NOT_KNOWN


class Sheet(NamedTuple):
    """`name` at most 31 letters; `notes` stand above the table, one to a row."""

    name: str
    title: str
    notes: tuple
    columns: tuple
    rows: list


def workbook(*, title, created_at, sheets):
    """The bytes of an XLSX file. `created_at` (aware) stands in the file, so that it never depends on the clock."""
    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(body, options) as book:
        created = created_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        book.set_properties({"title": title, "author": "MOU portal", "created": created})
        formats = _formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats)
    return body.getvalue()


def _formats(book):
    plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    made = {
        "title": book.add_format({**plain, "bold": True, "font_size": 14}),
        "note": book.add_format({**plain, "font_color": "#505a5f"}),
        "heading": book.add_format({**plain, "bold": True, "text_wrap": True, "bg_color": "#f3f2f1", "bottom": 1}),
        "text": book.add_format(plain),
        "long": book.add_format({**plain, "text_wrap": True}),
        "empty": book.add_format({**plain, "italic": True, "font_color": "#505a5f", "align": "right"}),
    }
    return made | {kind: book.add_format({**plain, "num_format": code}) for kind, code in FORMATS.items()}


def _write(page, sheet, formats):
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, sheet.title, formats["title"])
    for number, note in enumerate(sheet.notes, start=1):
        page.write_string(number, 0, note, formats["note"])
    top = len(sheet.notes) + 2
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, WIDTHS[column.kind])
        page.write_string(top, at, column.heading, formats["heading"])
    for number, row in enumerate(sheet.rows, start=top + 1):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, number, at, column, value, formats)
    page.freeze_panes(top + 1, 1)
    page.repeat_rows(top)
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows), len(sheet.columns) - 1)


def _cell(page, row, at, column, value, formats):
    if value == "":
        page.write_blank(row, at, None, formats["text"])
    elif value is None:
        page.write_string(row, at, column.empty, formats["empty"])
    elif column.kind in FORMATS:
        # A column of mixed figures: heads are whole, FTE has one place.
        kind = "count" if column.kind == "decimal" and isinstance(value, int) else column.kind
        page.write_number(row, at, float(Decimal(value)), formats[kind])
    else:
        page.write_string(row, at, str(value), formats["long" if column.kind == "long" else "text"])

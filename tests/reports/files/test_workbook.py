"""Workbooks: numbers are numbers, text is text, and the clock is nowhere in them."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from reports.files.workbook import Column, Sheet, workbook

MOMENT = datetime(2026, 11, 6, 6, 0, tzinfo=UTC)
COLUMNS = (Column("Name"), Column("Pounds", "money"), Column("Mixed", "decimal"))


def made(*rows, moment=MOMENT):
    return workbook(title="T", created_at=moment, sheets=[Sheet("One", "Title", ("Note",), COLUMNS, list(rows))])


def opened(body):
    return load_workbook(BytesIO(body))["One"]


def test_text_is_never_a_formula_or_a_link():
    page = opened(made(["=1+1", "1.00", 2], ["http://example.org", "1.00", 2], ["12", "1.00", 2]))

    assert [(page.cell(row, 1).value, page.cell(row, 1).data_type) for row in (5, 6, 7)] == [
        ("=1+1", "s"), ("http://example.org", "s"), ("12", "s"),
    ]  # fmt: skip
    assert page.cell(6, 1).hyperlink is None


def test_money_is_a_number_and_what_is_not_known_says_so():
    page = opened(made(["a", "-163.86", "12.5"], ["b", None, 3], ["c", "", 3]))

    assert page["B5"].value == -163.86
    assert "£" in page["B5"].number_format
    assert page["B6"].value == "not known"
    assert page["B7"].value is None
    assert (page["C5"].number_format, page["C6"].number_format) == ("#,##0.0", "#,##0")


def test_the_same_content_gives_the_same_bytes():
    assert made(["a", "1.00", 1]) == made(["a", "1.00", 1])
    assert made(["a", "1.00", 1]) != made(["a", "1.00", 1], moment=MOMENT.replace(hour=7))


def test_the_heading_row_stays_in_sight_and_titles_stand_above():
    page = opened(made(["a", "1.00", 1]))

    assert (page["A1"].value, page["A2"].value, page["A4"].value) == ("Title", "Note", "Name")
    assert page.freeze_panes == "B5"

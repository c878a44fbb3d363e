"""Reading a file as rows of text."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from authorities.refusal import Refused
from placements.imports import table

KNOWN = ("reference", "hourly_pay", "start_on", "swe_number")


def lines(content):
    return [(line.number, line.cells) for line in table.read(content, KNOWN).lines]


def workbook(*rows):
    """An XLSX file with these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime.combine(cell, datetime.min.time()))
                else:
                    sheet.write(number, place, cell)
    return out.getvalue()


def with_sheet(xml):
    """A workbook whose sheet is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["reference"]))) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            target.writestr(entry, xml if is_sheet else source.read(entry))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"reference,hourly_pay\r\nA,30\r\n",
        b"\xef\xbb\xbfreference,hourly_pay\nA,30",
        b"Reference;HOURLY PAY\nA;30\n",
        b"reference\thourly-pay\nA\t30\n",
        b"\n\nreference,hourly_pay,,\nA,30,,\n,,,\n",
        b'"reference","hourly_pay"\n" A ","30"\n',
        b"sep=;\r\nreference;hourly_pay\r\nA;30\r\n",
        b"reference|hourly_pay\nA|30\n",
    ],
)
def test_the_same_rows_come_out_of_every_way_to_write_them(content):
    assert [cells for _, cells in lines(content)] == [{"reference": "A", "hourly_pay": "30"}]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    assert [number for number, _ in lines(b"reference\nA\n\n\nB\n")] == [2, 5]


def test_a_workbook_reads_like_a_csv_file():
    book = workbook(["Reference", "Hourly pay", "start_on"], ["A", 31.1, date(2026, 10, 31)], [1001, 30, "1/11/2026"])

    assert lines(book) == [
        (2, {"reference": "A", "hourly_pay": "31.1", "start_on": "2026-10-31"}),
        (3, {"reference": "1001", "hourly_pay": "30", "start_on": "1/11/2026"}),
    ]


def test_an_address_in_a_cell_is_its_text_and_a_formula_in_a_csv_is_too():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["reference", "hourly_pay"])
        sheet.write_string(1, 0, "A")
        sheet.write_url(1, 1, "http://example.org", string="30")

    assert lines(out.getvalue()) == [(2, {"reference": "A", "hourly_pay": "30"})]
    assert lines(b"reference\n\"=cmd|' /C calc'!A0\"\n") == [(2, {"reference": "=cmd|' /C calc'!A0"})]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\r\n\r\n", "The file is empty"),
        (b"A,30,2026-10-31\n", "The first row has no column name that we know"),
        (b"reference,hourly_pay,reference\nA,30,B", "The column reference is there twice"),
        ("reference\nA\n".encode("utf-16"), "not saved as UTF-8"),
        ("reference,hourly_pay,start_on\nA,30\n".encode("utf-16-le"), "not saved as UTF-8"),
        ("reference\nA\nZoë\n".encode("latin-1"), "line 3 has a character that is not"),
        (b"reference,hourly_pay\n" + b'"' + b"A" * 200_000, "a cell that never seems to end"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04 and then nothing of the kind", "not a workbook that can be read"),
        (b"," * 200 + b"reference\n", "more than 100 columns"),
        (b"reference\n" + b"A" * (20 * 1024 * 1024), "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(Refused, match=words) as refused:
        lines(content)

    assert refused.value.remedy


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 3)

    assert len(lines(b"reference\nA\nB\nC\n")) == 3
    for content in (b"reference\nA\nB\nC\nD\n", workbook(*(["reference"], *"ABCD"))):
        with pytest.raises(Refused, match="more than 3 rows"):
            lines(content)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1"])
def test_a_small_workbook_that_claims_a_giant_sheet_is_refused(cell):
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    )

    with pytest.raises(Refused, match="more than"):
        lines(with_sheet(xml))


def test_a_workbook_that_unpacks_to_a_giant_is_refused(monkeypatch):
    monkeypatch.setattr("placements.imports.workbook_parts.MOST_UNPACKED", 100_000)

    with pytest.raises(Refused, match="too large when unpacked"):
        lines(with_sheet("<worksheet>" + " " * 200_000 + "</worksheet>"))


def test_a_row_with_more_cells_than_columns_is_marked():
    (line,) = table.read(b"reference,hourly_pay\nA,30,31\n", KNOWN).lines

    assert line.surplus


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_hostile_bytes_never_raise_anything_but_a_refusal(content):
    for whole in (content, b"reference,hourly_pay\n" + content, b"PK\x03\x04" + content):
        with suppress(Refused):
            lines(whole)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_workbook_never_raises_anything_but_a_refusal(data):
    content = bytearray(workbook(["reference", "hourly_pay"], ["A", 30]))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        lines(bytes(content))

"""A workbook is XML in a ZIP: neither part can be used against the reader."""

import io
import zipfile

import pytest

from authorities.refusal import Refused
from placements.imports import workbook
from tests.placements.imports.test_table import lines, with_sheet

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>reference</t></is></c></row><row r="2">{}</row>'
CELL = '<c r="A2" t="inlineStr"><is><t>{}</t></is></c>'


def read_with(doctype, text):
    """What is read of a sheet whose only cell holds this text, below this document type; None where it is refused."""
    try:
        return [cells for _, cells in lines(with_sheet(doctype + SHEET.format(ROW.format(CELL.format(text)))))]
    except Refused:
        return None


def test_the_sheet_itself_is_read():
    assert read_with("", "ORDER-1") == [{"reference": "ORDER-1"}]


def test_a_sheet_cannot_bring_in_a_file_of_ours(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("plum kettle")
    read = read_with(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;ORDER")

    assert "plum" not in str(read)


def test_a_sheet_cannot_grow_while_it_is_read():
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    read = read_with(f'<!DOCTYPE x [<!ENTITY e0 "plum">{grows}]>', "&e9;")

    assert len(str(read)) < 1000


def test_a_workbook_of_very_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_PARTS", 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(21):
            archive.writestr(f"xl/{number}.xml", "<x/>")

    with pytest.raises(Refused, match="too many parts"):
        workbook.rows(out.getvalue(), most_rows=10, most_columns=10)

"""A workbook is XML in a ZIP: neither part can be used against the reader."""

import io
import zipfile

import pytest
import xlsxwriter

from authorities.refusal import Refused
from placements.imports import workbook, workbook_parts, workbook_sheet
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
    monkeypatch.setattr(workbook_parts, "MOST_PARTS", 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(21):
            archive.writestr(f"xl/{number}.xml", "<x/>")

    with pytest.raises(Refused, match="too many parts"):
        workbook.rows(out.getvalue(), most_rows=10, most_columns=10)


def with_parts(**parts):
    """A sound workbook with more parts, or others, by name."""
    out = io.BytesIO()
    names = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(with_sheet(SOUND))) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            if entry.filename not in names:
                target.writestr(entry, source.read(entry))
        for name, text in names.items():
            target.writestr(name, text)
    return out.getvalue()


SOUND = SHEET.format(ROW.format(CELL.format("ORDER-1")))
REFUSED = {
    "macros": ({"xl__vbaProject_dot_bin": "x"}, "The workbook has macros."),
    "old macros": ({"xl__macrosheets__sheet1_dot_xml": "<x/>"}, "The workbook has macros."),
    "links": ({"xl__externalLinks__externalLink1_dot_xml": "<x/>"}, "The workbook has links to other files."),
    "data": ({"xl__connections_dot_xml": "<x/>"}, "The workbook fetches data from somewhere else."),
    "embedded": ({"xl__embeddings__a_dot_bin": "x"}, "The workbook has other files inside it."),
    "controls": ({"xl__activeX__a_dot_xml": "<x/>"}, "The workbook has buttons or other controls that run programs."),
    "binary": ({"xl__workbook_dot_bin": "x"}, "The file is a binary Excel workbook (.xlsb)."),
    "another way in": (
        {
            "_rels__.rels": '<Relationships><Relationship Id="a" Target="xl/other.xml" Type="x/officeDocument"/>'
            "</Relationships>"
        },
        "The file is not a workbook that can be read.",
    ),
    "damaged": ({"xl__worksheets__sheet1_dot_xml": SOUND[:-40]}, "The workbook is damaged."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_workbook_may_not_have_is_refused_in_words(name):
    parts, words = REFUSED[name]
    with pytest.raises(Refused) as refused:
        lines(with_parts(**parts))

    assert refused.value.message == words
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (SOUND.replace('<c r="A2" t="inlineStr">', '<c r="A2" t="str"><f>1+1</f>'), "Cell A2 has a formula."),
        (
            SOUND.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:A5"/></mergeCells>'),
            "The cells A2:A5 are merged.",
        ),
        (SOUND.replace('r="A2"', 'r="xfd1048576"'), "The sheet has more than 200,000 rows."),
        (SOUND.replace('r="A2"', 'r="A-2"'), "The workbook is damaged."),
        (SOUND.replace('r="A2"', 'r="CV200000"'), "The sheet has more than 5,000,000 cells."),
        ("<!DOCTYPE x>" + SOUND, "The workbook is damaged."),
    ],
)
def test_what_a_sheet_may_not_hold_is_refused_in_words(sheet, words):
    with pytest.raises(Refused) as refused:
        lines(with_sheet(sheet))

    assert refused.value.message == words


def test_a_text_that_every_cell_shares_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(workbook_sheet, "MOST_TEXT", 10_000)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 30))
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'
    book = {"xl__sharedStrings_dot_xml": strings.format("x" * 1000)}
    book["xl__worksheets__sheet1_dot_xml"] = SOUND.replace("</sheetData>", f"{cells}</sheetData>")

    with pytest.raises(Refused, match="too much text"):
        lines(with_parts(**book))


def test_a_hidden_first_sheet_is_not_what_is_read():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        hidden, shown = book.add_worksheet("Lists"), book.add_worksheet("Rows")
        hidden.write_row(0, 0, ["reference"])
        hidden.write_formula(1, 0, "=1+1")
        shown.write_column(0, 0, ["reference", "SHOWN"])
        shown.activate()
        hidden.hide()

    assert [cells for _, cells in lines(out.getvalue())] == [{"reference": "SHOWN"}]

"""Reading a file as rows of text: its columns by name, whatever wrote it, or a refusal in words."""

import csv
import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import NamedTuple

from authorities.refusal import Refused

from . import workbook
from .workbook_parts import PROTECTED

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 2_000
MOST_SECONDS = 60
UNCLOSED = 100_000
DELIMITERS = ",;\t|"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WITH_MACROS = ("xlsm", "xltm", "xlam", "xlsb", "xla")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAYS_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n")
SAVE_AGAIN = "In the spreadsheet choose Save as, then “CSV UTF-8 (comma delimited)” or “Excel workbook (.xlsx)”."


class Line(NamedTuple):
    """One row of the file: its number as a spreadsheet shows it, and its cells by column, empty ones left out."""

    number: int
    cells: dict[str, str]
    surplus: bool = False


@dataclass
class Table:
    """A file as its columns' names and its lines."""

    columns: list[str]
    lines: Iterator[Line]
    sha256: str
    # Each heading as the file writes it.
    written: dict[str, str] = field(default_factory=dict)


def is_what_its_name_says(name, first):
    """Whether a file's name ends as its first bytes begin: .xlsx for a workbook, .csv, .tsv or .txt for text."""
    ending = name.rpartition(".")[2].lower()
    return ending == "xlsx" if first.startswith(ZIP) else ending in ("csv", "tsv", "txt", "xls")


def refuse_by_name(name, first, size):
    """Raise Refused for a file whose name and first bytes say already that it cannot be taken, or that is too large."""
    ending = name.rpartition(".")[2].lower()
    if size > MOST_BYTES:
        raise Refused(
            f"The selected file is larger than {MOST_BYTES // 1024 // 1024} MB.", "Split it into smaller files."
        )
    if ending in WITH_MACROS:
        raise Refused("The selected file is a workbook that may hold macros.", SAVE_AGAIN)
    if ending == "xls" or first.startswith(OLD_EXCEL):
        # A workbook with a password is wrapped as an old one: which of the two, its content says.
        return
    if not is_what_its_name_says(name, first):
        raise Refused("The selected file must be a CSV or an Excel workbook (.xlsx), and be named so.", SAVE_AGAIN)


def read(content: bytes, known: Iterable[str], meaning: dict[str, str] | None = None) -> Table:
    """The table in a CSV or XLSX file; `known` are the columns that it may have. Raises Refused for the whole file.

    `meaning` says which column each heading of the file stands for: none of them where it is empty.
    """
    known, meaning = set(known), meaning or {}
    sheet = headed(content, known | set(meaning))
    columns = [meaning.get(heading, heading) for heading in sheet.columns]
    if not known & set(columns):
        raise Refused(
            "The first row has no column name that we know.",
            f"The first row must name the columns: {', '.join(sorted(known))}.",
        )
    _refuse_twice(columns)
    return Table(columns, _renamed(sheet.lines, dict(zip(sheet.columns, columns, strict=True))), sheet.sha256)


def headed(content: bytes, known: Iterable[str]) -> Table:
    """The table in a file under the file's own headings; `known` are those by which its delimiter is told."""
    if len(content) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.", "Split it into smaller files.")
    if not content.strip(b"\x00\r\n\t ,;"):
        raise Refused("The file is empty.", "Send a file with a row of column names and then the rows.")
    records = _in_time(_records(content, set(known)))
    names = next((cells for _, cells in records if any(cells)), [])
    columns = _columns(names)
    written = {column: name[:100].replace("\x00", "") for column, name in zip(columns, names, strict=False)}
    return Table(columns, _lines(records, columns), hashlib.sha256(content).hexdigest(), written)


def _renamed(lines, meaning):
    for line in lines:
        yield line._replace(cells={meaning[name]: cell for name, cell in line.cells.items() if meaning[name]})


def _in_time(records):
    until = time.monotonic() + MOST_SECONDS
    for record in records:
        if time.monotonic() > until:
            raise Refused("The file takes too long to read.", "Split it into smaller files.")
        yield record


def _records(content, known):
    if content.startswith(OLD_EXCEL):
        if ENCRYPTED in content:
            raise Refused(*PROTECTED)
        raise Refused("The file is an old Excel workbook (.xls).", SAVE_AGAIN)
    if content.startswith(ZIP):
        rows = workbook.rows(content, most_rows=MOST_ROWS + 1, most_columns=MOST_COLUMNS)
    else:
        rows = _csv_rows(_decoded(content), known)
    return _numbered(rows)


def _numbered(rows):
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS + 1:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")
        yield number, [cell.strip() for cell in cells]


def _decoded(content):
    if content.startswith(UTF_16) or content[:200].count(0) > 20:
        raise Refused("The file is not saved as UTF-8.", SAVE_AGAIN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"The file is not saved as UTF-8: line {line} has a character that is not.", SAVE_AGAIN) from None


def _csv_rows(text, known):
    said = SAYS_SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    reader = csv.reader(StringIO(text, newline=""), delimiter=said[1] if said else _delimiter(text, known))
    unclosed = Refused(
        "The file has a cell that never seems to end.", "Look for a quotation mark that is opened and never closed."
    )
    try:
        for cells in reader:
            # The reader's own limit is shared by the whole process, and others may have lifted it.
            if max(map(len, cells), default=0) > UNCLOSED:
                raise unclosed
            yield cells
    except csv.Error:
        raise unclosed from None


def _delimiter(text, known):
    """The delimiter with which the most column names are recognised; of several, the one with the most columns."""
    first = next((line for line in StringIO(text[: MOST_CHARACTERS * MOST_COLUMNS], newline=None) if line.strip()), "")

    def recognised(delimiter):
        names = {_name(cell) for cell in next(csv.reader([first], delimiter=delimiter), ())}
        return len(known & names), len(names)

    try:
        return max(DELIMITERS, key=recognised)
    except csv.Error:
        return ","


def _columns(names):
    columns = [_name(cell) for cell in names]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MOST_COLUMNS:
        raise Refused(f"The file has more than {MOST_COLUMNS} columns.", "Leave out the columns that are not needed.")
    _refuse_twice(columns)
    return columns


def _refuse_twice(columns):
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise Refused(f"The column {twice[0]} is there twice.", "Keep one of them.", twice[0])


def _name(cell):
    # The database can hold no NUL, and column names are kept with the rows.
    return re.sub(r"[\s\-]+", "_", cell.replace("\x00", "").strip().strip("\ufeff").lower())[:100]


def _lines(records, columns):
    for number, cells in records:
        filled = {column: cell for column, cell in zip(columns, cells, strict=False) if cell and column}
        surplus = any(cells[len(columns) :])
        if filled or surplus:
            yield Line(number, filled, surplus)

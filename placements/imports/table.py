"""Reading a file as rows of text: its columns by name, whatever wrote it, or a refusal in words."""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from authorities.refusal import Refused

from . import workbook

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 2_000
UNCLOSED = 100_000
DELIMITERS = ",;\t"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
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


def is_what_its_name_says(name, first):
    """Whether a file's name ends as its first bytes begin: .xlsx for a workbook, .csv, .tsv or .txt for text."""
    ending = name.rpartition(".")[2].lower()
    return ending == "xlsx" if first.startswith(ZIP) else ending in ("csv", "tsv", "txt", "xls")


def read(content: bytes, known: Iterable[str]) -> Table:
    """The table in a CSV or XLSX file; `known` are the columns that it may have. Raises Refused for the whole file."""
    if len(content) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.", "Split it into smaller files.")
    if not content.strip(b"\x00\r\n\t ,;"):
        raise Refused("The file is empty.", "Send a file with a row of column names and then the rows.")
    known = set(known)
    records = _records(content, known)
    names = next((cells for _, cells in records if any(cells)), [])
    columns = _columns(names, known)
    return Table(columns, _lines(records, columns), hashlib.sha256(content).hexdigest())


def _records(content, known):
    if content.startswith(OLD_EXCEL):
        raise Refused("The file is an old or a protected Excel workbook.", SAVE_AGAIN)
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
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, known))
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
    """The delimiter with which the most column names are recognised."""
    first = next((line for line in StringIO(text[: MOST_CHARACTERS * MOST_COLUMNS]) if line.strip()), "")

    def recognised(delimiter):
        return len(known & {_name(cell) for cell in next(csv.reader([first], delimiter=delimiter), ())})

    try:
        return max(DELIMITERS, key=recognised)
    except csv.Error:
        return ","


def _columns(names, known):
    columns = [_name(cell) for cell in names]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MOST_COLUMNS:
        raise Refused(f"The file has more than {MOST_COLUMNS} columns.", "Leave out the columns that are not needed.")
    if not known & set(columns):
        raise Refused(
            "The first row has no column name that we know.",
            f"The first row must name the columns: {', '.join(sorted(known))}.",
        )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise Refused(f"The column {twice[0]} is there twice.", "Keep one of them.", twice[0])
    return columns


def _name(cell):
    return re.sub(r"[\s\-]+", "_", cell.strip().strip("\ufeff").lower())[:100]


def _lines(records, columns):
    for number, cells in records:
        filled = {column: cell for column, cell in zip(columns, cells, strict=False) if cell and column}
        surplus = any(cells[len(columns) :])
        if filled or surplus:
            yield Line(number, filled, surplus)

"""Reading the first sheet of an XLSX workbook as text, without trusting what it says of its size."""

import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat

import python_calamine

from authorities.refusal import Refused

MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 1_000  # files inside; a workbook of one sheet has about ten
READ_AT_ONCE = 1024 * 1024
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NOT_A_WORKBOOK = Refused("The file is not a workbook that can be read.", "Save it again as an Excel workbook (.xlsx).")


def rows(content, *, most_rows, most_columns):
    """The rows of the first sheet, each a list of texts. Raises Refused."""
    _refuse_giants(content, most_rows, most_columns)
    try:
        book = python_calamine.load_workbook(BytesIO(content))
        cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A broken file can make the reader panic, which is no Exception.
        raise NOT_A_WORKBOOK from error
    return ([_text(cell) for cell in row] for row in cells)


def _refuse_giants(content, most_rows, most_columns):
    """A small file can claim a cell in the last corner of the sheet, and the reader would make room for all between."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise Refused("The workbook has too many parts.", "Save the sheet as CSV UTF-8 instead.")
            left = MOST_UNPACKED
            for entry in archive.infolist():
                left -= _measure(archive, entry, left, most_rows, most_columns)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise NOT_A_WORKBOOK from error
    except Exception as error:
        if isinstance(error, Refused):
            raise
        raise NOT_A_WORKBOOK from error


def _measure(archive, entry, left, most_rows, most_columns):
    extent = _Extent(most_rows, most_columns)
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.opened
    read, is_xml = 0, True
    with archive.open(entry) as file:
        while block := file.read(READ_AT_ONCE):
            read += len(block)
            if read > left:
                raise Refused("The workbook is too large when unpacked.", "Save the sheet as CSV UTF-8 instead.")
            if is_xml:
                try:
                    parser.Parse(block)
                except expat.ExpatError:
                    is_xml = False
    return read


class _Extent:
    """How far the cells of a sheet reach, counted while it is read."""

    def __init__(self, most_rows, most_columns):
        self.most_rows, self.most_columns = most_rows, most_columns
        self.row = self.column = 0

    def opened(self, name, attributes):
        name = name.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = 0
        elif name == "c":
            found = CELL.fullmatch(attributes.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
            self.row = int(found[2]) if found else self.row
            self._check()

    def _check(self):
        if self.row > self.most_rows:
            raise Refused(f"The sheet has more than {self.most_rows - 1:,} rows.", "Split it into smaller files.")
        if self.column > self.most_columns:
            raise Refused(
                f"The sheet has more than {self.most_columns} columns.", "Leave out the columns that are not needed."
            )


def _column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _text(cell):
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        # The shortest text of a float is what the person typed: 31.1, not 31.100000000000001.
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)

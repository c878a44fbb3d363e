"""Whether a workbook may be opened: what it is made of, and how large its sheets truly are, whatever they claim."""

import zipfile
from io import BytesIO

from authorities.refusal import Refused

from .workbook_sheet import NO_SHEET, Contents, Links, Sheet, Strings, parsed

MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 1_000  # files inside; a workbook of one sheet has about ten
READ_AT_ONCE = 1024 * 1024
BOOK, LINKS, ROOT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
STRINGS = "xl/sharedstrings.xml"
AS_CSV = "Save the sheet as CSV UTF-8 instead."
AS_VALUES = "Copy the rows, paste them as values into a new workbook, and send that."
NOT_A_WORKBOOK = "The file is not a workbook that can be read.", "Save it again as an Excel workbook (.xlsx)."
PROTECTED = "The workbook is protected by a password.", "Open it, take the password away, save it and send it again."
# A part whose name holds this: what it is, and what to do.
NOT_TAKEN = {
    "vbaproject": (
        "The workbook has macros.", "Save it as an Excel workbook (.xlsx), which has none, and send that."
    ),
    "xl/macrosheets": ("The workbook has macros.", AS_VALUES),
    "xl/externallinks": ("The workbook has links to other files.", AS_VALUES),
    "xl/connections": ("The workbook fetches data from somewhere else.", AS_VALUES),
    "xl/embeddings": ("The workbook has other files inside it.", AS_VALUES),
    "xl/activex": ("The workbook has buttons or other controls that run programs.", AS_VALUES),
    "xl/workbook.bin": (
        "The file is a binary Excel workbook (.xlsb).", "Save it as an Excel workbook (.xlsx) and send that."
    ),
}  # fmt: skip


def inspected(content, most_rows, most_columns):
    """The number of the sheet to read (the first that is not hidden, from 0). Raises Refused for what is not safe."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _inspected(archive, most_rows, most_columns)
    except Refused:
        raise
    except Exception as error:
        # What a damaged archive makes its reader raise is not all foreseen: it is refused in any case.
        raise Refused(*NOT_A_WORKBOOK) from error


def _inspected(archive, most_rows, most_columns):
    parts = archive.infolist()
    _refuse_by_names(parts)
    by_name = {}
    for part in parts:
        by_name.setdefault(part.filename.lower(), part)
    if not by_name.keys() >= {BOOK, LINKS, ROOT}:
        raise Refused(*NOT_A_WORKBOOK)
    if parsed(Links(), _blocks(archive, by_name[ROOT], MOST_UNPACKED)).books != {BOOK}:
        # The reader would go where it is led, past everything that is looked at here.
        raise Refused(*NOT_A_WORKBOOK)
    number, link = parsed(Contents(), _blocks(archive, by_name[BOOK], MOST_UNPACKED)).first
    target = parsed(Links(), _blocks(archive, by_name[LINKS], MOST_UNPACKED)).targets.get(link, "").lstrip("/").lower()
    # As the reader finds it: what it reads must be what was looked at.
    read = target if target.startswith("xl/") else f"xl/{target}"
    if read not in by_name or ".." in read:
        raise Refused(*NO_SHEET)
    _measure_all(archive, parts, read, most_rows, most_columns)
    return number


def _refuse_by_names(parts):
    if len(parts) > MOST_PARTS:
        raise Refused("The workbook has too many parts.", AS_CSV)
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(*PROTECTED)
        name = part.filename.lower()
        for held, refused in NOT_TAKEN.items():
            if held in name:
                raise Refused(*refused)


def _measure_all(archive, parts, read, most_rows, most_columns):
    """Unpack every part, and look at each sheet: the reader would make room for all that a sheet claims."""
    left, strings, sheets = MOST_UNPACKED, Strings(), []
    for part in parts:
        name = part.filename.lower()
        blocks = _Counted(_blocks(archive, part, left))
        if name == read or name.startswith("xl/worksheets/"):
            sheets.append(parsed(Sheet(most_rows, most_columns, read=name == read), blocks))
        elif name == STRINGS:
            parsed(strings, blocks)
        else:
            for _ in blocks:
                pass
        left -= blocks.read
    for sheet in sheets:
        sheet.refuse_too_much_text(strings.lengths)


def _blocks(archive, part, most):
    read = 0
    with archive.open(part) as file:
        while block := file.read(READ_AT_ONCE):
            read += len(block)
            if read > most:
                raise Refused("The workbook is too large when unpacked.", AS_CSV)
            yield block


class _Counted:
    """Blocks of bytes, and how many bytes have come."""

    def __init__(self, blocks):
        self.blocks, self.read = blocks, 0

    def __iter__(self):
        for block in self.blocks:
            self.read += len(block)
            yield block

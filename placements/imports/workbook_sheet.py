"""What the XML inside a workbook says, followed as it is read: which sheet comes first, and what a sheet holds."""

import re
from xml.parsers import expat

from authorities.refusal import Refused

MOST_CELLS = 5_000_000  # rows times columns, empty ones too: room is made for all of them
MOST_TEXT = 50_000_000  # characters: a text that stands once in the file may be shown in every cell
CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})", re.ASCII)
AS_VALUES = "Copy the sheet, paste it as values into a new workbook, and send that."
BROKEN = "The workbook is damaged.", "Open it, save it again as an Excel workbook (.xlsx), and send that."
NO_SHEET = "The workbook has no sheet that can be read.", "Put the rows on its first sheet."


def parsed(reading, blocks):
    """A part followed from its beginning to its end by `reading`, which is given back. Raises Refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: reading.opened(_plain(name), attributes)
    parser.EndElementHandler = lambda name: reading.closed(_plain(name))
    parser.CharacterDataHandler = reading.said
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for block in blocks:
            parser.Parse(block)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        # The reader would go on where this one stops, and be told what nobody has looked at.
        raise Refused(*BROKEN) from error
    return reading


def _plain(name):
    return name.rpartition(":")[2]


def _refuse(*_):
    raise Refused(*BROKEN)


class Reading:
    """A part that says nothing of interest."""

    def opened(self, name, attributes):
        pass

    def closed(self, name):
        pass

    def said(self, text):
        pass


class Contents(Reading):
    """The list of sheets."""

    def __init__(self):
        self.sheets = []

    def opened(self, name, attributes):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if _plain(key) == "id" and ":" in key), "")
            self.sheets.append((attributes.get("state", "visible"), link))

    @property
    def first(self):
        """The first sheet that a person sees: its number from 0, and the name of the link to it."""
        for number, (state, link) in enumerate(self.sheets):
            if state == "visible":
                return number, link
        raise Refused(*NO_SHEET)


class Links(Reading):
    """Where each link leads, and which of them leads to the workbook itself."""

    def __init__(self):
        self.targets, self.books = {}, set()

    def opened(self, name, attributes):
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            if attributes.get("Type", "").endswith("/officeDocument"):
                self.books.add(attributes.get("Target", "").lstrip("/").lower())


class Strings(Reading):
    """How long each text is that cells share."""

    def __init__(self):
        self.lengths = []

    def opened(self, name, attributes):
        if name == "si":
            self.lengths.append(0)

    def said(self, text):
        if self.lengths:
            self.lengths[-1] += len(text)


class Sheet(Reading):
    """A sheet: how far its cells reach, and, where it is the one to read, that they hold values alone."""

    def __init__(self, most_rows, most_columns, *, read):
        self.most_rows, self.most_columns, self.read = most_rows, most_columns, read
        self.row = self.column = self.widest = self.text = 0
        self.at, self.shared, self.value, self.uses = "", False, "", {}

    def opened(self, name, attributes):
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if re.fullmatch("[0-9]{1,7}", number) else self.row + 1
            self.column = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f" and self.read:
            raise Refused(f"Cell {self.at} has a formula.", AS_VALUES)
        elif name == "mergeCell" and self.read:
            merged = attributes.get("ref", "")[:20]
            raise Refused(
                f"The cells {merged} are merged.", "Unmerge them, fill in each cell, and send the file again."
            )

    def closed(self, name):
        if name == "c" and self.shared:
            self.uses[self.value] = self.uses.get(self.value, 0) + 1

    def said(self, text):
        self.text += len(text)
        if self.shared:
            self.value += text[:10]

    def refuse_too_much_text(self, lengths):
        """Raise Refused where the sheet would be too long when each cell says its whole text."""
        told = self.text
        for number, times in self.uses.items():
            told += times * (lengths[int(number)] if number.isdecimal() and int(number) < len(lengths) else 0)
        if told > MOST_TEXT:
            raise Refused("The sheet has too much text.", "Leave out the columns that are not needed.")

    def _begin_cell(self, attributes):
        found = CELL.fullmatch(attributes["r"]) if "r" in attributes else None
        if "r" in attributes and not found:
            raise Refused(*BROKEN)
        self.column = _number(found[1]) if found else self.column + 1
        self.row = int(found[2]) if found else max(self.row, 1)
        self.widest = max(self.widest, self.column)
        self.at = f"{_letters(self.column)}{self.row}"
        self.shared, self.value = attributes.get("t") == "s", ""
        self._refuse_giants()

    def _refuse_giants(self):
        if self.row > self.most_rows:
            raise Refused(f"The sheet has more than {self.most_rows - 1:,} rows.", "Split it into smaller files.")
        if self.column > self.most_columns:
            raise Refused(
                f"The sheet has more than {self.most_columns} columns.", "Leave out the columns that are not needed."
            )
        if self.row * self.widest > MOST_CELLS:
            raise Refused(f"The sheet has more than {MOST_CELLS:,} cells.", "Split it into smaller files.")


def _number(letters):
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

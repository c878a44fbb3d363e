"""Rows copied from a spreadsheet and pasted: which column is which, told by their names or by what is in them."""

import csv
import re
from io import StringIO
from typing import NamedTuple

from authorities.refusal import Refused

from ..reading import slug_from
from .table import UNCLOSED

# What people call these columns in their own spreadsheets.
NAMES = {
    "swe_number": "swe_number swe swe_no swe_registration registration registration_number registration_no number"
    " swe_registration_number social_work_england_number",
    "left_on": "left_on left leaving_date leaving_day leave_date date_left date_of_leaving last_day last_day_employed"
    " end_date termination_date",
    "role": "role job_role job_title title post position job",
    "contract": "contract contract_type type_of_contract",
    "reason": "reason reason_for_leaving leaving_reason",
}
CALLED = {name: column for column, names in NAMES.items() for name in names.split()}
# What a column holds, at a glance: whether a cell is right is for the checks of a row to say.
LOOKS = {
    "swe_number": re.compile(r"(sw)?\s*\d{2,}", re.ASCII | re.IGNORECASE),
    "left_on": re.compile(r"\d{1,4}[/. -]\w{1,9}[/. -]\d{1,4}"),
}
HOLDS = {"swe_number": "registration numbers", "left_on": "leaving days", "role": "roles"}
NAME_THEM = "Paste the row of column names as well: swe_number, left_on and role."


class Pasted(NamedTuple):
    """Pasted rows as a file that the import reads; `shift` leads from a row of the file to the row as pasted."""

    content: bytes
    shift: int

    def row(self, number):
        return number + self.shift


def from_paste(text: str) -> Pasted:
    """The rows of a paste, with or without a row of names, in whatever order the columns are. Raises Refused."""
    rows = _rows(text)
    above = next((place for place, row in enumerate(rows) if any(row)), None)
    if above is None:
        raise Refused("There are no rows.", "Copy the rows from your spreadsheet and paste them.", "rows")
    rows = rows[above:]
    named = _are_names(rows[0])
    columns = [CALLED.get(slug_from(cell), "") for cell in rows[0]] if named else []
    body = rows[1:] if named else rows
    columns += [""] * (max(map(len, rows)) - len(columns))
    _tell_by_content(columns, body)
    return Pasted(_as_file(columns, body), above if named else above - 1)


def _rows(text):
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = "\t" if "\t" in first else max(",;", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _unclosed() from None
    # The reader's own limit is shared by the whole process, and others may have lifted it.
    if any(len(cell) > UNCLOSED for row in rows for cell in row):
        raise _unclosed()
    return [[cell.strip() for cell in row] for row in rows]


def _unclosed():
    remedy = "Look for a quotation mark that is opened and never closed."
    return Refused("The rows have a cell that never seems to end.", remedy, "rows")


def _are_names(row):
    """Whether a row names columns: it knows one of them, and holds neither a number nor a day."""
    holds_any = any(look.fullmatch(cell) for look in LOOKS.values() for cell in row)
    return not holds_any and any(slug_from(cell) in CALLED for cell in row)


def _tell_by_content(columns, body):
    """Give the columns that no name has told a name by what they hold."""
    for column in HOLDS:
        if column not in columns:
            found = [place for place, name in enumerate(columns) if not name and _holds(column, body, place)]
            if len(found) != 1:
                many = "More than one column" if found else "No column"
                raise Refused(f"{many} seems to hold {HOLDS[column]}.", NAME_THEM, "rows")
            columns[found[0]] = column
    twice = next((name for name in columns if name and columns.count(name) > 1), "")
    if twice:
        raise Refused(f"The column {twice} is there twice.", "Paste one of them.", "rows")


def _holds(column, body, place):
    """Whether most of a column's cells look like this; a role is whatever words are left."""
    cells = [row[place] for row in body if place < len(row) and row[place]]
    if column not in LOOKS:
        return bool(cells)
    return sum(bool(LOOKS[column].fullmatch(cell)) for cell in cells) * 2 > len(cells)


def _as_file(columns, body):
    """The columns that are known, as CSV; rows left empty keep their place, so that the numbers stay true."""
    kept = [place for place, name in enumerate(columns) if name]
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(columns[place] for place in kept)
    writer.writerows([row[place] if place < len(row) else "" for place in kept] for row in body)
    return written.getvalue().encode("utf-8", "replace")

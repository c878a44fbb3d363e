"""The public register's own file: rows of what it says about each number, whatever it calls its columns."""

import re
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple

from authorities.refusal import Refused

from .. import checks
from . import table
from .cells import lines, text
from .row import Checked, Parked, Row, checked_rows, column, reads

# What the register calls its columns is not established: these are guesses, and the page lets an officer say the name.
NAMES = {
    "swe_number": (
        "registration_number", "registration_no", "registration", "registered_number", "reg_number", "reg_no",
        "swe_number", "social_worker_number", "number",
    ),
    "status": ("registration_status", "status", "current_status", "register_status"),
    "conditions": (
        "conditions", "conditions_of_practice", "conditions_of_practice_order", "restrictions", "sanctions",
        "fitness_to_practise", "fitness_to_practise_history",
    ),
    "renews_on": (
        "registered_until", "registration_end_date", "registration_expiry_date", "expiry_date", "renewal_date",
        "registered_to", "end_date",
    ),
}  # fmt: skip
NO_NUMBERS = partial(
    Refused,
    "We cannot find the column with the registration numbers.",
    "Under “The file has other column names”, say what the file calls it.",
    "file",
)
UNKNOWN = "The first row has no column name"


def _number(value, _today):
    """A registration number with or without SW before it."""
    bare = re.sub(r"\s+", "", str(value))
    return checks.swe_number(f"SW{bare}" if bare.isascii() and bare.isdecimal() else bare)


def _day_or_none(value, today):
    return checks.day(value, field="renews_on", today=today) if value else None


class RegisterRow(Row):
    """What the register says of one number."""

    swe_number: Annotated[str, reads(_number)] = column("The registration number.", type="string")
    status: Annotated[str, text("status")] = column("The status, as given.", default="", type="string")
    conditions: Annotated[str, lines("conditions", 2000)] = column("Conditions, as given.", default="", type="string")
    renews_on: Annotated[date | None, reads(_day_or_none)] = column("Registered until.", default=None, type="date")


class Read(NamedTuple):
    """The file's good rows by number, those that could not be taken, and how its columns were understood."""

    rows: dict[str, RegisterRow]
    problems: list[Parked]
    columns: dict[str, str]

    @property
    def nameless(self):
        """Whether a row is among the problems of which nobody can say whom it is about."""
        return any(_said(each.line) is None for each in self.problems)

    @property
    def numbers(self):
        """Every number that the file names, in a row that could be taken or not."""
        return self.rows.keys() | {_said(each.line) for each in self.problems}


def read(content, *, today, named=None):
    """The register's file, read; `named` says what the file calls a column. Raises Refused for the whole file."""
    headers = {name: column for column, names in NAMES.items() for name in names}
    for meant, said in (named or {}).items():
        if said:
            headers = {name: column for name, column in headers.items() if column != meant}
            headers[_as_header(said)] = meant
    try:
        found = table.read(content, headers)
    except Refused as refused:
        raise (NO_NUMBERS() if refused.message.startswith(UNKNOWN) else refused) from refused
    columns = _understood(found.columns, headers)
    if "swe_number" not in columns:
        raise NO_NUMBERS()
    meant = {name: column for column, name in columns.items()}
    lines_read = (
        line._replace(cells={meant[name]: cell for name, cell in line.cells.items() if name in meant})
        for line in found.lines
    )
    return _sorted_out(checked_rows(RegisterRow, lines_read, today=today), columns)


def _as_header(said):
    return re.sub(r"[\s\-]+", "_", said.strip().lower())[:100]


def _understood(present, headers):
    """For each of our columns the file's own name: of several that could be meant, the first in the file."""
    columns = {}
    for name in present:
        if name in headers:
            columns.setdefault(headers[name], name)
    return columns


def _sorted_out(every, columns):
    rows, problems = {}, []
    for each in every:
        if isinstance(each, Parked):
            problems.append(each)
            continue
        kept = rows.setdefault(each.row.swe_number, each.row)
        if kept != each.row:
            problems.append(_twice(each))
    for each in problems:
        # What is said in two ways is not known.
        rows.pop(_said(each.line), None)
    return Read(rows, problems, columns)


def _twice(checked: Checked):
    said = "Another row says something else about this number."
    return Parked(checked.line, "swe_number", said, "Keep the row that is true, and send the file again.")


def _said(line):
    """The number that a line names; None where it cannot be read."""
    try:
        return _number(line.cells.get("swe_number", ""), None)
    except Refused:
        return None

"""What a row of a file may say: each column with its check, its words, and its published description."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from authorities.refusal import Refused

from ..reading import number_from
from .table import MOST_CHARACTERS, Line

# What a spreadsheet shows where a formula cannot be worked out.
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}


class Row(BaseModel):
    """A row of a file, checked: each cell in its stored form, None where the file says nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Checked(NamedTuple):
    """A row beside the line that it was read from."""

    line: Line
    row: Any


class Parked(NamedTuple):
    """A line that was not taken: the column, why, and what to do."""

    line: Line
    column: str
    reason: str
    remedy: str
    # What else is wrong with the row, each as (column, reason, remedy).
    others: tuple = ()

    @property
    def problems(self):
        """Everything that is wrong with the line, each as (column, reason, remedy)."""
        return (self.column, self.reason, self.remedy), *self.others

    @classmethod
    def because(cls, line: Line, refused: Refused, columns=None) -> "Parked":
        """A refusal at a line, its field in the file's own column name."""
        return cls(line, (columns or {}).get(refused.field, refused.field), refused.message, refused.remedy)


def reads(check):
    """A cell's type is read by `check(value, today)`."""
    return BeforeValidator(_in_words(check))


def column(description, *, default=..., **schema):
    """A column as it is published: what it says, and its type and limits; one without a default is required."""
    return Field(default, description=description, json_schema_extra={"column": schema})


def _in_words(check):
    def validate(value, info):
        try:
            return check(value, info.context["today"])
        except Refused as refused:
            said = {"message": refused.message, "remedy": refused.remedy}
            raise PydanticCustomError("refused", "{message}", said) from refused

    return validate


def columns_of(model: type[Row]) -> tuple[str, ...]:
    """The columns that a file may have, in the published order."""
    return tuple(model.model_fields)


def checked_rows(model: type[Row], lines: Iterable[Line], *, today: date) -> Iterator[Checked | Parked]:
    """Each line as its checked row, or everything for which it was not taken."""
    for line in lines:
        problems = list(_problems_of_line(line, model.model_fields))
        try:
            row = model.model_validate(line.cells, context={"today": today})
        except ValidationError as error:
            problems += _problems_of_cells(error, {column for column, _, _ in problems})
        if problems:
            column, reason, remedy = problems[0]
            yield Parked(line, column, reason, remedy, tuple(problems[1:]))
        else:
            yield Checked(line, row)


def _problems_of_line(line, columns):
    if line.surplus:
        remedy = "Put quotation marks round a text that contains a comma."
        yield "", "The row has more cells than there are columns.", remedy
    for column, text in line.cells.items():
        if len(text) > MOST_CHARACTERS:
            yield column, f"The cell has {len(text):,} characters.", f"Use {MOST_CHARACTERS:,} characters or fewer."
        elif column in columns:
            try:
                _refuse_what_is_worked_out(text, column)
            except Refused as refused:
                yield column, refused.message, refused.remedy


def _problems_of_cells(error, told):
    for one in error.errors(include_url=False):
        column = str(one["loc"][0])
        if one["type"] == "missing":
            yield column, f"{column} is missing.", "Fill in this cell."
        elif column not in told:
            yield column, one["ctx"]["message"], one["ctx"]["remedy"]


def _refuse_what_is_worked_out(text, column):
    """Raise Refused for a formula, which a spreadsheet would run, and for what stands where one has failed."""
    if text.upper() in ERRORS:
        raise Refused(f"The cell holds {text}, which a failed formula leaves.", "Type the value itself.", column)
    if text.startswith(("=", "@")) or (text.startswith(("+", "-")) and len(text) > 1 and not _is_number(text)):
        raise Refused(
            f"The cell begins with {text[0]}, as a formula does.", "Type the value itself, without a formula.", column
        )


def _is_number(text):
    try:
        number_from(text.removeprefix("+"))
    except ValueError:
        return False
    return True

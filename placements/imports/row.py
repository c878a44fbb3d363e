"""What a row of a file may say: each column with its check, its words, and its published description."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from authorities.refusal import Refused

from .table import MOST_CHARACTERS, Line


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
    """Each line as its checked row, or why it was not taken."""
    for line in lines:
        try:
            _check_line(line)
            yield Checked(line, model.model_validate(line.cells, context={"today": today}))
        except Refused as refused:
            yield Parked.because(line, refused)
        except ValidationError as error:
            yield _parked(line, error)


def _check_line(line):
    if line.surplus:
        raise Refused(
            "The row has more cells than there are columns.", "Put quotation marks round a text that contains a comma."
        )
    for column, text in line.cells.items():
        if len(text) > MOST_CHARACTERS:
            raise Refused(
                f"The cell has {len(text):,} characters.", f"Use {MOST_CHARACTERS:,} characters or fewer.", column
            )


def _parked(line, error):
    first = error.errors(include_url=False)[0]
    column = str(first["loc"][0])
    if first["type"] == "missing":
        return Parked(line, column, f"{column} is missing.", "Fill in this cell.")
    return Parked(line, column, first["ctx"]["message"], first["ctx"]["remedy"])

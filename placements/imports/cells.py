"""The kinds of cell that files have, each read by the check that forms use too."""

from typing import Annotated

from .. import checks, details
from .row import reads


def detail(field):
    """A cell that holds a detail of a placement or of its rate."""
    table = details.OF_RATE if field in details.OF_RATE else details.OF_PLACEMENT
    return reads(lambda value, today: details.checked(table, field, value, today=today))


def day(field):
    return reads(lambda value, today: checks.day(value, field=field, today=today))


def text(field, most=100):
    return reads(lambda value, _today: checks.text(value, field=field, most=most))


def lines(field, most):
    return reads(lambda value, _today: checks.text(value, field=field, most=most, lines=True))


def choice(field, choices):
    return reads(lambda value, _today: checks.choice(value, field=field, choices=choices))


SweNumber = Annotated[str, reads(lambda value, _today: checks.swe_number(value))]
Reference = Annotated[str, detail("reference")]
Supplier = Annotated[str, text("supplier")]

DAY = {"type": "date"}
YES_NO = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
POUNDS = {"type": "number", "minimum": 0, "maximum": 500}
NUMBER = {"type": "string", "pattern": "[Ss][Ww][1-9][0-9]{0,5}"}

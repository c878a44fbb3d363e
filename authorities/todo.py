"""What is to be done: each app offers these, and home joins them."""

from datetime import date
from typing import NamedTuple


class ToDo(NamedTuple):
    """One thing for a person to do: in words, with its date and the address of the one page that does it."""

    text: str
    url: str
    due_on: date | None = None
    count: int | None = None  # type: ignore[assignment] # a tuple has a method of that name, which nobody calls here
    urgent: bool = False

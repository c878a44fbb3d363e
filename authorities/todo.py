"""What is to be done: each app offers these, and home joins them."""

from datetime import date
from typing import NamedTuple


class ToDo(NamedTuple):
    """One thing for a person to do: in words, with its date and the address of the one page that does it.

    It falls due on a day, or has waited since one: that of the oldest of what it counts.
    """

    text: str
    url: str
    due_on: date | None = None
    count: int | None = None  # type: ignore[assignment] # a tuple has a method of that name, which nobody calls here
    urgent: bool = False
    since_on: date | None = None
    hint: str = ""
    # The same in words that may leave the portal: they name no record. Empty where `text` names none.
    brief: str = ""


def by_urgency(to_do):
    """What is urgent first, then by its day; what has none comes last."""
    return sorted(to_do, key=lambda one: (not one.urgent, one.due_on or one.since_on or date.max))

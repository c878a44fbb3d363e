"""One authority's desk in the demonstration."""

from datetime import date
from typing import Any, NamedTuple

from authorities.models import Authority, Person

from ..book import Book


class Desk(NamedTuple):
    """Whose desk it is, who sits at it, the book of the region, and today; the book's own day may be before."""

    authority: Authority
    officer: Person
    book: Book
    today: date

    @property
    def on(self) -> date:
        return self.book.on

    def done(self) -> dict[str, Any]:
        """By whom and when an action is done."""
        return {"by": self.officer, "today": self.today}

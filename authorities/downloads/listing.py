"""What a file of a list holds: columns, rows, and the lines that say what it is."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.html import strip_tags
from django_tables2.rows import BoundRow

from ..wording import moment_in_words

# More would keep a server busy for too long, and is no list that a person reads.
MOST_ROWS = 50_000
CHUNK = 2000


class Column(NamedTuple):
    """A heading and what stands under it in a record's row: text, a number, a day, a moment, yes or no, or nothing.

    `beside`: the column of the page without which this one is not for the person who asks.
    """

    heading: str
    value: Callable[[Any], object]
    beside: str = ""


class Listing(NamedTuple):
    """A list as a file. `name` begins the file's name; `about` is the table of the database, for the log, and
    `about_id` the row of it that the list hangs on, where it hangs on one.

    `tell` puts words beside a chunk of records, as the page does with those that it shows.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Any
    chosen: tuple[str, ...] = ()
    about_id: str = ""
    tell: Callable[[list], object] | None = None

    def count(self):
        """How many rows there are; of more than a file may hold, one more than that."""
        some = self.rows[: MOST_ROWS + 1]
        return some.count() if hasattr(some, "query") else len(some)

    def records(self):
        """Each record in turn, without holding them all."""
        every = self.rows.iterator(chunk_size=CHUNK) if hasattr(self.rows, "query") else iter(self.rows)
        while chunk := list(islice(every, CHUNK)):
            if self.tell:
                self.tell(chunk)
            yield from chunk

    def cells(self) -> Iterable[list]:
        return ([column.value(record) for column in self.columns] for record in self.records())

    def notes(self, count):
        """What stands before the rows: what it is, as of when, filtered how, and how many."""
        chosen = "; ".join(self.chosen) or "none, everything that you may see"
        return (self.title, f"As of {moment_in_words(timezone.now())}", f"Filter: {chosen}", f"Rows: {count:,}")


def listed(table, *, name, title, about, form=None, **more):
    """A table of a page as a file; `form` is that of its filter, `more` goes to the listing as it is."""
    columns = table.in_file() or tuple(_as_shown(table, column) for column in table.columns)
    shown = {column.name for column in table.columns}
    return Listing(
        name=name,
        title=title,
        about=about,
        columns=tuple(each for each in columns if not each.beside or each.beside in shown),
        rows=table.data.data,
        **({"chosen": tuple(f"{label}: {value}" for _, label, value in form.chosen())} if form else {}),
        **more,
    )


def _as_shown(table, column):
    """A column of the page as it is read there, without what makes it a page."""

    def value(record):
        told = BoundRow(record, table).get_cell_value(column.name)
        return strip_tags(told.replace("<br>", "\n").replace("<span", "\n<span")) if hasattr(told, "__html__") else told

    return Column(column.header, value)

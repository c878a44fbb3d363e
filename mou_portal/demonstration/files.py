"""Writing the book as the files that suppliers and authorities send, one for each authority and kind."""

import csv
from pathlib import Path

from mou_portal.formats import ROWS
from placements.imports.row import columns_of

from . import duty_edges, edges, timesheets
from .book import Book
from .crowd import Crowd

MARK = "demonstration"


def invent(*, on, cap):
    """The whole book of a day; `cap(role, pay_type, day)` is the regional pay cap in pounds an hour."""
    book = Book(on, cap)
    edges.write(book)
    duty_edges.write(book)
    Crowd(book).write()
    timesheets.write(book)
    return book


def write(book, folder):
    """Write the book's files and return their paths by kind and authority, in the order in which to load them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for kind, model in ROWS.items():
        for ons_code, rows in getattr(book, kind).items():
            path = Path(folder) / f"{MARK}-{book.on.isoformat()}-{kind}-{ons_code}.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns_of(model))
                writer.writeheader()
                writer.writerows(rows)
            paths[kind, ons_code] = path
    return paths

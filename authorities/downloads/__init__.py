"""Any list as a file: all that a page lists, filtered and sorted as it is there, as CSV or XLSX."""

from .answering import answered, asked_for
from .listing import MOST_ROWS, Column, Listing, listed

__all__ = ["MOST_ROWS", "Column", "Listing", "answered", "asked_for", "listed"]

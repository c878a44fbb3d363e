"""Tables as GOV.UK draws them: a caption, sortable headings, numbers to the right, dates and money in words."""

import django_tables2 as tables
from django.utils import dateformat
from django.utils.html import format_html

from .paging import MOST_COUNTED, ListPaginator, counted_up_to
from .wording import in_pounds

NUMERIC = "govuk-table__cell--numeric"
MOST_ROWS = 100


class PortalTable(tables.Table):
    """The base of a page's table. `caption` names it; a column may carry classes in `css`."""

    caption = ""
    known = None  # how many rows there are, where they have been counted before
    too_long = False  # for putting into any order at once
    found_at_once = False  # whether its rows are counted and put into order by one question: where finding them is dear
    before_filter = None  # the rows before they were filtered: those of one page are read from there, by their numbers

    class Meta:
        template_name = "components/table.html"
        empty_text = "Nothing to show."
        orderable = True

    def in_file(self):
        """The columns of the list as a file (`downloads.Column`), where they are not those of the page."""
        return ()

    def paginate(self, *args, per_page=None, **kwargs):
        """As many rows a page as the address asks for, but never fewer than one nor more than a page can bear."""
        if hasattr(self.data.data, "query"):
            kwargs |= {"paginator_class": ListPaginator, "known": self.known}
        return super().paginate(*args, per_page=min(max(per_page or MOST_ROWS, 1), MOST_ROWS), **kwargs)

    def how_many(self):
        """How many rows there are, as a number; of a long list, more than so many."""
        most = "More than " if getattr(self.paginator, "more", False) else ""
        return f"{most}{self.paginator.count:,}"

    def counted(self, one, several=""):
        """How many rows there are, in words."""
        return f"{self.how_many()} {one if self.how_many() == '1' else several or one + 's'}"

    def counted_before(self, rows, *, sorted_by):
        """Count the rows before they are sorted: a list that is too long is put into order by these columns alone."""
        self.known = counted_up_to(rows)
        self.too_long = self.known > MOST_COUNTED
        for column in self.columns if self.too_long else ():
            column.column.orderable = column.name in sorted_by
        self.order_by = self.order_by


class NumberColumn(tables.Column):
    """A number, to the right, with thousands commas."""

    css = NUMERIC

    def render(self, value):
        return f"{value:,}"


class MoneyColumn(tables.Column):
    """Pounds and pence, to the right."""

    css = NUMERIC

    def render(self, value):
        return in_pounds(value)


class DayColumn(tables.Column):
    """A date as 1 Mar 2026, short enough for a table."""

    css = "mou-nowrap"

    def render(self, value):
        return dateformat.format(value, "j M Y")


class TagColumn(tables.Column):
    """A word in a coloured tag; `colours` names the colour of each value, `labels` its word."""

    def __init__(self, *, colours, labels=None, **kwargs):
        self.colours, self.labels = colours, labels or {}
        super().__init__(**kwargs)

    def render(self, value):
        label = self.labels.get(value) or str(value).replace("_", " ").capitalize()
        return format_html(
            '<strong class="govuk-tag govuk-tag--{}">{}</strong>', self.colours.get(value, "grey"), label
        )

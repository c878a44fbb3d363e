"""Pages of a list of any length: counting goes only so far, and what a row costs is paid for the rows of one page."""

from contextlib import contextmanager, nullcontext

from django.core.paginator import Paginator
from django.db import connection
from django.utils.functional import cached_property
from django_tables2.rows import BoundRows
from psycopg2 import sql
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

# Nobody turns two hundred pages; to count a million rows takes longer than to read one page of them.
MOST_COUNTED = 5_000


def counted_up_to(rows):
    """How many rows a queryset has; of more than are counted, one more than that."""
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


@contextmanager
def row_by_row():
    """Inside, the database joins a row at a time and stops once it has enough: for counting what is dearly joined.

    Left to itself it prepares to read a whole table, because it guesses that there are fewer rows than are asked for.
    """
    with _planned(enable_hashjoin="off"):
        yield


@contextmanager
def along_an_index():
    """Inside, the database goes along an index in the order that is asked for, and looks at rows as it comes to them.

    For a few rows of a list known to be long: left to itself it guesses that there are few, and sorts them all, or
    first prepares a table of all that might be asked of them.
    """
    with _planned(enable_sort="off", enable_hashjoin="off", work_mem="256kB"):
        yield


@contextmanager
def _planned(**settings):
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
    try:
        yield
    finally:
        # A transaction that failed takes no more statements, so that none may hide why it did; its end undoes these.
        if connection.connection.info.transaction_status != TRANSACTION_STATUS_INERROR:
            with connection.connection.cursor() as cursor:
                for name in settings:
                    cursor.execute(sql.SQL("RESET {}").format(sql.Identifier(name)))


class ListPaginator(Paginator):
    """Of the rows of a table over a queryset: first the numbers of those on the page, then those rows alone."""

    def __init__(self, rows, *args, known=None, **kwargs):
        super().__init__(rows, *args, **kwargs)
        self.table, self.queryset = rows.table, rows.data.data
        self.known = known

    @property
    def _in_order(self):
        """The numbers of the rows; a row's own breaks ties, so that none is on two pages or on none."""
        order = self.queryset.query.order_by or self.queryset.model._meta.ordering
        return self.queryset.order_by(*order, "pk").values_list("pk", flat=True)

    @cached_property
    def numbers(self):
        """The numbers of all rows that are counted, and one more."""
        return list(self._in_order[: MOST_COUNTED + 1])

    @cached_property
    def found(self):
        if self.table.found_at_once:
            return len(self.numbers)
        return counted_up_to(self.queryset) if self.known is None else self.known

    @property
    def more(self):
        """Whether there are more rows than are counted, and so more than there are pages for."""
        return self.found > MOST_COUNTED

    @cached_property
    def count(self):
        return min(self.found, MOST_COUNTED)

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        ids = self._numbers_of(slice(first, min(first + self.per_page, self.count)))
        every = self.queryset if self.table.before_filter is None else self.table.before_filter
        rows = {row.pk: row for row in every.order_by().filter(pk__in=ids)}
        shown = BoundRows(data=[rows[pk] for pk in ids if pk in rows], table=self.table)
        return self._get_page(shown, number, self)

    def _numbers_of(self, wanted):
        if self.table.found_at_once:
            return self.numbers[wanted]
        with along_an_index() if self.more else nullcontext():
            return list(self._in_order[wanted])

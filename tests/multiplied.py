"""Rows like one that is there, thousands of them at once: written by the database itself, without triggers."""

from contextlib import contextmanager

from django.db import connection, models

# Copies are numbered from here: beyond what a sequence gives, and the same in tables that hang together.
FIRST = 10_000_000


@contextmanager
def no_triggers(*tables):
    """Inside, nothing of ours runs beside a row of these models that is written; foreign keys are checked."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in tables:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in tables:
            cursor.execute(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")


def multiply(row, numbers, **made):
    """A row like this one for each of these numbers, with the id FIRST + n.

    `made` says in SQL, in which n is the number, what a column holds that is not the same in all of them.
    """
    key = row._meta.pk
    made = {key.column: "gen_random_uuid()" if isinstance(key, models.UUIDField) else f"{FIRST} + n"} | made
    columns = [field.column for field in row._meta.concrete_fields if not getattr(field, "generated", False)]
    values = ", ".join(made.get(column, f'one."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} one, generate_series(%s, %s) n"
            f' WHERE one."{key.column}" = %s',
            [numbers.start, numbers.stop - 1, row.pk],
        )

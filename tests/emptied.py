"""Emptying the database after a test that really committed.

Django truncates every table, and PostgreSQL then makes each table's and each index's file anew: a third of a second.
To delete a test's few rows is far quicker, but it takes a superuser, who may let triggers and policies rest meanwhile.
The tests' own server has one; on any other server, tables are truncated as ever.
"""

import psycopg2
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg2 import sql

from mou_portal.embedded.postgres import SUPERUSER

# What Django writes into them when tables are made it would at once write again.
KEPT = {"django_content_type", "auth_permission"}
truncated = DatabaseOperations.execute_sql_flush


def emptied(operations, statements):
    """Empty every table that these statements of Django's would truncate."""
    portal = operations.connection
    asked = portal.get_connection_params() | {"user": SUPERUSER}
    kept = {name: asked[name] for name in ("dbname", "host", "port", "user", "password") if name in asked}
    try:
        superuser = psycopg2.connect(**kept)
    except psycopg2.OperationalError:
        return truncated(operations, statements)
    names = set(portal.introspection.django_table_names(only_existing=True)) - KEPT
    tables = [sql.Identifier(name) for name in sorted(names)]
    try:
        with superuser, superuser.cursor() as cursor:
            # As truncating does: whoever is still writing ends first, so that nothing comes after.
            cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.SQL(", ").join(tables)))
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(table) for table in tables))
    finally:
        superuser.close()
    return None

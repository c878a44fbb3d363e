"""No table is left out of the log without a reason."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from authorities.sharing.contract import KINDS, readers
from authorities.sharing.readers import Case, Reader, Role
from mou_portal.logged import NOT_LOGGED

TABLES = """
    SELECT c.relname, array_agg(t.tgname) FILTER (WHERE t.tgenabled = 'A' AND t.tgname LIKE 'log\\_%%')
      FROM pg_class c LEFT JOIN pg_trigger t ON t.tgrelid = c.oid
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace GROUP BY 1"""
WORDS = models.CharField | models.TextField | models.JSONField | models.BinaryField
AUDITORS = {Reader(Role.AUDITOR, Case.OWN), Reader(Role.AUDITOR, Case.REGION)}
EVERY_MODEL = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
WRITES = {"log_insert", "log_update", "log_delete", "log_truncate"}


@pytest.fixture
def tables(db):
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return {name: set(triggers or ()) for name, triggers in cursor.fetchall()}


def test_every_table_is_logged_or_left_out_for_a_reason(tables):
    assert {name for name, triggers in tables.items() if not triggers >= WRITES} == set(NOT_LOGGED)


def test_no_words_are_logged_that_the_sharing_contract_keeps_from_auditors(tables):
    kept, told = {}, {}
    for kind in KINDS:
        model = apps.get_model(kind.label)
        table = model._meta.db_table
        if table not in NOT_LOGGED:
            words = [field for field in model._meta.fields if isinstance(field, WORDS)]
            kept[table] = {field.column for field in words if not AUDITORS & readers(kind.label, field.name)}
            told[table] = kept[table] - hidden(table)

    assert any(kept.values())
    assert {table: columns for table, columns in told.items() if columns} == {}


def test_every_column_that_is_named_to_be_left_out_is_there(tables):
    columns = {model._meta.db_table: {field.column for field in model._meta.fields} for model in EVERY_MODEL}

    assert {table: hidden(table) - columns[table] for table in columns if tables.get(table, set()) >= WRITES} == {
        table: set() for table in columns if tables.get(table, set()) >= WRITES
    }


def hidden(table):
    """The columns of which the trigger keeps nothing but that they changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s",
                       [table, "log_insert"])  # fmt: skip
        [(definition,)] = cursor.fetchall()
    columns, _ignored = re.findall(r"'\{(.*?)\}'", definition)
    return set(filter(None, columns.split(",")))


def test_every_trigger_of_the_log_fires_in_replication_as_well(tables):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'log\\_%%' AND tgenabled <> 'A'")
        assert cursor.fetchall() == []


def test_the_page_about_the_log_names_each_table_that_is_left_out():
    page = Path(__file__).parents[2].joinpath("docs", "log.md").read_text()

    assert [name for name in NOT_LOGGED if not name.endswith("event") and f"`{name}`" not in page] == []

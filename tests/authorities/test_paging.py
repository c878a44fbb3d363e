"""Pages of long lists: each row on one page, in order, and the database left as it was found."""

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from authorities import paging
from authorities.tables import PortalTable
from tests.factories import PersonFactory

PLANNED = ("enable_sort", "enable_hashjoin", "work_mem")


def as_set():
    with connection.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}") or cursor.fetchone() for name in PLANNED]


@pytest.mark.parametrize("most", [3, 60])
def test_each_row_is_on_one_page_in_order(client, jan, monkeypatch, most):
    monkeypatch.setattr(paging, "MOST_COUNTED", most)
    for number in range(70):
        PersonFactory(email=f"p{number:02}@example.org")
    before = as_set()
    client.force_login(jan)
    shown = []
    for page in (1, 2):
        shown += [row.record.email for row in client.get(f"/people/?page={page}").context["table"].paginated_rows]

    every = sorted(["jan@example.org", *(f"p{number:02}@example.org" for number in range(70))])
    assert list(dict.fromkeys(shown)) == every[:most]
    assert as_set() == before


def test_a_query_that_fails_leaves_the_database_as_it_was_found(db):
    before = as_set()
    with paging.along_an_index():
        assert as_set() != before
    with pytest.raises(ZeroDivisionError), paging.along_an_index():
        raise ZeroDivisionError

    assert as_set() == before


def test_why_a_query_failed_is_told_and_its_end_undoes_what_was_set(db):
    before = as_set()
    with pytest.raises(DataError), transaction.atomic(), paging.along_an_index(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")

    assert as_set() == before


@pytest.mark.parametrize("most", [3, 60])
def test_rows_that_are_dear_to_find_are_found_and_counted_by_one_question(client, jan, monkeypatch, most):
    monkeypatch.setattr(paging, "MOST_COUNTED", most)
    for number in range(70):
        PersonFactory(email=f"p{number:02}@example.org")
    client.force_login(jan)
    pages = ("/people/?page=1", "/people/?page=2")
    before = [shown(client.get(each)) for each in pages]
    monkeypatch.setattr(PortalTable, "found_at_once", True)
    with CaptureQueriesContext(connection) as spent:
        assert [shown(client.get(each)) for each in pages] == before

    assert not [query for query in spent if "COUNT(" in query["sql"] and "authorities_person" in query["sql"]]


def shown(answer):
    table = answer.context["table"]
    return [row.record.email for row in table.paginated_rows], table.paginator.count, table.paginator.more

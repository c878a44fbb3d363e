"""Nobody changes or removes what is logged, the owner of its tables included."""

import pytest
from django.db import DatabaseError, transaction

from authorities.log.erasing import erase
from authorities.log.verifying import verify
from authorities.models import LogDetail, LogEntry
from tests.authorities.log.entries import TABLES, allowed, chain, run, written

pytestmark = pytest.mark.django_db
DEEDS = ("UPDATE authorities_{} SET {} = {}", "DELETE FROM authorities_{}", "TRUNCATE authorities_{}")
COLUMN = {"logentry": "via", "logdetail": "details", "loglink": "hash"}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("table", TABLES)
def test_the_owner_is_refused(table, deed):
    written(3)
    allowed(table)

    with pytest.raises(DatabaseError, match=r"only ever added to|erased by the erasure alone"), transaction.atomic():
        run(deed.format(table, COLUMN[table], COLUMN[table]))


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_holds_no_right_to_change_it_either(table):
    # Where tests run as a superuser, who needs no right, the triggers refuse alone.
    with pytest.raises(DatabaseError, match=r"permission denied|only ever added to"), transaction.atomic():
        run(f"UPDATE authorities_{table} SET {COLUMN[table]} = {COLUMN[table]}")


def test_no_link_is_added_but_by_the_chain():
    with pytest.raises(DatabaseError, match="linked by the log itself"), transaction.atomic():
        run("INSERT INTO authorities_loglink VALUES (1, '2099-12-31', 1, '')")


def test_details_are_erased_through_their_door_with_an_entry_for_each(asha):
    first, *_ = written(3)

    assert erase(entries=[first], by=asha, why="Request 12") == 1
    chain()

    assert not LogDetail.objects.filter(pk=first).exists()
    erasure = LogEntry.objects.get(kind="erasure")
    assert (erasure.by_id, erasure.about, erasure.about_id) == (asha.pk, "authorities_logdetail", str(first))
    assert erasure.detail.as_dict() == {"why": "Request 12"}
    assert verify().bad is None


def test_the_door_is_shut_after_an_erasure(asha):
    first, *_ = written(6)
    erase(entries=[first], by=asha, why="Request 12")

    with pytest.raises(DatabaseError, match="erased by the erasure alone"), transaction.atomic():
        LogDetail.objects.all().delete()

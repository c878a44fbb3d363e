"""Look-ups to be looked at: which days are listed, with which reasons, and to whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from authorities.look_ups.models import SLOWED
from authorities.models import LookUp
from tests.factories import PlacementFactory, SupplierFactory, WorkerFactory

URL = "/look-ups/"
NOW = datetime(2026, 11, 19, 11, tzinfo=UTC)  # a Thursday
LONG_AGO = NOW - timedelta(days=35)


@pytest.fixture(autouse=True)
def on_a_thursday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rows(client):
    """What a person reads on the page: each line with its reasons."""

    def read(person):
        client.force_login(person)
        page = BeautifulSoup(client.get(URL).content, "html.parser")
        return [
            [cell.get_text(" ", strip=True) for cell in row.select("td, th")] for row in page.select("main tbody tr")
        ]

    return read


def asked(by, authority, number=1, *, at=NOW, **given):
    """So many look-ups of one person, each about another worker."""
    return LookUp.objects.bulk_create(
        LookUp(**{"by": by, "authority": authority, "match_key": f"{n}", "starts_on": NOW.date(), "at": at} | given)
        for n in range(number)
    )


def test_a_quiet_day_is_not_listed(client, asha, ben, walsall):
    asked(asha, walsall, 19)
    client.force_login(ben)

    page = client.get(URL).content.decode()

    assert "there were 19 look-ups by 1 person" in page
    assert "Nothing unusual in the last 90 days" in page


def test_each_reason_is_told_in_words(asha, ben, walsall, rows):
    asked(asha, walsall, 20)
    asked(asha, walsall, 3, at=NOW - timedelta(days=1), beside_another=True)
    asked(asha, walsall, 3, at=NOW - timedelta(days=2, hours=5))
    asked(asha, walsall, 2, at=NOW - timedelta(days=3), answer=SLOWED)
    asked(asha, walsall, 10, at=LONG_AGO)
    for day in range(5):
        asked(asha, walsall, at=NOW - timedelta(days=6), starts_on=date(2027, 1, 1 + day))

    assert rows(ben) == [
        ["Asha", "19 Nov 2026", "Walsall", "20", "20", "20 different workers in a day"],
        ["Asha", "18 Nov 2026", "Walsall", "3", "3", "3 registration numbers next to another one asked about"],
        ["Asha", "17 Nov 2026", "Walsall", "3", "3", "3 outside working hours"],
        ["Asha", "16 Nov 2026", "Walsall", "2", "2", "2 asked after the limit"],
        ["Asha", "13 Nov 2026", "Walsall", "5", "1", "5 start days for 1 worker"],
        ["Asha", "15 Oct 2026", "Walsall", "10", "10", "10 of 10 workers not engaged by the authority since"],
    ]


def test_whoever_was_engaged_later_is_no_reason(asha, ben, walsall, agreements, rows):
    asked(asha, walsall, 10, at=LONG_AGO)
    PlacementFactory(authority=walsall, worker=WorkerFactory(authority=walsall, match_key="3"))

    assert rows(ben) == []


def test_a_weekend_is_outside_working_hours(asha, ben, walsall, rows):
    asked(asha, walsall, 3, at=NOW - timedelta(days=4))

    assert [row[-1] for row in rows(ben)] == ["3 outside working hours"]


def test_a_suppliers_look_ups_for_the_authority_are_listed_as_the_suppliers(ivy, ben, walsall, supplier_one, rows):
    asked(ivy, walsall, 20, supplier=supplier_one)

    assert [row[2] for row in rows(ben)] == ["Walsall asked by Test Supplier"]


def test_an_approver_reads_their_own_authoritys_and_the_regions_auditor_everybodys(
    asha, cara, ben, hugo, walsall, dudley, rows
):
    asked(asha, walsall, 20)
    asked(cara, dudley, 20)

    assert [row[0] for row in rows(ben)] == ["Asha"]
    assert sorted(row[0] for row in rows(hugo)) == ["Asha", "Cara"]


def test_nobody_else_finds_the_page(client, asha, cara, dev, elin, gita, ivy, jan):
    for person in (asha, cara, dev, elin, gita, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_the_number_of_queries_does_not_grow(client, asha, ben, walsall, django_assert_num_queries):
    client.force_login(ben)
    for day in range(3):
        asked(asha, walsall, 20, at=NOW - timedelta(days=day), supplier=SupplierFactory(name=f"S{day}"))

    with django_assert_num_queries(5):
        client.get(URL)

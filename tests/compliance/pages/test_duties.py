"""What falls due: each duty with its last day, of one's own authority alone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.clock import today
from compliance.actions import assess
from tests.factories import PlacementFactory

URL = "/duties/"
DAY = timedelta(days=1)


def to_come(authority, days=7, number=1):
    made = PlacementFactory.create_batch(number, authority=authority, started_on=today() + days * DAY)
    assess(reason="nightly", judged_on=today())
    return made


def rows(client, person):
    client.force_login(person)
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    return [[cell.text.strip() for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]


def test_a_duty_says_its_last_day_its_placement_and_what_to_do(client, asha, cara, agreements, walsall):
    [placement] = to_come(walsall)

    found = rows(client, asha)
    assert found[0][1:3] == [placement.reference, "Walsall"]
    assert any(row[3].startswith("Get the references") for row in found)
    assert rows(client, cara) == []


def test_each_leads_whoever_logs_to_the_page_that_does_it(client, asha, ben, agreements, walsall):
    [placement] = to_come(walsall)
    led = {}
    for person in (asha, ben):
        client.force_login(person)
        page = BeautifulSoup(client.get(URL).content, "html.parser")
        led[person.email] = {
            row.select("td a")[-1]["href"] for row in page.select("tbody tr") if "Record it" in row.text
        }

    assert led[asha.email] == {f"/placements/{placement.pk}/{name}/" for name in ("references", "checks")}
    assert led[ben.email] == set()


def test_nothing_due_is_said(client, asha, agreements):
    client.force_login(asha)

    assert "Nothing falls due" in client.get(URL).content.decode()


def test_home_leads_there_when_there_are_more_than_it_lists(client, asha, agreements, walsall):
    to_come(walsall, number=7)
    client.force_login(asha)
    page = BeautifulSoup(client.get("/").content, "html.parser")

    assert page.find("a", string="See what else falls due soon")["href"] == reverse("duties")


@pytest.mark.usefixtures("agreements")
def test_the_number_of_queries_does_not_grow(client, asha, walsall):
    to_come(walsall)
    rows(client, asha)
    with CaptureQueriesContext(connection) as few:
        rows(client, asha)
    to_come(walsall, number=8)
    with CaptureQueriesContext(connection) as many:
        rows(client, asha)

    assert len(many) == len(few)

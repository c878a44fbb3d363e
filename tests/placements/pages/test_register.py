"""The public register: who is to be checked since the latest renewal, batches, and what the register last said."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.models import RegisterCheck
from placements.register import renewal_before, to_do
from tests.factories import AppointmentFactory, PlacementFactory, RegisterCheckFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def place(walsall, senior):
    def placed(number, name="Wanda Walsall", authority=walsall, **days):
        worker = WorkerFactory(authority=authority, swe_number=number, name=name)
        PlacementFactory(authority=authority, worker=worker, job_role=senior, **days)
        return worker

    return placed


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def rows(page):
    return [[cell.get_text(" ").strip() for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")]


def test_everybody_renews_by_the_end_of_november():
    assert renewal_before(date(2026, 11, 30)) == date(2025, 12, 1)
    assert renewal_before(date(2026, 12, 1)) == date(2026, 12, 1)
    assert renewal_before(date(2027, 1, 15)) == date(2026, 12, 1)


def test_home_counts_live_workers_until_each_is_checked_after_the_renewal(place, asha):
    worker = place("SW911111")
    place("SW911112", ended_on=date(2026, 6, 30))
    RegisterCheckFactory(worker=worker, asked_by=asha, asked_on=date(2025, 12, 1))
    assert list(to_do(asha, date(2026, 11, 30))) == []

    [one] = to_do(asha, date(2026, 12, 1))
    assert (one.text, one.count, one.since_on) == (
        "Check live workers against the public register",
        1,
        date(2026, 12, 1),
    )
    RegisterCheckFactory(worker=worker, asked_by=asha, asked_on=date(2026, 12, 1))
    assert list(to_do(asha, date(2026, 12, 1))) == []


def test_a_batch_that_waits_checks_nobody(place, asha):
    waiting = {"checked_on": None, "checked_by": None, "found": None, "status": ""}
    RegisterCheckFactory(worker=place("SW911111"), asked_by=asha, **waiting)

    assert [one.count for one in to_do(asha, date(2026, 11, 20))] == [1]


def test_what_the_register_said_shows_in_its_own_words(as_asha, asha, place, soup):
    RegisterCheckFactory(
        worker=place("SW911111", "Ann"), asked_by=asha, status="Suspended", conditions="Supervised.",
        renews_on=date(2026, 11, 30),
    )  # fmt: skip
    RegisterCheckFactory(worker=place("SW911112", "Bea"), asked_by=asha, found=False, status="")
    RegisterCheckFactory(worker=place("SW911113", "Cat"), asked_by=asha, asked_on=date(2025, 11, 3))
    place("SW911114", "Dot")

    page = soup(as_asha.get("/register/"))

    assert rows(page) == [
        ["Ann SW911111", "Suspended", "Supervised.", "30 November 2026", "2 November 2026"],
        ["Bea SW911112", "Not found on the register", "Not known", "Not known", "2 November 2026"],
        ["Cat SW911113", "Registered", "None given", "Not known", "3 November 2025 Before the last renewal"],
        ["Dot SW911114", "Not checked", "Not known", "Not known", "Never"],
    ]
    assert "2 live workers of yours have not been checked since 1 December 2025." in page.text


def test_a_batch_is_a_hundred_and_the_next_one_the_rest(as_asha, place, soup):
    for number in range(101):
        place(f"SW{910000 + number}")

    first = as_asha.post("/register/")
    assert RegisterCheck.objects.filter(found=None).count() == 100
    page = soup(as_asha.get(first.url))
    assert page.find(id="numbers").text.strip().startswith("SW910000, SW910001, ")

    page = soup(as_asha.get("/register/"))
    assert "1 worker is in no batch yet." in page.text
    assert "100 numbers: 100 waiting" in " ".join(page.text.split()).replace(" :", ":")
    as_asha.post("/register/")
    page = soup(as_asha.post("/register/", follow=True))
    assert "Nobody is left to ask about." in page.text
    assert RegisterCheck.objects.values("batch").distinct().count() == 2


def test_with_nobody_live_the_page_says_so(as_asha, soup):
    page = soup(as_asha.get("/register/"))

    assert "No live workers" in page.text
    assert "Every live worker of yours has been checked since 1 December 2025." in page.text


def test_whoever_logs_for_two_chooses_for_which(client, asha, dudley, place, soup):
    AppointmentFactory(person=asha, role="hr_officer", authority=dudley)
    place("SW911111")
    theirs = place("SW922222", authority=dudley)
    client.force_login(asha)

    assert "Make the next batch for Dudley" in soup(client.get("/register/")).text
    assert client.post("/register/").status_code == 404
    client.post("/register/", {"authority": dudley.ons_code})
    assert RegisterCheck.objects.get().worker == theirs


def test_the_number_of_queries_does_not_grow(as_asha, asha, place):
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get("/register/").status_code == 200
        counts.append(len(asked))
        RegisterCheckFactory(worker=place(f"SW91111{number}"), asked_by=asha)

    assert counts[1] == counts[2]


def test_only_those_who_log_find_it_and_nobody_meets_anothers(
    client, place, asha, ben, cara, dev, gita, hugo, ivy, soup
):
    place("SW911111")
    for person in (ben, dev, gita, hugo, ivy):
        client.force_login(person)
        assert client.get("/register/").status_code == client.post("/register/").status_code == 404
    client.force_login(cara)
    assert "Wanda" not in soup(client.get("/register/")).text
    client.post("/register/")
    assert not RegisterCheck.objects.exists()

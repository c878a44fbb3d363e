"""References of one placement: what is on record, and adding one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.kept import token
from placements.models import Reference
from placements.queries import to_do
from tests.factories import AppointmentFactory, PlacementFactory, ReferenceFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")
TYPED = {"what": "asked", "who": "Team manager, Example Council", "on": "16/11/2026"}


@pytest.fixture
def placement(walsall, senior):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    return PlacementFactory(authority=walsall, worker=worker, job_role=senior, started_on=date(2026, 11, 25))


@pytest.fixture
def url(placement):
    return f"/placements/{placement.pk}/references/"


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def test_a_reference_is_asked_for_and_shown_as_waited_for(as_asha, url, soup):
    page = soup(as_asha.post(url, TYPED, follow=True))

    assert "The request has been saved." in page.text
    row = page.select_one("tbody tr").text
    for words in ("Team manager, Example Council", "16 November 2026", "Not yet", "It came, or change"):
        assert words in row


def test_one_that_came_answers_the_request(as_asha, url, soup, placement):
    as_asha.post(url, TYPED)
    page = soup(as_asha.post(url, TYPED | {"what": "received", "on": "19/11/2026"}, follow=True))

    assert [row.select_one("[data-label='Received or given']").text for row in page.select("tbody tr")] == [
        "19 November 2026"
    ]
    placement.refresh_from_db()
    assert (placement.references_received, placement.last_reference_on) == (1, date(2026, 11, 19))


def test_what_was_stated_and_is_not_listed_yet_is_said(as_asha, url, soup, placement):
    placement.references_received = 2
    placement.save()

    assert "2 references were stated to have been received." in soup(as_asha.get(url)).text


def test_without_any_the_page_says_what_to_do(as_asha, url, soup):
    assert "None recorded one by one" in soup(as_asha.get(url)).text


def test_what_is_wrong_is_said_at_its_question(as_asha, url, errors):
    assert errors(as_asha.post(url, {"what": "", "who": "", "on": "21/11/2026"})) == [
        "Select what happened",
        "Enter who it is from, or for",
        "Day must be on or before 20 November 2026",
    ]
    assert errors(as_asha.post(url, TYPED | {"what": "given"})) == [
        "Your own reference is dated 16/11/2026, before the placement started (25/11/2026). "
        "Nobody knows a worker before the first day."
    ]
    assert not Reference.objects.exists()


def test_what_was_typed_outlives_the_session(client, asha, url, soup):
    client.post(url, TYPED | {"person_token": token(asha)})
    client.force_login(asha)

    assert soup(client.get(url)).find(id="id_who")["value"] == "Team manager, Example Council"


def test_the_checks_page_asks_only_what_the_list_does_not_say(as_asha, placement, soup):
    checks = f"/placements/{placement.pk}/checks/"
    assert soup(as_asha.get(checks)).find(id="id_references_received")
    ReferenceFactory(placement=placement, done_on=date(2026, 11, 18))
    ReferenceFactory(placement=placement, kind="given", done_on=date(2026, 11, 25))

    page = soup(as_asha.get(checks))
    assert not page.find(id="id_references_received")
    assert "When did you give your own reference" not in page.text
    assert page.find("a", href=f"/placements/{placement.pk}/references/")


def test_one_that_does_not_come_is_chased_from_a_week_before_the_start(placement, asha):
    ReferenceFactory(placement=placement)
    text = "Chase references that were asked for and have not come"

    assert [each.count for each in to_do(asha, date(2026, 11, 18)) if each.text == text] == [1]
    assert [each for each in to_do(asha, date(2026, 11, 17)) if each.text == text] == []


def test_the_number_of_queries_does_not_grow(as_asha, url, placement):
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        ReferenceFactory(placement=placement)

    assert counts[0] == counts[1] == counts[2]


def test_only_those_who_log_for_it_find_the_page(client, url, ben, cara, dev, gita, hugo, ivy, walsall):
    AppointmentFactory(person=cara, role="auditor", authority=walsall)
    for person in (ben, cara, dev, gita, hugo, ivy):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, TYPED).status_code == 404
    assert not Reference.objects.exists()

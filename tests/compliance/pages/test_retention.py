"""How long records are kept, as the cast sees it: the schedule, what falls due, and their own certificates."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine

from compliance import actions
from compliance.models import Certificate
from compliance.retention.models import digest
from placements.actions import hold_record
from tests.factories import PlacementFactory, WorkerFactory

PAGE = "/retention/"
TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.usefixtures("agreements", "in_autumn")


@pytest.fixture
def in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def made(walsall, dudley, in_autumn):
    """A certificate of Walsall, one of Dudley and one of the portal itself."""
    for authority in (walsall, dudley):
        worker = WorkerFactory(authority=authority)
        PlacementFactory(authority=authority, worker=worker, started_on=date(2020, 1, 1), ended_on=date(2020, 2, 1))
    actions.keep_to_schedule(on=TODAY)
    Certificate.objects.create(
        purpose="api-keys", done_on=TODAY, content={"then": "deleted", "number_of_records": 7, "held": 0}, sha256=""
    )
    return {each.authority and each.authority.name: each for each in Certificate.objects.all()}


@pytest.fixture
def read(client, soup):
    def reading(person, path=PAGE):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(path)

    return reading


def words(response, soup):
    return " ".join(soup(response).main.text.split())


def test_ben_reads_the_schedule_and_walsalls_certificates_alone(made, ben, read, soup):
    page = words(read(ben), soup)

    assert "24 months: the longest window that needs the record (12 months) and 12 months more" in page
    assert "20 November 2026 Walsall" in page
    assert "Dudley" not in page
    assert "The portal itself" not in page


def test_the_auditor_reads_those_of_the_region_and_jan_those_of_the_portal(made, hugo, jan, read, soup):
    assert "Dudley" in words(read(hugo), soup)
    page = words(read(jan), soup)
    assert "The portal itself" in page
    assert "Walsall" not in page


def test_the_analyst_and_the_supplier_have_no_such_page(dev, ivy, read):
    assert [read(person).status_code for person in (dev, ivy)] == [404, 404]


def test_a_certificate_is_downloaded_as_the_bytes_that_were_hashed(made, ben, cara, read):
    answer = read(ben, f"{PAGE}{made['Walsall'].pk}/")

    assert digest(json.loads(answer.content)) == made["Walsall"].sha256 == answer["X-SHA256"]
    assert read(cara, f"{PAGE}{made['Walsall'].pk}/").status_code == 404
    assert read(ben, f"{PAGE}{made[None].pk}/").status_code == 404


def test_what_falls_due_and_what_is_held_is_counted_of_ones_own(walsall, dudley, ben, read, soup):
    for authority in (walsall, dudley):
        worker = WorkerFactory(authority=authority)
        PlacementFactory(authority=authority, worker=worker, started_on=date(2020, 1, 1), ended_on=date(2024, 12, 1))
    kept = WorkerFactory(authority=walsall)
    PlacementFactory(authority=walsall, worker=kept, started_on=date(2020, 1, 1), ended_on=date(2024, 12, 1))
    hold_record(worker=kept, why="A claim.", until_on="1/2/2027", by=ben, today=TODAY)

    page = words(read(ben), soup)

    assert "past their time by 20 December 2026 1" in page
    assert "held today 1" in page


def test_without_a_certificate_the_page_says_so(ben, read, soup):
    assert "No certificate yet" in words(read(ben), soup)

"""References that are waited for: which, from whom, and nobody else’s."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import PlacementFactory, ReferenceFactory, WorkerFactory


@pytest.fixture
def placement(in_autumn, agreements, walsall):
    """Starts in ten days."""
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    return PlacementFactory(authority=walsall, worker=worker, reference="ORD-1", started_on=date(2026, 11, 30))


@pytest.fixture
def opened(client, soup):
    def page(person):
        client.force_login(person)
        return soup(client.get("/references/"))

    return page


def test_what_was_asked_for_and_has_not_come_leads_to_it(opened, asha, placement):
    waiting = ReferenceFactory(placement=placement, who="Example Council")
    ReferenceFactory(placement=placement, who="Sample Trust", done_on=date(2026, 11, 10))

    table = opened(asha).find("div", attrs={"aria-label": "References asked for and not received"})

    assert [row.th.text for row in table.select("tbody tr")] == ["Example Council"]
    assert table.find("a", string="Example Council")["href"].endswith(f"/references/{waiting.pk}/")


def test_one_whose_placement_has_begun_says_so(opened, asha, placement, walsall):
    begun = PlacementFactory(authority=walsall, started_on=date(2026, 11, 9))
    for each in (placement, begun):
        ReferenceFactory(placement=each)

    assert [row.select_one("[data-label=Start]").text for row in opened(asha).select("tbody tr")] == [
        "9 November 2026Has begun", "30 November 2026",
    ]  # fmt: skip


def test_nothing_is_said_too_and_where_the_rest_is(opened, asha, in_autumn):
    page = opened(asha)

    assert "You wait for no reference" in page.text
    assert page.find("a", string="What falls due")["href"] == "/duties/"


def test_another_authority_s_are_not_shown(opened, cara, placement):
    ReferenceFactory(placement=placement, who="Example Council")

    page = opened(cara)
    assert "Wanda" not in page.text
    assert "Example Council" not in page.text


def test_the_number_of_queries_does_not_grow(client, asha, placement, walsall):
    client.force_login(asha)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/references/").status_code == 200
        counts.append(len(asked))
        ReferenceFactory(placement=PlacementFactory(authority=walsall, started_on=date(2026, 11, 30)))

    assert counts[1] == counts[2]

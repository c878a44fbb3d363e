"""References due: what is waited for, and what the rules still ask for."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.actions import assess
from tests.factories import PlacementFactory, ReferenceFactory, WorkerFactory


@pytest.fixture
def placement(in_march, agreements, walsall):
    """Starts in a week and is expected to end in June."""
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    days = {"started_on": date(2026, 3, 9), "expected_end_on": date(2026, 6, 30)}
    placement = PlacementFactory(authority=walsall, worker=worker, reference="ORD-1", **days)
    assess(reason="asked", judged_on=in_march)
    return placement


@pytest.fixture
def opened(client, soup):
    def page(person):
        client.force_login(person)
        return soup(client.get("/references/"))

    return page


def test_what_the_rules_ask_for_stands_with_its_day_and_leads_to_the_list(opened, asha, placement):
    page = opened(asha)

    listed = [(row.th.a.contents[0], row.select_one("[data-label=By]").text) for row in page.select("tbody tr")]
    assert listed == [
        ("Get the standard reference and quality record", "8 March 2026"),
        ("Get the references", "8 March 2026"),
        ("Give your own reference", "30 June 2026"),
    ]
    assert [row.th.a["href"] for row in page.select("tbody tr")] == [
        f"/placements/{placement.pk}/{name}/" for name in ("checks", "references", "references")
    ]
    assert "You wait for no reference." in page.text


def test_what_was_asked_for_and_has_not_come_leads_to_it(opened, asha, placement):
    waiting = ReferenceFactory(placement=placement, who="Example Council")
    ReferenceFactory(placement=placement, who="Sample Trust", done_on=date(2026, 2, 20))

    table = opened(asha).find("div", attrs={"aria-label": "References asked for and not received"})

    assert [row.th.text for row in table.select("tbody tr")] == ["Example Council"]
    assert table.find("a", string="Example Council")["href"].endswith(f"/references/{waiting.pk}/")


def test_nothing_is_said_too(opened, asha, in_march):
    assert "No rule asks for a reference now." in opened(asha).text


def test_another_authority_s_are_not_shown(opened, cara, placement):
    ReferenceFactory(placement=placement, who="Example Council")

    page = opened(cara)
    assert "Wanda" not in page.text
    assert "Example Council" not in page.text


def test_the_number_of_queries_does_not_grow(client, asha, placement, walsall, in_march):
    client.force_login(asha)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/references/").status_code == 200
        counts.append(len(asked))
        another = PlacementFactory(authority=walsall, started_on=date(2026, 3, 9))
        ReferenceFactory(placement=another)
        assess(reason="asked", judged_on=in_march)

    assert counts[1] == counts[2]

"""Pages of long lists: counted so far and no further, every row on one page, and no heading that would be too dear."""

from datetime import date

import pytest

from authorities import paging, tables
from compliance.actions import assess
from tests.factories import PlacementFactory

URL = "/placements/"


@pytest.fixture
def seven(agreements, walsall, supplier_one, asha, client):
    for number in range(7):
        PlacementFactory(
            authority=walsall,
            supplier=supplier_one,
            reference=f"P{number}",
            started_on=date(2026, 1, 5),
            rate__hourly_pay=20 + number,
        )
    client.force_login(asha)


@pytest.fixture
def five_are_counted(monkeypatch):
    for module in (paging, tables):
        monkeypatch.setattr(module, "MOST_COUNTED", 5)


def references(page):
    return [link.text for link in page.select("tbody th a")]


@pytest.fixture
def get(client, soup):
    return lambda query="": soup(client.get(URL + query))


def test_rows_that_begin_on_one_day_are_each_on_one_page(seven, get):
    pages = [references(get(f"?per_page=3&page={number}")) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(each for page in pages for each in page) == [f"P{number}" for number in range(7)]


def test_a_list_longer_than_is_counted_says_so(seven, five_are_counted, get):
    page = get("?per_page=3&page=9")

    assert "More than 5 placements past, live and to come" in page.caption.text
    assert "Showing 4 to 5 of more than 5. Filter the list to reach the rest" in page.text
    assert len(references(page)) == 2


def test_a_long_list_is_sorted_by_its_first_day_alone(seven, five_are_counted, get):
    page = get("?sort=-hourly_pay")

    assert "This list is too long to be sorted by every column. Filter it first." in page.text
    assert [link.text.strip() for link in page.select("thead a")] == ["Start"]
    assert references(page)[0] == references(get())[0]


def test_a_list_of_as_many_as_are_counted_is_as_it_was(seven, monkeypatch, get):
    for module in (paging, tables):
        monkeypatch.setattr(module, "MOST_COUNTED", 7)
    page = get("?sort=-hourly_pay")

    assert page.caption.text.startswith("7 placements")
    assert references(page)[0] == "P6"


def test_a_long_list_of_findings_goes_by_the_stretch_that_stands(seven, monkeypatch, walsall, client, soup, in_march):
    for number in range(7):
        PlacementFactory(authority=walsall, reference=f"OVER{number}", started_on=date(2026, 1, 5 + number),
            rate__hourly_pay=60)  # fmt: skip
    assess(reason="asked", judged_on=in_march)
    address = "/breaches/findings/?verdict=breach&clause=west-midlands-mou:cap"
    short = soup(client.get(address))
    for module in (paging, tables):
        monkeypatch.setattr(module, "MOST_COUNTED", 5)
    long = soup(client.get(address))

    assert (short.caption.text, long.caption.text) == ("7 findings", "More than 5 findings")
    assert [link.text.strip() for link in long.select("thead a")] == ["Since"]
    assert references(long) == references(short)[:5] == [f"OVER{number}" for number in (6, 5, 4, 3, 2)]

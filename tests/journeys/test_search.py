"""Finding a worker in a real browser, with a script and without."""

import pytest
from playwright.sync_api import expect

from authorities.clock import today
from tests.factories import PlacementFactory, WorkerFactory


@pytest.fixture
def sian(agreements, walsall, asha):
    worker = WorkerFactory(authority=walsall, swe_number="SW123456", name="Siân O’Neill")
    return PlacementFactory(authority=walsall, worker=worker, reference="ORD-1", started_on=today())


def test_the_officer_finds_a_worker_from_the_list_of_placements(page, sign_in, check_page, sian):
    sign_in(page, "asha@example.org", "/placements/")
    check_page(page, "placements-with-search")
    page.get_by_label("Find by registration number, name or reference").fill("oneill sian")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Results for “oneill sian”")).to_be_visible()
    expect(page.get_by_role("table", name="1 placement")).to_be_visible()
    assert "oneill" not in page.url
    check_page(page, "search-results")
    page.get_by_role("link", name="Siân O’Neill").click()
    expect(page.get_by_role("heading", name="Siân O’Neill")).to_be_visible()


def test_a_search_that_finds_nothing_and_one_that_cannot_be(page, sign_in, check_page, sian):
    sign_in(page, "asha@example.org", "/search/")
    check_page(page, "search")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a registration number, a name or a reference")
    check_page(page, "search-wrong")
    page.get_by_label("Registration number, name or reference").fill("Jones")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Nobody and nothing matches")).to_be_visible()
    check_page(page, "search-nobody")


def test_the_officer_searches_without_a_script(plain_page, sign_in, sian):
    sign_in(plain_page, "asha@example.org", "/search/")
    plain_page.get_by_label("Registration number, name or reference").fill("sw 12 34 56")
    plain_page.get_by_role("button", name="Search").click()
    expect(plain_page.get_by_role("link", name="ORD-1")).to_be_visible()

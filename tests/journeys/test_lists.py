"""Keeping a filter and taking a list away in a real browser, with a script and without."""

import re

import pytest
from playwright.sync_api import expect

from authorities.clock import today
from tests.factories import PlacementFactory


@pytest.fixture
def placed(agreements, walsall, asha):
    return PlacementFactory(authority=walsall, reference="ORD-1", started_on=today())


def test_the_officer_keeps_a_filter_and_opens_the_list_with_it(page, sign_in, check_page, placed):
    sign_in(page, "asha@example.org", "/placements/?status=live")
    page.get_by_text("Save this filter").click()
    check_page(page, "placements-save-filter")
    page.get_by_label("Name of the filter").fill("Live ones")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The filter “Live ones” has been saved.")).to_be_visible()
    check_page(page, "placements-saved-filter")
    page.get_by_role("link", name="Rename or delete saved filters").click()
    expect(page.get_by_role("heading", name="Saved filters")).to_be_visible()
    check_page(page, "saved-filters")
    page.get_by_role("link", name="Change Live ones").click()
    expect(page.get_by_role("heading", name="Change the saved filter “Live ones”")).to_be_visible()
    check_page(page, "saved-filter")
    page.get_by_label("Open the list with this filter").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("has been saved.")).to_be_visible()
    page.get_by_role("link", name="Placements", exact=True).click()
    expect(page).to_have_url(re.compile(r"/placements/\?status=live$"))


def test_the_officer_takes_the_list_away_without_a_script(plain_page, sign_in, placed):
    sign_in(plain_page, "asha@example.org", "/placements/?status=live")
    for name, ending in (("CSV", ".csv"), ("Excel", ".xlsx")):
        with plain_page.expect_download() as taken:
            plain_page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename == f"placements-{today():%Y-%m-%d}{ending}"

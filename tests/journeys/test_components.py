"""Every component in a real browser: accessible, and whole at 320 px."""

import pytest
from playwright.sync_api import expect

from tests.factories import PersonFactory

EMAIL = "somebody@example.org"


@pytest.fixture(autouse=True)
def _with_gallery(settings):
    settings.ROOT_URLCONF = "tests.journeys.gallery"
    settings.DEMO = True


@pytest.fixture
def _somebody(transactional_db):
    PersonFactory(email=EMAIL, is_superuser=True)


@pytest.mark.usefixtures("_somebody")
def test_every_component_is_accessible_and_fits_a_small_screen(page, sign_in, check_page):
    sign_in(page, EMAIL, "/account/")
    page.goto("/gallery/?name=Walsall")

    expect(page).to_have_title("Error: Gallery – MOU portal")
    check_page(page, "gallery")


@pytest.mark.usefixtures("_somebody")
def test_an_error_in_the_summary_leads_to_its_field(page, sign_in):
    sign_in(page, EMAIL, "/account/")
    page.goto("/gallery/")
    page.get_by_role("link", name="Start date must include a month and year").click()

    assert page.evaluate("document.activeElement.id") == "id_start_on_month"


@pytest.mark.usefixtures("_somebody")
def test_the_page_is_whole_without_javascript(plain_page, sign_in):
    sign_in(plain_page, EMAIL, "/account/")
    plain_page.goto("/gallery/")

    expect(plain_page.get_by_role("link", name="Home", exact=True).first).to_be_visible()
    expect(plain_page.get_by_role("button", name="Apply filters")).to_be_visible()

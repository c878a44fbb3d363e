"""Signing in with one's council, in a real browser."""

import pytest
from playwright.sync_api import expect

from authorities import actions
from tests.issuer import Issuer


@pytest.fixture
def issuer():
    issuer = Issuer("the-portal")
    yield issuer
    issuer.stop()


@pytest.mark.usefixtures("transactional_db", "asha")
def test_through_the_councils_own_page_and_back(page, check_page, issuer, walsall, jan):
    actions.set_up_council(authority=walsall, issuer=issuer.url, client_id="the-portal", secret="a-secret", by=jan)
    issuer.claims = {"email": "nobody@example.org", "email_verified": True}
    page.goto("/placements/")
    page.get_by_role("link", name="Sign in with your council’s account").click()
    check_page(page, "councils")
    page.get_by_role("link", name="Walsall").click()
    expect(page.locator("h1")).to_have_text("You could not be signed in")
    check_page(page, "council-refused")
    issuer.claims = {"email": "asha@example.org", "email_verified": True}
    page.get_by_role("link", name="Try again").click()

    expect(page.locator("h1")).to_have_text("Home")

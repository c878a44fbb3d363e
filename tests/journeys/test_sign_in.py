"""Signing in and looking after one's account, in a real browser."""

import pytest

from tests.factories import PersonFactory
from tests.factories.authorities import PASSWORD

EMAIL = "somebody@example.org"


@pytest.fixture(autouse=True)
def _somebody(transactional_db):
    PersonFactory(email=EMAIL)


def try_password(page, password):
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_signing_in_by_keyboard_alone(page, check_page):
    page.goto("/account/")
    check_page(page, "sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")

    assert page.get_by_role("heading", level=1).inner_text() == "Your account"


def test_a_failure_says_what_to_do_and_too_many_lock(page, check_page):
    try_password(page, "wrong")
    assert page.title() == "Error: Sign in – MOU portal"
    assert page.get_by_label("Email address").input_value() == EMAIL
    check_page(page, "sign-in-error")
    for _ in range(4):
        try_password(page, "wrong")

    assert page.get_by_role("heading", level=1).inner_text() == "Too many attempts to sign in"
    check_page(page, "locked")


def test_a_password_can_be_looked_at(page):
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Show password").click()

    assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"


def test_a_key_is_made_and_revoked(page, sign_in, check_page):
    sign_in(page, EMAIL, "/account/")
    page.get_by_label("90 days").check()
    page.get_by_role("button", name="Make a key").click()
    key = page.locator(".mou-key").inner_text()
    check_page(page, "account")
    page.get_by_role("button", name=f"Revoke the key that begins with {key[:8]}").click()

    assert "The key has been revoked" in page.get_by_role("alert").inner_text()


def test_the_account_is_looked_after_without_javascript(plain_page, sign_in):
    sign_in(plain_page, EMAIL, "/account/")
    plain_page.get_by_role("link", name="Change your password").click()
    plain_page.get_by_label("Current password").fill(PASSWORD)
    plain_page.get_by_label("New password", exact=True).fill("three random words")
    plain_page.get_by_label("Type the new password again").fill("three random words")
    plain_page.get_by_role("button", name="Change password").click()
    plain_page.get_by_role("button", name="Sign out").click()

    assert plain_page.get_by_role("heading", level=1).inner_text() == "Sign in"


@pytest.mark.parametrize(
    "path", ["/account/password/reset/", "/account/password/reset/sent/", "/account/sign-up/", "/nowhere/"]
)
def test_the_small_pages_are_accessible(page, check_page, path):
    page.goto(path)

    check_page(page, path.strip("/").replace("/", "-"))

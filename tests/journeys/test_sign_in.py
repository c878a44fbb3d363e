"""Signing in and looking after one's account, in a real browser."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from authorities.models import Person
from tests.factories import PersonFactory, authenticator_app
from tests.factories.authorities import PASSWORD

EMAIL = "somebody@example.org"


@pytest.fixture(autouse=True)
def _somebody(transactional_db):
    PersonFactory(email=EMAIL)


def try_password(page, password):
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_signing_in_by_keyboard_alone(page, check_page):
    code = authenticator_app(Person.objects.get(email=EMAIL))
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
    page.wait_for_url("**/account/sign-in/code/")
    check_page(page, "sign-in-code")
    page.get_by_label("Code").focus()
    page.keyboard.type(code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_failure_says_what_to_do_and_too_many_lock(page, check_page):
    try_password(page, "wrong")
    expect(page).to_have_title("Error: Sign in – MOU portal")
    expect(page.get_by_label("Email address")).to_have_value(EMAIL)
    check_page(page, "sign-in-error")
    for _ in range(4):
        try_password(page, "wrong")

    expect(page.get_by_role("heading", level=1)).to_have_text("Too many attempts to sign in")
    check_page(page, "locked")


def test_a_password_can_be_looked_at(page):
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Show password").click()

    assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"


def test_a_key_is_made_and_revoked(page, sign_in, check_page):
    sign_in(page, EMAIL, "/account/")
    page.get_by_label("What is the key for?").fill("The order system")
    page.get_by_label("90 days").check()
    page.get_by_role("button", name="Make a key").click()
    key = page.locator(".mou-key").inner_text()
    check_page(page, "account")
    page.get_by_role("button", name=f"Revoke the key that begins with {key[:8]}").click()

    expect(page.get_by_role("alert")).to_contain_text("The key has been revoked")


def test_the_account_is_looked_after_without_javascript(plain_page, sign_in):
    sign_in(plain_page, EMAIL, "/account/")
    plain_page.get_by_role("link", name="Change your password").click()
    plain_page.get_by_label("Current password").fill(PASSWORD)
    plain_page.get_by_label("New password", exact=True).fill("three random words")
    plain_page.get_by_label("Type the new password again").fill("three random words")
    plain_page.get_by_role("button", name="Change password").click()
    plain_page.get_by_role("button", name="Sign out").click()

    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_app_is_set_up_at_the_first_sign_in(plain_page, page, check_page):
    try_password(page, PASSWORD)
    check_page(page, "second-factor-none")
    page.get_by_role("link", name="Use an authenticator app").click()
    check_page(page, "second-factor-app")
    secret = page.locator("code.mou-key").inner_text()
    page.get_by_label("Code").fill(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Set up").click()

    expect(page.locator("h1")).to_have_text("Recovery codes")
    check_page(page, "second-factor-codes")
    code = page.locator("li code").first.inner_text()
    page.get_by_role("button", name="I have kept them").click()
    page.goto("/account/second-factor/")
    check_page(page, "second-factor-index")
    try_password(plain_page, PASSWORD)
    plain_page.get_by_label("Code").fill(code)
    plain_page.get_by_role("button", name="Continue").click()
    expect(plain_page.locator("h1")).to_have_text("Home")


@pytest.fixture
def device(page):
    """A device of the browser's own that makes passkeys and opens them with a finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": kind | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )


@pytest.mark.usefixtures("device")
def test_a_passkey_is_made_and_signs_in_alone_and_after_the_password(page, check_page):
    try_password(page, PASSWORD)
    page.get_by_role("link", name="Use a passkey").click()
    check_page(page, "passkey-add")
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("h1")).to_have_text("Home")
    page.get_by_role("button", name="Sign out").click()

    try_password(page, PASSWORD)
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.locator("h1")).to_have_text("Home")
    page.goto("/account/confirm/passkey/?next=/account/")
    check_page(page, "passkey-confirm")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.locator("h1")).to_have_text("Your account")


def test_a_browser_without_a_passkey_says_so(page, check_page):
    page.goto("/account/sign-in/")
    page.evaluate("() => { navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') } }")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator("[data-passkey-problem]")).to_have_text(
        "The passkey was not used. Try again, or use another way."
    )
    check_page(page, "passkey-not-used")


@pytest.mark.parametrize(
    "path", ["/account/password/reset/", "/account/password/reset/sent/", "/account/sign-up/", "/nowhere/"]
)
def test_the_small_pages_are_accessible(page, check_page, path):
    page.goto(path)

    check_page(page, path.strip("/").replace("/", "-"))

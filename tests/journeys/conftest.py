"""A real browser on a real server: signing in, and what every page must keep to."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from authorities.models import Person
from tests.factories.authorities import PASSWORD

CHROMIUM = [f"/usr/bin/{name}" for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 700}

# The browser's driver runs an event loop in this thread, which Django would otherwise refuse to share.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; as root it cannot have its sandbox."""
    chromium = os.environ.get("MOU_CHROMIUM") or next((path for path in CHROMIUM if Path(path).exists()), None)
    if chromium is None:
        pytest.fail("These tests need Chromium. Install the package chromium, or set MOU_CHROMIUM to where it is.")
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else ["--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def portal(live_server, settings):
    """The address of the portal, on a server of its own."""
    settings.ALLOWED_HOSTS = ["*"]
    return live_server.url


def opened(browser, portal, **options):
    """A page of its own, that fails the test on any script error or refusal by the content security policy."""
    context = browser.new_context(
        base_url=portal, viewport=WIDE, locale="en-GB", timezone_id="Europe/London", **options
    )
    context.set_default_timeout(20_000)  # the first page of a cold server, on a busy machine
    page = context.new_page()
    page.complaints = []
    page.has_script = options.get("java_script_enabled", True)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda line: page.complaints.append(line.text) if "Content Security" in line.text else None)
    return page


@pytest.fixture
def page(browser, portal):
    """A browser page with JavaScript."""
    page = opened(browser, portal)
    yield page
    page.context.close()
    assert page.complaints == []


@pytest.fixture
def plain_page(browser, portal):
    """A browser page without JavaScript."""
    page = opened(browser, portal, java_script_enabled=False)
    yield page
    page.context.close()


@pytest.fixture
def sign_in(portal):
    """Be signed in as this person, and land where they were going; the pages of signing in have their own journeys."""

    def signing_in(page, email, path="/"):
        client = Client()
        client.force_login(Person.objects.get(email=email))
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": portal}]
        )
        page.goto(path)

    return signing_in


def type_password(page, email):
    """The first page of signing in."""
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def check_page():
    """What every page keeps to: a title from its one heading, nothing that axe finds, no sideways scroll at 320 px.

    Without JavaScript all but axe, which is a script itself: a journey shows it the page with one.
    """

    def check(page, picture=""):
        page.set_viewport_size(WIDE)
        # A click only begins to lead to the next page: count when it is there.
        page.wait_for_load_state()
        expect(page.locator("h1"), f"{page.url} must have one h1").to_have_count(1)
        assert page.title().endswith(" – MOU portal")
        photograph(page, picture, "wide")
        assert not page.has_script or axe(page) == []
        page.set_viewport_size(NARROW)
        width = settled_width(page)
        assert width <= NARROW["width"], f"{page.url} is {width} px wide on a screen of 320"
        photograph(page, picture, "narrow")
        assert not page.has_script or axe(page) == []
        page.set_viewport_size(WIDE)

    return check


def settled_width(page):
    """How wide the page is once the browser has laid it out for the narrow screen (CSS pixels)."""
    for _ in range(50):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width <= NARROW["width"]:
            break
        page.wait_for_timeout(20)
    return width


def axe(page):
    """What axe finds, one line for each place."""
    # It would wait for ever for an answer that no script gives.
    assert page.has_script, f"axe needs JavaScript: show it {page.url} on a page that has it"
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [f"{one['id']}: {node['html'][:200]} at {page.url}" for one in found for node in one["nodes"]]


def photograph(page, name, size):
    """Keep a picture of the page where somebody has asked for pictures (MOU_PICTURES, a folder)."""
    folder = os.environ.get("MOU_PICTURES")
    if folder and name:
        page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)

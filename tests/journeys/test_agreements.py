"""A new version of the agreement in a real browser: loaded, checked, approved by two people, published."""

import pytest

from compliance.models import AgreementVersion
from tests.compliance.lives import NEXT, drafted_by

CHANGED = NEXT.replace('"42.00"', '"43.50"')
BROKEN = CHANGED.replace('title = "Pay caps"\n', "").replace("since = 2026-04-01", 'since = "April"', 2)
RISES = "The team manager cap rises by £1.50 to £43.50 from 1 April 2026."


def file_of(text):
    return {"name": "mou-2026.toml", "mimeType": "application/toml", "buffer": text.encode()}


@pytest.mark.parametrize("kind", ["page", "plain_page"])
def test_two_people_publish_a_version(request, browser, portal, sign_in, check_page, agreements, dev, elin, kind):
    page = request.getfixturevalue(kind)
    checked = check_page if kind == "page" else lambda *shown: None
    sign_in(page, "dev@example.org", "/agreements/")
    checked(page, "agreements")
    page.locator("a", has_text="Load an agreement file").click()
    checked(page, "load-agreement")
    page.get_by_label("Choose an agreement file").set_input_files(file_of(BROKEN))
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_role("link", name="“mou-2026.toml” has 3 problems").wait_for()
    checked(page, "load-agreement-problems")
    page.get_by_label("Or paste its text").fill(CHANGED)
    page.get_by_role("button", name="Load", exact=True).click()
    page.get_by_text("Version 2026 has been loaded as a draft.").wait_for()
    page.get_by_text(RISES).wait_for()
    checked(page, "agreement-draft")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("The version is checked.").wait_for()
    press(page, "Approve", checked, "approve-agreement")
    page.get_by_text("It waits for the lead director").wait_for()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, "elin@example.org", "/")
    page.get_by_role("link", name="Approve version 2026").click()
    press(page, "Approve", checked)
    page.get_by_text("Version 2026 is approved.").wait_for()
    press(page, "Publish", checked, "publish-agreement")
    page.get_by_text("Version 2026 is published.").wait_for()
    checked(page, "agreement-published")

    assert AgreementVersion.objects.get(label="2026").state == "published"


def press(page, name, checked, picture=""):
    """Open the page that asks, look at it, and press its button."""
    page.locator("main .govuk-button-group a", has_text=name).click()
    page.get_by_text(RISES).wait_for()
    checked(page, picture)
    page.get_by_role("button", name=name).click()


def test_withdrawing_is_asked_for_first(page, sign_in, check_page, west_midlands, dev):
    drafted = drafted_by(dev, NEXT)
    sign_in(page, "dev@example.org", f"/agreements/{drafted.pk}/")
    page.get_by_role("link", name="Withdraw this version").click()
    check_page(page, "withdraw-agreement")
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("Version 2026 has been withdrawn.").wait_for()

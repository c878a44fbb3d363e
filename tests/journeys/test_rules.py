"""The rules in a real browser: from an answer to its clause, wide and narrow, with scripts and without."""

from datetime import timedelta
from decimal import Decimal

from playwright.sync_api import expect

from authorities.clock import today
from tests.factories import PlacementFactory

CLAUSE = "west-midlands-mou-cap"


def test_an_outcome_leads_to_its_clause(page, sign_in, check_page, asha, walsall, agreements):
    placed = PlacementFactory(
        authority=walsall, started_on=today() - timedelta(days=9), rate__hourly_pay=Decimal("60.00")
    )
    sign_in(page, "asha@example.org", f"/placements/{placed.pk}/")
    page.get_by_role("article").get_by_role("link", name="Pay caps").first.click()

    assert page.url.endswith(f"?on={placed.started_on}#{CLAUSE}")
    heading = page.get_by_role("heading", name="Pay caps", exact=True)
    heading.wait_for()
    assert heading.bounding_box()["y"] < 900
    page.get_by_text("What the portal may say of Pay caps").click()
    expect(page.get_by_text("is over the")).to_have_count(0)
    expect(page.get_by_text("[amount] over the [cap] cap").first).to_be_visible()
    check_page(page)


def test_the_rules_have_nothing_for_axe_to_find(page, sign_in, check_page, gita, agreements):
    sign_in(page, "gita@example.org")
    page.get_by_role("link", name="Rules", exact=True).click()
    check_page(page, "rules")
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page, "rules-opened")
    page.get_by_role("link", name="Version 2015 of").click()
    page.get_by_text("These are the rules in force on 1 January 2015").wait_for()
    check_page(page, "rules-2015")


def test_the_rules_are_whole_without_javascript(plain_page, sign_in, ivy, agreements):
    sign_in(plain_page, "ivy@example.org", "/rules/")
    plain_page.get_by_role("link", name="Cool-off after leaving a substantive role").click()

    assert plain_page.url.endswith("#dfe-agency-rules-cool-off")
    plain_page.get_by_text("What the portal may say of Cool-off").click()
    expect(plain_page.get_by_text("The worker is free from [free day], 3 months after leaving")).to_be_visible()


def test_with_nothing_published_the_page_is_whole(page, sign_in, check_page, asha):
    sign_in(page, "asha@example.org", "/rules/")
    page.get_by_text("No agreement is published yet").wait_for()

    check_page(page, "rules-none")

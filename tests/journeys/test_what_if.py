"""Asking what if, reading the result and the forecast, in a real browser."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from authorities.clock import today
from compliance.rule import in_words
from tests.compliance.what_if.test_reads import drafted
from tests.factories import PlacementFactory

IN_SPRING = today() + timedelta(days=130)


@pytest.fixture
def book(agreements, walsall, dudley):
    """One over a cap of £32.00 in each authority, and one within it."""
    started_on = today() - timedelta(days=40)
    for authority, pay in ((walsall, "33.00"), (dudley, "32.50"), (walsall, "31.00")):
        PlacementFactory(authority=authority, started_on=started_on, rate__hourly_pay=Decimal(pay))


def ask(page):
    page.get_by_label("Which cap?").select_option(label="Senior social worker, now £33.75")
    page.get_by_label("New cap").fill("32.00")
    for part, number in (("Day", "1"), ("Month", "4"), ("Year", "2026")):
        page.get_by_label(part, exact=True).first.fill(number)


def test_the_analyst_asks_what_if_and_opens_what_a_number_counts(page, sign_in, check_page, dev, book):
    sign_in(page, "dev@example.org", "/what-if/")
    check_page(page, "what-if")
    page.get_by_role("button", name="See what would differ").click()
    page.get_by_role("link", name="Move a cap, or choose a version that is not published yet").wait_for()
    check_page(page, "what-if-errors")

    ask(page)
    page.get_by_role("button", name="See what would differ").click()
    page.get_by_role("heading", name="Senior social worker £32.00 from 1 April 2026").wait_for()
    check_page(page, "what-if-result")
    page.get_by_role("link", name="1 Newly in breach, Dudley").click()
    expect(page.locator("section[aria-labelledby=placements] tbody tr")).to_have_count(1)

    page.get_by_role("link", name="Delete this what-if").click()
    check_page(page, "remove-what-if")
    page.get_by_role("button", name="Delete it").click()
    page.get_by_text("The what-if has been deleted.").wait_for()


def test_it_works_without_javascript_and_enter_asks(plain_page, sign_in, dev, book):
    sign_in(plain_page, "dev@example.org", "/what-if/")
    ask(plain_page)
    plain_page.get_by_role("button", name="Add another change").click()
    plain_page.get_by_role("button", name="Take away change 2").click()
    plain_page.get_by_label("New cap").press("Enter")

    plain_page.get_by_role("heading", name="Senior social worker £32.00 from 1 April 2026").wait_for()


def test_the_lead_director_looks_at_a_draft_in_people(page, sign_in, check_page, dev, elin, book):
    draft = drafted(dev, day=IN_SPRING.isoformat(), value="32.00")
    sign_in(page, "elin@example.org", f"/what-if/version/{draft.pk}/")
    check_page(page, "what-if-version")

    page.get_by_role("link", name="1 Another answer, Dudley").click()
    expect(page.get_by_text("1 placement", exact=True)).to_have_count(1)


def test_the_officer_reads_which_of_their_placements_go_over_a_cap(page, sign_in, check_page, dev, asha, book):
    sign_in(page, "asha@example.org", "/what-if/forecast/")
    check_page(page, "forecast-none")
    drafted(dev, day=IN_SPRING.isoformat(), value="32.00", publish=True)
    page.reload()
    check_page(page, "forecast")

    # The four weeks of the rule, counted back from the day before.
    expect(page.get_by_text(in_words(IN_SPRING - timedelta(days=29)))).to_have_count(1)

"""What there is to do, in a real browser: from home to each page that does it, with and without a script."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from authorities.clock import today
from authorities.daily_email import token_of
from authorities.models import Mail
from authorities.outbox.posting import post
from compliance.actions import assess
from compliance.models import Watch
from placements.models import Placement
from reports.periods import quarter_before
from tests.factories import PlacementFactory, PostFactory, WorkerFactory

DAY = timedelta(days=1)


@pytest.fixture
def busy(agreements, walsall, asha):
    """One placement over the cap, one to come, one that has lasted long and of which the return lacks something."""
    over = PlacementFactory(
        authority=walsall,
        checked=True,
        reference="ORDER-1",
        started_on=today() - 30 * DAY,
        rate__hourly_pay=Decimal("41.00"),
    )
    PlacementFactory(authority=walsall, reference="ORDER-2", started_on=today() + 7 * DAY)
    old = quarter_before(today()).first - 300 * DAY
    PlacementFactory(authority=walsall, checked=True, reference="ORDER-3", started_on=old, project_team=None)
    assess(reason="nightly", judged_on=today())
    return over


def lines_of_the_menu(page):
    """How high the menu's list is, in lines of its own links."""
    items = page.locator(".govuk-service-navigation__item")
    return len({round(items.nth(place).bounding_box()["y"]) for place in range(items.count())})


def test_a_breach_is_answered_from_home(page, sign_in, check_page, busy):
    sign_in(page, "asha@example.org", "/")
    check_page(page, "home-tasks")
    assert lines_of_the_menu(page) == 1
    page.get_by_role("link", name="Answer breaches that are not covered").click()
    page.get_by_role("link", name="ORDER-1").click()
    page.get_by_role("link", name="Say why you are going ahead").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why you are going ahead")
    check_page(page, "answer-breach-wrong")
    page.get_by_label("Why are you going ahead?").fill("The team had nobody left.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your answer has been saved")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Put right breaches that have been answered")).to_be_visible()
    assert Placement.objects.get(reference="ORDER-1").breach_reason == "The team had nobody left."


def test_the_return_and_the_duties_are_reached_without_a_script(plain_page, sign_in, check_page, busy):
    sign_in(plain_page, "asha@example.org", "/")
    check_page(plain_page, "home-plain")
    plain_page.get_by_role("link", name="Make the return of").click()
    expect(plain_page.get_by_text("Not said whether the worker is in a project team").first).to_be_visible()
    plain_page.get_by_role("link", name="Say it for placement ORDER-3").click()
    expect(plain_page.get_by_role("heading", name="Checks and references")).to_be_visible()
    plain_page.goto("/duties/")
    expect(plain_page.get_by_role("link", name="ORDER-2").first).to_be_visible()


def test_the_return_and_the_duties_have_nothing_for_axe_to_find(page, sign_in, check_page, busy):
    sign_in(page, "asha@example.org", "/reports/return/")
    check_page(page, "return-ready")
    page.goto("/duties/")
    check_page(page, "duties")


def test_the_daily_email_is_turned_off_and_stopped_by_its_link(page, plain_page, sign_in, check_page, asha):
    sign_in(page, "asha@example.org", "/account/")
    page.get_by_role("link", name="Change Daily email").click()
    check_page(page, "daily-email")
    page.get_by_label("Off").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your choice has been saved")).to_be_visible()
    check_page(page, "account")

    plain_page.goto(f"/daily-email/stop/{token_of(asha)}/")
    plain_page.get_by_role("button", name="Stop the email").click()
    expect(plain_page.get_by_role("heading", name="The daily email has stopped")).to_be_visible()
    asha.refresh_from_db()
    assert not asha.daily_email


def test_the_administrator_reads_why_an_email_was_not_sent(page, sign_in, check_page, jan, asha):
    post(kind="digest", to="asha@example.org", subject="To do", body="Nothing.")
    Mail.objects.update(failed_at=timezone.now(), attempts=7, error="SMTPRecipientsRefused: there is no such mailbox")
    sign_in(page, "jan@example.org", "/emails/")
    check_page(page, "emails")
    expect(page.get_by_text("there is no such mailbox")).to_be_visible()
    page.goto(f"/daily-email/stop/{token_of(asha)}/")
    check_page(page, "stop-daily-email")


def ask(page, start):
    """The five questions about a worker, and why."""
    page.get_by_label("Social Work England registration number").fill("SW900001")
    page.get_by_label("Role", exact=True).select_option("senior social worker")
    page.get_by_label("Umbrella company").check()
    page.get_by_label("Hourly pay", exact=True).fill("30")
    for part, number in (("Day", start.day), ("Month", start.month), ("Year", start.year)):
        page.get_by_label(part).fill(str(number))
    page.get_by_role("button", name="To engage this worker").click()


def watch_and_end(page):
    page.get_by_role("button", name="Tell me when this worker is free").click()
    expect(page.get_by_text("You will be told on")).to_be_visible()


def test_a_worker_is_waited_for_checked_again_and_no_longer_waited_for(
    page, plain_page, sign_in, check_page, agreements, asha, dudley
):
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW900001"), left_on=today() - 30 * DAY)
    sign_in(page, "asha@example.org", "/check/")
    ask(page, today() + DAY)
    check_page(page, "check-not-before")
    watch_and_end(page)
    check_page(page, "watches")
    Watch.objects.update(told_on=today(), answer="yes")
    page.goto("/")
    page.get_by_role("link", name="Look at workers whose free date has come").click()
    check_page(page, "watches-told")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("to start in Walsall on")).to_be_visible()
    page.goto("/check/watches/")
    page.get_by_role("button", name="End the watch").click()
    expect(page.get_by_text("You wait for nobody")).to_be_visible()

    sign_in(plain_page, "asha@example.org", "/check/")
    ask(plain_page, today() + DAY)
    watch_and_end(plain_page)
    assert Watch.objects.open().count() == 1


def test_near_the_cap_the_weekly_hours_are_asked_below_the_answer(page, sign_in, check_page, agreements, asha):
    sign_in(page, "asha@example.org", "/check/")
    ask(page, today() + DAY)
    page.get_by_label("PAYE").check()
    page.get_by_label("Hourly pay", exact=True).fill("33.20")
    page.get_by_role("button", name="To engage this worker").click()
    check_page(page, "check-hours")
    page.get_by_label("Weekly hours").fill("16")
    page.get_by_role("button", name="See the answer with these hours").click()
    expect(page.get_by_label("Weekly hours")).to_have_value("16")

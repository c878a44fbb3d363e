"""The main job in a browser: check a worker, record the placement, find it again; with JavaScript and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from authorities import clock
from authorities.models import JobRole, Person
from placements.models import Placement
from tests.factories import JobTitleFactory, SupplierFactory, authenticator_app
from tests.journeys.conftest import type_password


@pytest.fixture
def start(transactional_db, agreements, walsall):
    """Walsall has one title and one supplier; gives a start two weeks ahead."""
    JobTitleFactory(
        authority=walsall, title="Senior practitioner", job_role=JobRole.objects.get(slug="senior_social_worker")
    )
    SupplierFactory(name="Test Supplier")
    return clock.today() + timedelta(days=14)


def answer_the_check(page, start, pay):
    page.get_by_label("Social Work England registration number").fill("sw900001")
    page.get_by_label("Job title").select_option("Senior practitioner")
    page.get_by_label("Umbrella company").check()
    page.get_by_label("Hourly pay", exact=True).fill(pay)
    dates = page.get_by_role("group", name="Start date")
    dates.get_by_label("Day").fill(str(start.day))
    dates.get_by_label("Month").fill(str(start.month))
    dates.get_by_label("Year").fill(str(start.year))


def answer_the_rest(page):
    page.get_by_label("Worker’s name").fill("Test Worker")
    page.get_by_label("Covering a vacancy").check()
    page.get_by_label("Weekly hours").fill("37")
    page.get_by_label("Supplier", exact=True).select_option("Test Supplier")
    page.get_by_label("Supplier’s reference").fill("ORD-1")


def main_job(page, sign_in, check_page, start):
    """From the question to the placement's own page; `check_page` looks at each page on the way."""
    sign_in(page, "asha@example.org", "/check/")
    check_page(page, "check_worker")
    answer_the_check(page, start, "60")
    page.get_by_role("button", name="To engage this worker").click()
    expect(page.locator(".mou-answer h2")).to_have_text("No")
    check_page(page, "check_worker-answer")
    page.get_by_role("button", name="Go on to record this placement").click()

    check_page(page, "record_placement")
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Error: Record a placement – MOU portal")
    check_page(page, "record_placement-errors")
    answer_the_rest(page)
    page.get_by_role("button", name="Continue").click()

    expect(page.locator("h1")).to_have_text("Check your answers")
    check_page(page, "check_placement")
    page.get_by_role("button", name="Record this placement").click()
    page.get_by_label("Why are you going ahead?").fill("Nobody else was to be had.")
    page.get_by_role("button", name="Record this placement").click()

    expect(page.get_by_text("Placement ORD-1 is recorded")).to_be_visible()
    check_page(page, "placement")
    page.get_by_role("link", name="Back to placements").click()
    check_page(page, "placements")
    expect(page.get_by_role("link", name="ORD-1")).to_be_visible()
    assert Placement.objects.get().breach_reason == "Nobody else was to be had."


@pytest.mark.usefixtures("asha")
def test_the_main_job_with_javascript(page, sign_in, check_page, start):
    main_job(page, sign_in, check_page, start)


@pytest.mark.usefixtures("asha")
def test_the_main_job_without_javascript(plain_page, sign_in, start):
    main_job(plain_page, sign_in, lambda page, name: None, start)


@pytest.mark.usefixtures("asha")
def test_the_answer_comes_as_they_go_and_changes_with_the_pay(page, sign_in, start):
    sign_in(page, "asha@example.org", "/placements/record/")
    answer_the_check(page, start, "60")
    page.get_by_label("Worker’s name").focus()

    expect(page.locator("#answer-now .mou-answer h2")).to_have_text("No")
    assert page.locator("#answer-now").get_attribute("aria-live") == "polite"
    page.get_by_label("Hourly pay", exact=True).fill("20")
    page.get_by_label("Worker’s name").focus()
    expect(page.locator("#answer-now .mou-answer h2")).to_have_text("Cannot tell")
    assert page.url.endswith("/placements/record/")


@pytest.mark.usefixtures("asha")
def test_the_form_can_be_sent_by_keyboard_alone(page, sign_in, start):
    sign_in(page, "asha@example.org", "/check/")
    page.get_by_label("Social Work England registration number").focus()
    keys = ["SW900001", "Tab", "Senior", "Tab", "Space", "ArrowDown", "Tab", "60", "Tab"]
    for key in [*keys, str(start.day), "Tab", str(start.month), "Tab", str(start.year), "Tab", "Enter"]:
        page.keyboard.press(key) if key in ("Tab", "Space", "ArrowDown", "Enter") else page.keyboard.type(key)

    expect(page.locator(".mou-answer h2")).to_have_text("No")


@pytest.mark.usefixtures("asha")
def test_what_was_typed_comes_back_after_the_session_ended(page, sign_in, start):
    code = authenticator_app(Person.objects.get(email="asha@example.org"))
    sign_in(page, "asha@example.org", "/placements/record/")
    answer_the_check(page, start, "20")
    answer_the_rest(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    type_password(page, "asha@example.org")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Worker’s name")).to_have_value("Test Worker")
    expect(page.get_by_label("Covering a vacancy")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).to_have_text("Check your answers")

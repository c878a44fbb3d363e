"""What officers do with a placement on record, in a browser: each change on its page, and two of them at once."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from authorities import clock
from authorities.models import Appointment, JobRole
from placements import actions
from tests.conftest import appointed
from tests.factories import JobTitleFactory, SupplierFactory


@pytest.fixture
def today(transactional_db, agreements):
    return clock.today()


@pytest.fixture
def amal(today, walsall):
    return appointed("amal", Appointment.Role.HR_OFFICER, authority=walsall)


@pytest.fixture
def placed(today, walsall, asha):
    """Recorded by Asha three weeks after its start, to end in two."""
    title = JobTitleFactory(
        authority=walsall, title="Senior practitioner", job_role=JobRole.objects.get(slug="senior_social_worker")
    )
    return actions.record(
        authority=walsall, by=asha, swe_number="SW900001", name="Test Worker", job_title=title, reference="ORD-1",
        supplier=SupplierFactory(name="Test Supplier"), pay_type="umbrella", hourly_pay="30.00",
        started_on=today - timedelta(days=21), expected_end_on=today + timedelta(days=14), hours_per_week="37",
        reason="vacancy",
    )  # fmt: skip


def fill_date(page, question, day):
    group = page.get_by_role("group", name=question)
    for part, text in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(text))


def opened(page, link, heading):
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.locator("h1")).to_have_text(heading)


def desk(page, sign_in, check_page, placed, amal, today):
    """Through every page that changes a placement, and back to the placement after each."""
    sign_in(page, "asha@example.org", f"/placements/{placed.pk}/")
    opened(page, "Extend", "Extend the placement")
    check_page(page, "extend_placement")
    fill_date(page, "New expected end date", today + timedelta(days=42))
    page.get_by_role("button", name="Extend").click()
    expect(page.get_by_text("Placement ORD-1 is expected to end on")).to_be_visible()
    check_page(page, "placement-to-do")

    opened(page, "Change the rate", "Change the rate")
    check_page(page, "change_rate")
    fill_date(page, "From which day is the rate paid?", today)
    page.get_by_label("Hourly pay", exact=True).fill("60")
    page.get_by_role("button", name="Save the rate").click()
    expect(page.get_by_text("This placement now breaks “pay caps”.")).to_be_visible()
    check_page(page, "placement-now-breaks")

    opened(page, "Take back what you did last", "Take back your last change")
    check_page(page, "take_back")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("This placement no longer breaks “pay caps”.")).to_be_visible()

    opened(page, "Amend details", "Amend the details")
    check_page(page, "amend_placement")
    page.get_by_label("Worker’s name").fill("Tess Worker")
    page.get_by_label("Weekly hours").fill("30")
    actions.amend(placement=placed, name="Tessa Worker", reason="demand", by=amal)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Somebody else has changed this too")).to_be_visible()
    check_page(page, "amend_placement-two-officers")
    expect(page.get_by_label("Extra demand")).to_be_checked()
    page.get_by_role("button", name="Keep the other answer").click()
    expect(page.get_by_text("The details have been saved")).to_be_visible()

    opened(page, "Move to a permanent post", "Move to a permanent post")
    page.get_by_label("Interest shown").check()
    fill_date(page, "On which day?", today - timedelta(days=1))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Recorded for the move to a permanent post")).to_be_visible()
    opened(page, "Move to a permanent post", "Move to a permanent post")
    check_page(page, "convert_placement")
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator("h1")).to_have_text("Placement ORD-1")

    opened(page, "End", "End the placement")
    check_page(page, "end_placement")
    page.get_by_role("button", name="End the placement").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_page(page, "end_placement-errors")
    fill_date(page, "Last day worked", today)
    page.get_by_label("The worker gave notice").check()
    page.get_by_role("button", name="End the placement").click()
    expect(page.get_by_text("The last day of placement ORD-1 is")).to_be_visible()

    opened(page, "Record another like this", "Record a placement")
    expect(page.get_by_label("Worker’s name")).to_have_value("Tessa Worker")
    expect(page.get_by_label("Supplier’s reference")).to_have_value("")


def test_the_desk_with_javascript(page, sign_in, check_page, placed, amal, today):
    desk(page, sign_in, check_page, placed, amal, today)

    page.goto(f"/placements/{placed.pk}/#history")
    expect(page.locator("#history").get_by_text("This was taken back later")).to_be_visible()
    check_page(page, "placement-history")


def test_the_desk_without_javascript(plain_page, sign_in, placed, amal, today):
    desk(plain_page, sign_in, lambda page, name: None, placed, amal, today)


def test_a_placement_taken_back_leaves_its_history(page, sign_in, check_page, placed):
    sign_in(page, "asha@example.org", f"/placements/{placed.pk}/")
    opened(page, "Take back what you did last", "Take back your last change")
    page.get_by_role("button", name="Take it back").click()

    expect(page.get_by_text("Placement ORD-1 is taken back")).to_be_visible()
    check_page(page, "placement-taken-back")

"""A project team in a real browser: made, filled, extended and closed; with a script and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from authorities.clock import today
from tests.factories import PlacementFactory, SupplierFactory, WorkerFactory


@pytest.fixture
def offered(transactional_db, agreements, walsall):
    """A worker who is offered singly, and now in a team too."""
    SupplierFactory(name="Test Supplier")
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    begun = today() - timedelta(days=20)
    PlacementFactory(
        authority=walsall,
        worker=worker,
        reference="SINGLE-1",
        project_team=False,
        started_on=begun - timedelta(days=90),
        ended_on=begun - timedelta(days=1),
        rate__hourly_pay=30,
    )
    return PlacementFactory(
        authority=walsall,
        worker=worker,
        reference="TEAM-1",
        started_on=begun,
        rate__hourly_pay=38,
        rate__hourly_charge=52,
    )


def fill_day(page, question, day):
    asked = page.get_by_role("group", name=question)
    for part in ("day", "month", "year"):
        asked.get_by_label(part.capitalize()).fill(str(getattr(day, part)))


def made_filled_extended_and_closed(page, sign_in, look):
    sign_in(page, "asha@example.org", "/teams/")
    look(page, "teams-none")
    page.get_by_role("link", name="Make a team").click()
    page.get_by_label("Supplier").select_option("Test Supplier")
    page.get_by_label("Name of the team").fill("Autumn team")
    page.get_by_label("Purpose").fill("A backlog of assessments")
    fill_day(page, "First day of the term", today() - timedelta(days=30))
    fill_day(page, "Last day of the term", today() + timedelta(days=30))
    look(page, "make-team")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Autumn team has been recorded.")).to_be_visible()
    look(page, "teams")
    page.get_by_role("link", name="Autumn team").click()
    page.get_by_role("link", name="Put a placement in the team").click()
    page.get_by_label("Placement", exact=True).select_option(index=1)
    look(page, "add-to-team")
    page.get_by_role("button", name="Put it in the team").click()
    expect(page.get_by_text("The cost is known for 1 of 1 member")).to_be_visible()
    look(page, "team")
    page.get_by_role("link", name="Extend its term").click()
    fill_day(page, "New last day of the term", today() + timedelta(days=60))
    fill_day(page, "Day on which it was agreed", today())
    page.get_by_label("Why it was extended").fill("Five cases left")
    look(page, "extend-team")
    page.get_by_role("button", name="Extend the team").click()
    expect(page.get_by_text("Last extended")).to_be_visible()
    page.get_by_role("link", name="Back to project teams").click()
    page.get_by_role("link", name="Who is offered singly and in a team").click()
    expect(page.get_by_role("cell", name="£38.00")).to_be_visible()
    look(page, "singly-and-in-team")
    page.get_by_role("link", name="Autumn team").click()
    page.get_by_role("link", name="Take out TEAM-1").click()
    look(page, "take-from-team")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("Nobody is in the team yet")).to_be_visible()
    page.get_by_role("link", name="Close the team").click()
    fill_day(page, "Last day of the team", today())
    page.get_by_role("button", name="Close the team").click()
    expect(page.get_by_text("The team has been closed.")).to_be_visible()


def test_a_team_is_made_filled_extended_and_closed(page, sign_in, check_page, asha, offered):
    made_filled_extended_and_closed(page, sign_in, check_page)


def test_a_team_is_made_filled_extended_and_closed_without_a_script(plain_page, sign_in, asha, offered):
    made_filled_extended_and_closed(plain_page, sign_in, lambda *_: None)

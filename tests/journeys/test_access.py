"""Inviting a colleague, and the colleague coming in, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from authorities.models import Appointment
from tests.conftest import appointed


@pytest.mark.usefixtures("transactional_db", "asha", "ben")
def test_a_director_invites_and_the_colleague_comes_in(page, plain_page, sign_in, check_page, walsall, mailoutbox):
    appointed("dora", Appointment.Role.DCS, authority=walsall)
    sign_in(page, "dora@example.org", "/access/")
    check_page(page, "access-review")
    page.get_by_role("button", name="Confirm Asha, HR officer, Walsall").click()
    expect(page.get_by_text("Asha: confirmed as HR officer, Walsall.")).to_be_visible()
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("button", name="Send the invitation").click()
    check_page(page, "invite-errors")
    page.get_by_label("Email address").fill("nell@example.org")
    page.get_by_label("HR officer").check()
    page.get_by_label("For whom?").select_option("Walsall")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation is on its way to nell@example.org")).to_be_visible()

    plain_page.goto(re.search(r"/account/invitation/\S+", mailoutbox[0].body)[0])
    plain_page.get_by_label("Your name").fill("Nell New")
    plain_page.get_by_label("Choose a password").fill("three random words")
    plain_page.get_by_label("Type the password again").fill("three random words")
    plain_page.get_by_role("button", name="Accept and continue").click()
    expect(plain_page.locator("h1")).to_have_text("Set up a second factor")


@pytest.mark.usefixtures("transactional_db", "asha", "jan")
def test_the_pages_about_people_are_accessible(page, sign_in, check_page, asha):
    sign_in(page, "jan@example.org", f"/people/{asha.pk}/")
    check_page(page, "person")
    page.goto("/account/sessions/")
    check_page(page, "sessions")
    page.goto("/account/invitation/")
    check_page(page, "invitation-gone")

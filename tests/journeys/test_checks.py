"""Recording checks, experience and notice in a real browser: nothing for axe to find, nothing wider than 320 px."""

from datetime import timedelta

from playwright.sync_api import expect

from authorities.clock import today
from placements.models import Placement, Spell, SubstantiveNotice
from tests.factories import PlacementFactory, WorkerFactory


def fill_day(page, question, day):
    asked = page.get_by_role("group", name=question)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        asked.get_by_label(part).fill(str(number))


def test_the_officer_records_what_was_checked(page, sign_in, check_page, asha, walsall, agreements):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    placement = PlacementFactory(authority=walsall, worker=worker, started_on=today() - timedelta(days=30))
    sign_in(page, "asha@example.org", f"/placements/{placement.pk}/checks/")
    check_page(page, "placement-checks")
    page.get_by_label("Days a week on site").fill("eight")
    page.get_by_role("button", name="Save").click()
    check_page(page, "placement-checks-wrong")
    page.get_by_label("Days a week on site").fill("2.5")
    page.get_by_label("How many references were received?").fill("2")
    fill_day(page, "When was the last of them received?", today() - timedelta(days=40))
    page.get_by_role("group", name="Were a standard reference").get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The checks have been saved")).to_be_visible()
    stored = Placement.objects.get()
    assert (stored.references_received, stored.quality_record, str(stored.on_site_days)) == (2, True, "2.5")


def test_the_officer_records_experience_and_takes_it_away(page, sign_in, check_page, asha, walsall):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    sign_in(page, "asha@example.org", f"/workers/{worker.pk}/experience/")
    check_page(page, "experience-empty")
    page.get_by_label("Employed by an English local authority").check()
    page.get_by_label("Employer (optional)", exact=True).fill("Example Council")
    fill_day(page, "First day", today() - timedelta(days=1500))
    page.get_by_role("group", name="Was the worker registered").get_by_label("Yes").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("cell", name="and still there")).to_be_visible()
    check_page(page, "experience")
    assert Spell.objects.get().registered

    page.get_by_role("link", name="Take away the spell").click()
    check_page(page, "remove-spell")
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("No experience recorded yet")).to_be_visible()


def test_the_officer_records_notice_without_a_script(plain_page, sign_in, check_page, asha, agreements):
    sign_in(plain_page, "asha@example.org", "/notice-periods/")
    plain_page.get_by_label("Role", exact=True).select_option("team manager")
    plain_page.get_by_label("Notice", exact=True).fill("12")
    fill_day(plain_page, "From", today())
    plain_page.get_by_role("button", name="Add").click()
    expect(plain_page.get_by_text("12 weeks")).to_be_visible()
    plain_page.get_by_role("link", name="Take away the notice").click()
    plain_page.get_by_role("link", name="Keep it").click()
    expect(plain_page.get_by_role("heading", name="Notice periods")).to_be_visible()
    assert SubstantiveNotice.objects.get().weeks == 12


def test_the_notice_pages_have_nothing_for_axe_to_find(page, sign_in, check_page, asha, agreements):
    sign_in(page, "asha@example.org", "/notice-periods/")
    check_page(page, "notice-periods")
    page.get_by_role("button", name="Add").click()
    check_page(page, "notice-periods-wrong")
    page.get_by_label("Role", exact=True).select_option("team manager")
    page.get_by_label("Notice", exact=True).fill("12")
    fill_day(page, "From", today())
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Take away the notice").click()
    check_page(page, "remove-notice")

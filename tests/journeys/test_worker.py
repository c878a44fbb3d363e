"""A worker's page in a real browser: what is there, and where it leads."""

from datetime import date, timedelta

from playwright.sync_api import expect

from authorities.clock import today
from compliance.actions import assess
from tests.factories import PlacementFactory, PostFactory, SpellFactory, WorkerFactory

from .test_checks import fill_day


def wanda(walsall):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")
    PostFactory(worker=worker, from_on=date(2020, 8, 1), left_on=date(2023, 7, 31), role_text="Social worker")
    SpellFactory(worker=worker, from_on=date(2020, 8, 1), until_on=date(2023, 7, 31), employer="Walsall Council")
    started = today() - timedelta(days=30)
    PlacementFactory(authority=walsall, worker=worker, started_on=started, reference="ORD-1", rate__hourly_pay=60)
    assess(reason="asked", judged_on=today())
    return worker


def test_the_officer_reads_a_worker_s_page(page, sign_in, check_page, asha, walsall, agreements):
    worker = wanda(walsall)
    sign_in(page, "asha@example.org", "/placements/")
    page.get_by_role("link", name="Wanda Walsall").click()
    expect(page.get_by_role("heading", name="Wanda Walsall")).to_be_visible()
    check_page(page, "worker")
    page.get_by_role("link", name="Placement ORD-1", exact=True).click()
    expect(page.get_by_role("heading", name="Placement ORD-1")).to_be_visible()
    page.get_by_role("link", name="Wanda Walsall").click()
    page.get_by_role("link", name="Add or take away experience").click()
    expect(page.get_by_role("heading", name="Experience", exact=True)).to_be_visible()
    assert page.url.endswith(f"/workers/{worker.pk}/experience/")


def test_the_officer_lists_references_without_a_script(
    plain_page, page, sign_in, check_page, asha, walsall, agreements
):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    days = {"started_on": today() + timedelta(days=5), "expected_end_on": today() + timedelta(days=90)}
    placement = PlacementFactory(authority=walsall, worker=worker, reference="ORD-1", **days)
    assess(reason="asked", judged_on=today())
    sign_in(plain_page, "asha@example.org", f"/placements/{placement.pk}/references/")
    plain_page.get_by_label("We asked somebody for a reference").check()
    plain_page.get_by_label("From whom, or to whom?").fill("Team manager, Example Council")
    fill_day(plain_page, "On which day?", today() - timedelta(days=20))
    plain_page.get_by_role("button", name="Add").click()
    expect(plain_page.get_by_text("Not yet")).to_be_visible()

    # What looks for faults needs a script itself.
    sign_in(page, "asha@example.org", f"/placements/{placement.pk}/references/")
    check_page(page, "references")
    page.goto("/")
    page.get_by_role("link", name="Chase references").click()
    expect(page.get_by_role("heading", name="References you wait for")).to_be_visible()
    check_page(page, "references-waited-for")
    page.get_by_role("link", name="Team manager, Example Council").click()
    expect(page.get_by_role("heading", name="A reference that you asked for")).to_be_visible()
    check_page(page, "reference")

    plain_page.goto(page.url)
    fill_day(plain_page, "When did it come?", today() - timedelta(days=2))
    plain_page.get_by_role("button", name="Save").click()
    expect(plain_page.get_by_text("The reference has been saved")).to_be_visible()
    page.goto(f"/workers/{worker.pk}/")
    expect(page.get_by_role("rowheader", name="Team manager, Example Council")).to_be_visible()


def test_the_officer_checks_workers_against_the_register(
    page, plain_page, sign_in, check_page, asha, walsall, agreements, tmp_path
):
    for number in (911111, 911112):
        worker = WorkerFactory(authority=walsall, name=f"Worker {number}", swe_number=f"SW{number}")
        PlacementFactory(authority=walsall, worker=worker, started_on=today() - timedelta(days=30))
    sign_in(page, "asha@example.org", "/")
    page.get_by_role("link", name="Check live workers against the public register").click()
    expect(page.get_by_text("2 workers are in no batch yet")).to_be_visible()
    check_page(page, "register")
    page.get_by_role("button", name="Make the next batch").click()
    expect(page.get_by_label("Registration numbers")).to_have_value("SW911111, SW911112")
    check_page(page, "register-batch")

    file = tmp_path / "register.csv"
    file.write_text("Registration number,Status,Conditions\nSW911111,Registered,Must be supervised.\nSW91X,,\n")
    page.get_by_label("The file from the register").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Rows that could not be taken")).to_be_visible()
    check_page(page, "register-batch-problems")
    file.write_text("Registration number,Status,Conditions\nSW911111,Registered,Must be supervised.\n")
    sign_in(plain_page, "asha@example.org", page.url)
    plain_page.get_by_label("The file from the register").set_input_files(file)
    plain_page.get_by_role("button", name="Send").click()
    expect(plain_page.get_by_text("Found on the register: 1. Not found: 1.")).to_be_visible()
    page.goto("/register/")
    check_page(page, "register-answered")
    page.get_by_role("link", name="Worker 911111").click()
    expect(page.get_by_text("Must be supervised.")).to_be_visible()
    check_page(page, "worker-register")

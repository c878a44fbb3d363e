"""What workers ask for, in a real browser: the record, the one-time link, the correction and its answer."""

from datetime import date

import pytest

from placements import actions
from tests.factories import HoursFactory, PlacementFactory, PostFactory, SpellFactory, WorkerFactory
from tests.journeys.conftest import opened


@pytest.fixture
def worker(transactional_db, agreements, walsall):
    worker = WorkerFactory(authority=walsall, swe_number="SW911111", name="Wanda Walsall")
    placed = PlacementFactory(authority=walsall, worker=worker, reference="ORDER-WALSALL", breach_reason="x" * 90)
    HoursFactory(placement=placed, week_ending=date(2026, 10, 4))
    PostFactory(worker=worker, left_on=date(2019, 1, 31), role_text="Social worker")
    SpellFactory(worker=worker, employer="Example Council")
    return worker


def test_an_officer_makes_a_link_and_the_worker_reads_their_record_and_asks(
    worker, asha, page, browser, portal, sign_in, check_page
):
    sign_in(page, asha.email, "/workers/find/")
    check_page(page, "find-worker")
    page.get_by_label("Social Work England registration number").fill("sw911111")
    page.get_by_role("button", name="Find").click()
    check_page(page, "worker-record")
    link = f"{portal}/my-record/{actions.make_record_link(worker=worker, by=asha)}/"

    own = opened(browser, portal)
    own.goto(link)
    check_page(own, "open-own-record")
    own.get_by_label("Your Social Work England registration number").fill("SW911111")
    own.get_by_role("button", name="See your record").click()
    assert own.url.endswith("/my-record/")
    check_page(own, "own-record")
    own.get_by_label("What is wrong, and what is right?").fill("My post began in May.")
    own.get_by_role("button", name="Send").click()
    own.get_by_role("button", name="Close this page").click()
    check_page(own, "own-record-closed")
    own.context.close()

    page.goto("/")
    page.get_by_role("link", name="Answer a worker who asks for a correction").click()
    check_page(page, "correction")
    page.get_by_label("The record is corrected").check()
    page.get_by_role("button", name="Save the answer").click()
    page.goto("/corrections/")
    check_page(page, "corrections")


def test_an_approver_holds_a_record_and_reads_the_schedule(worker, ben, page, sign_in, check_page):
    sign_in(page, ben.email, f"/workers/{worker.pk}/hold/")
    check_page(page, "hold-record")
    page.goto("/retention/")
    check_page(page, "retention")

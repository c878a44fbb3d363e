"""A worker's page in a real browser: what is there, and where it leads."""

from datetime import date, timedelta

from playwright.sync_api import expect

from authorities.clock import today
from compliance.actions import assess
from tests.factories import PlacementFactory, PostFactory, SpellFactory, WorkerFactory


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
    page.get_by_role("link", name="Placement ORD-1").click()
    expect(page.get_by_role("heading", name="Placement ORD-1")).to_be_visible()
    page.get_by_role("link", name="Wanda Walsall").click()
    page.get_by_role("link", name="Add or take away experience").click()
    expect(page.get_by_role("heading", name="Experience", exact=True)).to_be_visible()
    assert page.url.endswith(f"/workers/{worker.pk}/experience/")

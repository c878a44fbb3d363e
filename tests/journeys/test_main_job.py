"""The whole job in a browser, through a real worker: from signing in to the downloaded savings file."""

import csv
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from authorities import clock, jobs
from authorities.models import Job, JobRole
from placements.models import Placement
from reports.periods import month_of
from tests.factories import JobTitleFactory, SupplierFactory
from tests.real_worker import wait_for, worker


@pytest.fixture
def last_month(transactional_db, agreements, asha, gita, dev, walsall):
    """The month before this one; Walsall has one title and one supplier."""
    JobTitleFactory(
        authority=walsall, title="Senior practitioner", job_role=JobRole.objects.get(slug="senior_social_worker")
    )
    SupplierFactory(name="Test Supplier")
    return (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def record(page, start):
    """An order as it lies on the desk: £60 an hour, asked down from £62."""
    page.get_by_label("Social Work England registration number").fill("sw900001")
    page.get_by_label("Worker’s name").fill("Test Worker")
    page.get_by_label("Job title").select_option("Senior practitioner")
    page.get_by_label("Covering a vacancy").check()
    dates = page.get_by_role("group", name="Start date")
    for part, number in (("Day", start.day), ("Month", start.month), ("Year", start.year)):
        dates.get_by_label(part).fill(str(number))
    page.get_by_label("Weekly hours").fill("37")
    page.get_by_label("Umbrella company").check()
    page.get_by_label("Hourly pay", exact=True).fill("60")
    page.get_by_label("Hourly pay first offered").fill("62")
    page.get_by_label("Supplier", exact=True).select_option("Test Supplier")
    page.get_by_label("Supplier’s reference").fill("ORD-1")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Why are you going ahead?").fill("Nobody else was to be had.")
    page.get_by_role("button", name="Record this placement").click()
    expect(page.get_by_text("Placement ORD-1 is recorded")).to_be_visible()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()


def main_job(page, sign_in, check_page, broker, last_month):
    sign_in(page, "asha@example.org", "/")
    check_page(page, "home")
    page.goto("/placements/record/")
    record(page, last_month)
    sign_out(page)

    with worker(broker):
        nightly = jobs.enqueue(name="assess_all", slot="tonight")
        wait_for(lambda: Job.objects.filter(pk=nightly.pk, state=Job.State.DONE).exists())

        sign_in(page, "gita@example.org", "/breaches/")
        check_page(page, "breaches")
        expect(page.locator("main")).to_contain_text("Walsall")
        page.goto("/breaches/findings/?verdict=breach")
        check_page(page, "findings")
        expect(page.locator("main")).to_contain_text("£60.00")
        sign_out(page)

        sign_in(page, "dev@example.org", f"/reports/savings/{last_month:%Y-%m}/")
        check_page(page, "no_edition")
        page.get_by_role("button", name="Build it now").click()
        wait_for(lambda: Job.objects.filter(name="build_savings", state=Job.State.DONE).exists())

    page.goto(f"/reports/savings/{last_month:%Y-%m}/")
    check_page(page, "savings")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download every line (CSV)").click()
    return list(csv.DictReader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_signing_in_to_the_downloaded_savings(scripted, page, plain_page, sign_in, check_page, broker, last_month):
    looked_at = check_page if scripted else lambda page, name: None

    [line] = main_job(page if scripted else plain_page, sign_in, looked_at, broker, last_month)

    # £2 off the first offer, for 37 contracted hours a week over every day of the month.
    saved = Decimal(2 * 37 * month_of(last_month).last.day) / 7
    assert line["placement_reference"] == "ORD-1"
    assert line["negotiated_down"] == str(saved.quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert Placement.objects.get().breach_reason == "Nobody else was to be had."

"""The user guide's pictures: each page as the guide shows it, and whether its words are still those of the picture.

Beside each picture stand the words that were on the page. Where the page says something else today, the test fails and
says how to make the picture anew: MOU_GUIDE=write bin/test tests/journeys/test_guide.py
"""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import expect

from authorities import clock
from authorities.models import JobRole
from compliance.actions import assess
from tests.factories import (
    JobTitleFactory,
    PlacementFactory,
    PostFactory,
    ReferenceFactory,
    SupplierFactory,
    WorkerFactory,
)
from tests.journeys.test_record_placement import answer_the_check, answer_the_rest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PICTURES = GUIDE / "pictures"
WINDOW = {"width": 1000, "height": 900}
SHOWN = re.compile(r"pictures/([\w-]+)\.png")
# The clock goes on while the pages are opened, faster or slower.
MINUTE = re.compile(r"12:\d\dpm")


@pytest.fixture
def in_november():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield clock.today()


@pytest.fixture
def desk(transactional_db, in_november, agreements, asha, walsall, dudley):
    """Walsall's desk on a Friday: a title, a supplier, a placement past its expected end, with one of two references
    on record that were asked for, and somebody who left a post in Dudley a short time ago."""
    JobTitleFactory(
        authority=walsall, title="Senior practitioner", job_role=JobRole.objects.get(slug="senior_social_worker")
    )
    placement = PlacementFactory(
        authority=walsall,
        supplier=SupplierFactory(name="Test Supplier"),
        worker=WorkerFactory(authority=walsall, swe_number="SW900007", name="Example Worker"),
        reference="ORD-7",
        started_on=in_november - timedelta(days=100),
        expected_end_on=in_november - timedelta(days=3),
        rate__hourly_pay=60,
        checked=True,
    )
    asked_on = placement.started_on - timedelta(days=20)
    ReferenceFactory(placement=placement, asked_on=asked_on, done_on=asked_on + timedelta(days=9))
    ReferenceFactory(placement=placement, who="Practice lead, Example Trust", asked_on=asked_on)
    leaver = WorkerFactory(authority=dudley, swe_number="SW900002")
    PostFactory(worker=leaver, left_on=in_november - timedelta(days=60), reason="resignation")
    assess(reason="asked", judged_on=in_november)
    return in_november


@pytest.fixture
def old():
    """The names of the pictures whose pages say something else today."""
    return []


@pytest.fixture
def picture(old):
    """Keep the page under a name, or find that its words are still those of the picture."""

    def taking(page, name):
        page.wait_for_load_state()
        expect(page.locator("h1")).to_have_count(1)
        words = MINUTE.sub("12:00pm", page.locator("main").inner_text().strip()) + "\n"
        kept = PICTURES / f"{name}.txt"
        if os.environ.get("MOU_GUIDE") == "write":
            kept.write_text(words)
            page.set_viewport_size(WINDOW)
            page.evaluate("window.scrollTo(0, document.querySelector('main').offsetTop - 20)")
            page.screenshot(path=PICTURES / f"{name}.png")
        elif not kept.exists() or kept.read_text() != words:
            old.append(name)

    return taking


def test_the_guides_pictures_show_todays_pages(page, sign_in, desk, picture, old):
    sign_in(page, "asha@example.org", "/")
    picture(page, "home")
    check_and_log(page, desk, picture)
    watch(page, desk, picture)
    change(page, desk, picture)
    for name in ("leavers", "job-titles", "files", "teams", "register", "search"):
        page.goto(f"/{name}/")
        picture(page, name)
    ask_the_register(page, picture)

    assert old == [], "make them anew: MOU_GUIDE=write bin/test tests/journeys/test_guide.py"


def check_and_log(page, desk, picture):
    page.goto("/check/")
    answer_the_check(page, desk + timedelta(days=14), "60")
    page.get_by_role("button", name="To engage this worker").click()
    expect(page.locator(".mou-answer h2")).to_have_text("No")
    picture(page, "check-answer")
    page.get_by_role("button", name="Go on to record this placement").click()
    answer_the_rest(page)
    expect(page.locator("#answer-now .mou-answer h2")).to_have_text("No")
    picture(page, "record")
    page.get_by_role("button", name="Continue").click()
    picture(page, "check-answers")


def watch(page, desk, picture):
    page.goto("/check/")
    answer_the_check(page, desk + timedelta(days=14), "30")
    page.get_by_label("Social Work England registration number").fill("SW900002")
    page.get_by_role("button", name="To engage this worker").click()
    expect(page.locator(".mou-answer h2")).to_contain_text("Not before")
    page.get_by_role("button", name="Tell me when this worker is free").click()
    expect(page.get_by_text("You will be told on")).to_be_visible()
    page.reload()
    picture(page, "watches")


def ask_the_register(page, picture):
    page.goto("/register/")
    page.get_by_role("button", name="Make the next batch").click()
    expect(page.get_by_role("heading", name="Batch for the public register")).to_be_visible()
    picture(page, "register-batch")


def change(page, desk, picture):
    page.goto("/placements/")
    page.get_by_role("link", name="ORD-7", exact=True).click()
    picture(page, "placement")
    page.get_by_role("link", name="Extend", exact=True).click()
    picture(page, "extend")
    page.go_back()
    page.get_by_role("link", name="Change the rate", exact=True).click()
    picture(page, "change-rate")
    page.goto("/placements/")
    page.get_by_role("link", name="Example Worker").click()
    picture(page, "worker")
    page.get_by_role("link", name="References for placement ORD-7").click()
    picture(page, "references")
    page.goto("/references/")
    picture(page, "references-waited-for")


def test_the_guide_shows_every_picture_and_no_other():
    shown = {name for page in GUIDE.glob("*.md") for name in SHOWN.findall(page.read_text())}
    kept = {path.stem for path in PICTURES.glob("*.png")}

    assert shown == kept
    assert {path.stem for path in PICTURES.glob("*.txt")} == kept

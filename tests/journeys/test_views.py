"""Home, the breach dashboard and the lists behind it in a real browser, for each who has them."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import expect

from authorities.clock import today
from authorities.log import note
from authorities.look_ups.models import LookUp
from authorities.models import Job, JobTitle, LogRead
from compliance.actions import assess
from placements.models import ImportRun, ParkedRow
from tests.factories import PlacementFactory


def test_the_group_reads_the_dashboard_and_opens_what_is_its_own(
    page, sign_in, check_page, gita, walsall, dudley, agreements
):
    for authority in (walsall, dudley):
        PlacementFactory(
            authority=authority,
            started_on=today() - timedelta(days=40),
            rate__hourly_pay=Decimal("35.00"),
            checked=True,
        )
    assess(reason="nightly", judged_on=today())
    sign_in(page, "gita@example.org")
    check_page(page, "home-group")
    page.get_by_role("link", name="Review the breaches of the region that are not covered").click()
    check_page(page, "breaches")
    expect(page.get_by_text("Dudley")).to_have_count(0)

    page.get_by_role("link", name="1 Not covered, Walsall").first.click()
    check_page(page, "findings")
    expect(page.get_by_role("row")).to_have_count(2)

    page.get_by_label("Role").select_option("Team manager")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("No findings match").wait_for()
    check_page(page, "findings-none")


def test_the_officer_s_lists_have_nothing_for_axe_to_find(page, sign_in, check_page, asha, walsall, agreements):
    run = ImportRun.objects.create(kind="placements", authority=walsall, file_name="a.csv", sha256="0" * 64, by=asha)
    ParkedRow.objects.create(run=run, row_number=2, reason="No.", remedy="Mend it.", row={}, row_sha256="0" * 64)
    JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    sign_in(page, "asha@example.org")
    check_page(page, "home-officer")
    for task in ("Send your leavers of", "Say which role each job title means", "Put right rows of files"):
        page.goto("/")
        page.get_by_role("link", name=task).click()
        check_page(page)


def test_the_approver_s_list_of_unusual_look_ups_has_nothing_for_axe_to_find(page, sign_in, check_page, ben, walsall):
    sign_in(page, "ben@example.org")
    page.goto("/look-ups/")
    check_page(page, "look-ups-none")

    for number in range(25):
        LookUp.objects.create(
            by=ben, authority=walsall, purpose="engage", channel="page", match_key=f"{number:064}", starts_on=today(),
            answer="yes",
        )  # fmt: skip
    page.goto("/look-ups/")
    page.get_by_text("25 different workers in a day").first.wait_for()
    check_page(page, "look-ups")


def test_the_administrator_s_lists_have_nothing_for_axe_to_find(page, sign_in, check_page, jan):
    Job.objects.create(name="assess_all", slot="2026-11-20", state="failed", error="ValueError: no")
    sign_in(page, "jan@example.org")
    check_page(page, "home-administrator")
    page.get_by_role("link", name="Look at work that failed").click()
    check_page(page, "jobs")
    page.goto("/people/")
    check_page(page, "people")


def test_the_auditor_s_log_has_nothing_for_axe_to_find(page, sign_in, check_page, hugo, walsall):
    JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    note(kind="export", by=hugo, authority=walsall.pk, details={"why": "A sample"})
    sign_in(page, "hugo@example.org")
    page.goto("/log/")
    page.get_by_text("Show details of entry").first.click()
    check_page(page, "log")
    page.get_by_label("Seed of a sample").fill("audit")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("A sample of what the filter lets through").wait_for()
    check_page(page, "log-sample")
    page.get_by_label("What was done").select_option("Locked out")
    page.get_by_label("Seed of a sample").fill("")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("No entries match").wait_for()
    check_page(page, "log-none")


def test_the_pages_that_were_read_have_nothing_for_axe_to_find(page, sign_in, check_page, hugo, walsall):
    for name in ("placements", "api_placement"):
        LogRead.objects.create(
            at=timezone.now(), by_id=hugo.pk, authority_id=walsall.pk, via=name, ids="placement_id=12", method="GET"
        )
    sign_in(page, "hugo@example.org")
    page.goto("/log/")
    page.get_by_role("link", name="Pages that were read").click()
    page.get_by_text("placement 12").first.wait_for()
    check_page(page, "log-reads")
    page.get_by_label("Number in the address").fill("987654")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("No pages match").wait_for()
    check_page(page, "log-reads-none")

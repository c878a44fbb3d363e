"""The report pages in a real browser: nothing for axe to find, nothing wider than a narrow screen."""

from decimal import Decimal

from reports import actions
from tests.factories import PlacementFactory
from tests.reports.conftest import OCTOBER, SUMMER, TODAY


def test_the_lead_director_reads_and_downloads_every_report(
    page, sign_in, check_page, elin, west_midlands, walsall, agreements
):
    PlacementFactory(authority=walsall, offered_hourly_pay=Decimal("36.00"), rate__hourly_pay=Decimal("35.00"))
    actions.build_savings(region=west_midlands, month=OCTOBER, today=TODAY)
    actions.build_quarterly(region=west_midlands, quarter=SUMMER, today=TODAY)
    sign_in(page, "elin@example.org", "/reports/")
    check_page(page, "reports")
    page.get_by_role("link", name="October 2026").click()
    check_page(page, "savings")
    with page.expect_download() as savings:
        page.get_by_role("link", name="Download as Excel (XLSX)").click()
    page.get_by_role("link", name="Walsall").click()
    check_page(page, "savings-lines")
    page.goto("/reports/")
    page.get_by_role("link", name="July to September 2026").click()
    check_page(page, "quarterly")
    with page.expect_download() as quarterly:
        page.get_by_role("link", name="Download as PDF").click()

    assert savings.value.suggested_filename == "savings-2026-10-edition-1.xlsx"
    assert quarterly.value.suggested_filename == "quarterly-2026Q3-edition-1.pdf"

"""A supplier's file in a real browser: sent, understood, checked, taken in by a real worker, and told."""

import pytest
from playwright.sync_api import expect

from placements import uploads
from placements.models import Placement, Upload
from tests.placements.sending import OF_THEIRS, THEIRS, lines
from tests.real_worker import worker

ROWS = [OF_THEIRS.replace("A-1", f"A-{number}").replace("SW900001", f"SW9000{number}") for number in range(10, 15)]
FILE = lines(THEIRS, *ROWS, OF_THEIRS.replace("SW900001", "900001").replace("31.50", "thirty"))


def send(page, supplier, content=FILE):
    page.get_by_label("Placements: one row for each").check()
    page.get_by_label("Supplier", exact=True).select_option(supplier.name)
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "march.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Check the file").click()


@pytest.mark.django_db(transaction=True)
def test_a_long_file_goes_in_by_a_worker_while_the_page_says_how_far_it_is(
    page, sign_in, check_page, asha, agreements, supplier_one, broker, monkeypatch
):
    monkeypatch.setattr(uploads, "AT_ONCE", 3)
    sign_in(page, "asha@example.org", "/files/")
    check_page(page, "files-none")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_page(page, "files-error")

    send(page, supplier_one)
    expect(page.get_by_role("heading", name="What are the columns?")).to_be_visible()
    check_page(page, "files-columns")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="Checking the file")).to_be_visible()
    check_page(page, "files-checking")
    with worker(broker):
        expect(page.get_by_role("heading", name="Check before it goes in")).to_be_visible(timeout=90_000)
        check_page(page, "files-checked")
        page.get_by_role("button", name="Take in the good rows").click()
        expect(page.get_by_role("heading", name="The file has been taken in")).to_be_visible(timeout=90_000)
    check_page(page, "files-taken")
    assert Placement.objects.count() == 5

    page.goto("/files/")
    expect(page.get_by_role("link", name="march.csv")).to_be_visible()
    check_page(page, "files")
    page.get_by_role("link", name="What the columns of suppliers’ files mean").click()
    expect(page.get_by_role("heading", name="Columns of suppliers’ files")).to_be_visible()
    check_page(page, "files-remembered")
    page.get_by_role("link", name="Change").click()
    expect(page.get_by_role("heading", name="Change what the columns are")).to_be_visible()
    check_page(page, "files-change-columns")

    page.goto("/files/rows/")
    check_page(page, "files-rows")
    page.get_by_role("link", name="Open").click()
    expect(page.get_by_role("heading", name="Put a row right")).to_be_visible()
    check_page(page, "files-row")
    page.get_by_label("Registration number").fill("SW900099")
    page.get_by_label("Hourly pay", exact=True).fill("31.50")
    page.get_by_role("button", name="Send the row").click()
    expect(page.get_by_text("Row 7 of march.csv has been taken in.")).to_be_visible()
    assert Placement.objects.count() == 6


def test_a_short_file_goes_in_without_javascript(plain_page, sign_in, asha, agreements, supplier_one):
    page = plain_page
    sign_in(page, "asha@example.org", "/files/")
    send(page, supplier_one)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Take in the good rows").click()
    expect(page.get_by_role("heading", name="The file has been taken in")).to_be_visible()
    assert Placement.objects.count() == 5
    with page.expect_download() as report:
        page.get_by_role("link", name="Download the report as CSV").click()
    assert "Waits to be put right" in report.value.path().read_text()

    Upload.objects.all().delete()
    page.goto("/files/")
    send(page, supplier_one)
    expect(page.get_by_text("This file changes nothing")).to_be_visible()

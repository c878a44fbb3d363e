"""The month's savings as each of the cast sees them."""

import re
from decimal import Decimal

import pytest
import time_machine

from authorities.models import Job
from tests.factories import PlacementFactory

PAGE = "/reports/savings/2026-10/"
OWN = f"{PAGE}own.csv"
LINES = f"{PAGE}authorities/E08000030/"
LETTERED = re.compile(r"Authority [A-Z]\s+(?:£[\d,.]+\s+)+")
XLSX = f"{PAGE}files/savings-2026-10-edition-1.xlsx"


@pytest.fixture
def edition(placed, timesheets, dudley, social_worker, rates, build_october, in_november):
    PlacementFactory(authority=dudley, job_role=social_worker, offered_hourly_pay=Decimal("31.00"), reference="D-1")
    return build_october()


def test_asha_sees_walsall_and_the_whole_region(edition, asha, text):
    page = text(asha, PAGE)

    assert "Savings in October 2026" in page
    assert "£193.75" in page
    assert "The whole region" in page
    assert "Provisional" in page
    assert "Dudley" not in page
    assert "Authority A" not in page


def test_cara_cannot_see_walsalls_figures_or_lines(edition, cara, text, get):
    page = text(cara, PAGE)

    assert "Walsall" not in page
    assert "Dudley" in page
    assert get(cara, LINES).status_code == 404
    assert b"Walsall" not in get(cara, OWN).content


def test_dev_and_elin_see_every_authority_by_name(edition, dev, elin, text):
    for person in (dev, elin):
        page = text(person, PAGE)
        assert "Walsall" in page
        assert "Dudley" in page
        assert "Nothing is on record. That is not zero." in page


def test_gita_sees_walsall_by_name_and_the_others_by_letter(edition, gita, text):
    page = text(gita, PAGE)

    assert "Walsall" in page
    assert "Dudley" not in page
    assert page.count("Authority ") >= 13


def test_a_report_keeps_its_letters_in_later_quarters(edition, gita, text):
    page = text(gita, PAGE)

    with time_machine.travel("2027-02-10", tick=False):
        later = text(gita, PAGE)

    assert LETTERED.findall(later) == LETTERED.findall(page)


def test_strangers_are_not_told_that_the_page_exists(edition, ivy, jan, get):
    for person in (ivy, jan):
        for path in (PAGE, OWN, LINES, XLSX, "/reports/"):
            assert get(person, path).status_code == 404


def test_the_signed_out_are_asked_to_sign_in(edition, client):
    response = client.get(PAGE)

    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_each_figure_says_how_it_was_made_and_how_complete_it_is(edition, asha, text):
    page = text(asha, PAGE)

    assert "1 of 2 placements have a timesheet for every day" in page
    assert "The pay caps used are illustrative" in page
    assert "The reference rates used are illustrative" in page
    assert "Edition 1, made by method savings-1" in page
    assert "never added together" in page
    assert "The price caps used are illustrative" in page
    assert "Over the national price cap (illustrative)" in page
    assert "Q4" not in page


def test_only_wme_and_the_lead_director_download_the_regions_files(edition, asha, gita, hugo, dev, elin, get):
    for person in (asha, gita, hugo):
        assert get(person, XLSX).status_code == 404
    assert get(hugo, OWN).status_code == 404
    for person in (dev, elin):
        response = get(person, XLSX)
        assert response["Content-Disposition"] == 'attachment; filename="savings-2026-10-edition-1.xlsx"'
        assert response.content == bytes(edition.files.get(name__endswith=".xlsx").body)


def test_asha_downloads_her_own_authoritys_rows(edition, asha, get):
    body = get(asha, OWN).content.decode("utf-8-sig")

    assert "Walsall" in body
    assert "Dudley" not in body
    assert "Whole region" not in body


def test_asha_opens_the_lines_and_each_leads_to_its_placement(edition, asha, placed, get):
    page = get(asha, LINES).content.decode()

    assert f'href="/placements/{placed.pk}/"' in page
    assert "D-1" not in page


def test_an_older_edition_stays_readable_and_says_that_there_is_a_newer(edition, placed, asha, build_october, text):
    placed.offered_hourly_pay = Decimal("33.50")
    placed.save()
    build_october()

    assert "There is a newer edition" in text(asha, f"{PAGE}?edition=1")
    assert "There is a newer edition" not in text(asha, PAGE)


@pytest.mark.parametrize(
    "path",
    [
        "/reports/savings/2026-13/", "/reports/savings/2026-1/", "/reports/savings/2026Q3/", "/reports/savings/x/",
        f"{PAGE}?edition=9", f"{PAGE}?edition=-1", f"{PAGE}?edition=%F0%9F%98%80", f"{PAGE}?edition=9999999999999999",
        f"{PAGE}files/other.xlsx", f"{PAGE}authorities/E08000001/", "/reports/savings/2026-11/",
    ],
)  # fmt: skip
def test_an_address_that_names_nothing_is_not_found(edition, dev, get, path):
    assert get(dev, path).status_code == 404


def test_a_month_without_a_report_says_so(edition, asha, text):
    assert "The report for August 2026 has not been built." in text(asha, "/reports/savings/2026-08/")


def test_dev_asks_for_a_rebuild_once_a_minute(edition, dev, get, client):
    assert "Build again with the latest records" in get(dev, PAGE).content.decode()
    for _ in range(2):
        assert client.post(f"{PAGE}rebuild/").status_code == 302
    [job] = Job.objects.all()

    assert (job.name, job.arguments) == ("build_savings", {"month": "2026-10"})


def test_asha_cannot_ask_for_a_rebuild(edition, asha, get, client):
    assert "Build again" not in get(asha, PAGE).content.decode()
    assert client.post(f"{PAGE}rebuild/").status_code == 404
    assert not Job.objects.exists()

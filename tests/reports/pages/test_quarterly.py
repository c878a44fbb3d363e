"""The quarter's report, for the lead director and West Midlands Employers alone."""

import pytest

from authorities.models import Region
from tests.factories import AppointmentFactory

PAGE = "/reports/quarterly/2026Q3/"
PDF = f"{PAGE}files/quarterly-2026Q3-edition-1.pdf"


@pytest.fixture
def edition(placed, rates, build_summer, in_november):
    return build_summer()


def test_elin_and_dev_read_and_download_it(edition, elin, dev, text, get):
    for person in (elin, dev):
        page = text(person, PAGE)
        assert "Agency social workers, July to September 2026" in page
        assert "Beside each figure stands the same for July to September 2025" in page
        assert "not collected" in page
        assert "Q3" not in page
        assert get(person, PDF).content.startswith(b"%PDF-")


def test_for_everybody_else_it_was_never_there(edition, asha, ben, cara, gita, hugo, ivy, jan, get):
    for person in (asha, ben, cara, gita, hugo, ivy, jan):
        assert get(person, PAGE).status_code == 404
        assert get(person, PDF).status_code == 404


def test_an_analyst_of_another_region_who_works_for_a_member_reads_none_of_it(edition, asha, get):
    """The report of the region is told to its members by one role, and taken away by the other, for another region."""
    north = Region.objects.create(code="E12000001", name="North East")
    AppointmentFactory(person=asha, role="wme_analyst", region=north)

    assert "July to September 2026" not in get(asha, "/reports/").content.decode()
    assert "has not been built" in get(asha, PAGE).content.decode()
    assert get(asha, PDF).status_code == 404
    listed = get(asha, "/api/v1/reports/").json()["results"]
    assert [(each["kind"], each["files"]) for each in listed if each["kind"] == "quarterly" or each["files"]] == []


def test_the_picture_stands_beside_its_table_with_words(edition, elin, get):
    page = get(elin, PAGE).content.decode()

    assert "data:image/svg+xml;base64," in page
    assert 'alt="On 30 September 2026 the region had 1 agency worker in use.' in page


def test_a_quarter_without_a_report_says_so(edition, elin, dev, text):
    assert "The report for April to June 2026 has not been built." in text(elin, "/reports/quarterly/2026Q2/")
    assert "Build it now" in text(dev, "/reports/quarterly/2026Q2/")


@pytest.mark.parametrize(
    "path", ["/reports/quarterly/2026-10/", "/reports/quarterly/2026q3/", "/reports/quarterly/2026Q4/"]
)
def test_an_address_that_names_no_finished_quarter_is_not_found(edition, elin, get, path):
    assert get(elin, path).status_code == 404

"""Which versions the page of the rules shows: those of a day, of the reader’s own region or another."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import Region
from compliance.actions import draft_agreement
from tests.compliance.pages.rules_page import LAST, URL, facts, in_later_years, page, publish, section, words


@pytest.fixture(autouse=True)
def _in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


def test_the_version_in_force_is_shown_with_the_others_to_choose(client, asha, agreements):
    soup = page(client, asha)
    own = section(soup, "west-midlands-mou")

    assert facts(own)["Version"] == "2025"
    assert facts(own)["In force"] == "From 1 January 2025"
    others = [link["href"] for link in own.dl.find_all("a")]
    assert others == ["/rules/?on=2015-01-01#west-midlands-mou", "/rules/?on=2022-10-01#west-midlands-mou"]


def test_a_version_of_old_is_shown_on_its_day_and_says_so(client, asha, agreements):
    soup = page(client, asha, "?on=2022-10-01")

    assert "These are the rules in force on 1 October 2022." in words(soup)
    assert soup.select_one(".govuk-inset-text a")["href"] == URL
    assert facts(section(soup, "west-midlands-mou"))["In force"] == "1 October 2022 to 31 December 2024"
    to_come = soup.find(id="to-come").parent
    assert "Child and family social workers: agency rules, version 2024 : from 31 October 2024" in words(to_come)
    assert "Statutory on-costs" not in words(to_come)


@pytest.mark.parametrize("query", ["?on=", "?on=soon", "?on=2025-02-30", "?on=%00", "?region=E99", "?on=1&on=2"])
def test_an_address_that_makes_no_sense_is_met_with_today_s_rules(client, asha, agreements, query):
    soup = page(client, asha, query)

    assert facts(section(soup, "west-midlands-mou"))["Version"] == "2025"
    assert not soup.select_one("main > .govuk-inset-text")


def test_a_version_to_come_is_named_and_a_draft_is_not(client, asha, dev, agreements, tmp_path):
    publish(tmp_path, in_later_years(2027))
    draft_agreement(
        text=in_later_years(2028), name="x", by=dev, within=set(Region.objects.values_list("pk", flat=True))
    )
    own = section(page(client, asha), "west-midlands-mou")

    assert facts(own)["Version"] == "2025"
    assert facts(own)["In force"] == "1 January 2025 to 31 December 2026"
    assert "Version 2027 of West Midlands" in facts(own)["Other versions"]
    assert ": from 1 January 2027" in facts(own)["Other versions"]
    assert "2028" not in words(own)
    later = section(page(client, asha, "?on=2027-01-01"), "west-midlands-mou")
    assert facts(later)["Version"] == "2027"


def test_a_correction_takes_the_place_of_what_it_corrects_and_says_why(client, asha, agreements, tmp_path):
    correction = 'version = "2025"\ncorrects = "2025"\nreason = "A cap was wrong."'
    publish(tmp_path, LAST.replace('version = "2025"', correction.replace('"2025"', '"2025-a"', 1)))
    own = section(page(client, asha), "west-midlands-mou")

    assert facts(own)["Version"] == "2025-a"
    assert facts(own)["Corrects"] == "Version 2025: A cap was wrong."
    assert "Version 2025: never: replaced from 1 January 2025" in facts(own)["Other versions"]
    assert len(own.dl.find_all("a")) == 2


def test_who_has_signed_is_named(client, asha, agreements):
    told = facts(section(page(client, asha), "west-midlands-mou"))

    assert told["Signed by"].startswith("Birmingham; Coventry; Dudley; ")
    assert told["Signed by"].endswith(". Bound from 1 January 2015.")
    assert "E08" not in told["Signed by"]


# Whose rules are shown.


@pytest.fixture
def north(agreements, tmp_path):
    """Another region with an agreement of its own."""
    region = Region.objects.create(code="E12000001", name="North East")
    members = LAST[LAST.index("[[member]]") : LAST.index("[[role]]")]
    text = LAST.replace(members, "").replace("E12000005", "E12000001").replace('"west-midlands-mou"', '"north-mou"')
    publish(tmp_path, text)
    return region


def test_a_reader_sees_the_rules_of_their_own_region_and_where_the_others_are(client, asha, gita, hugo, north):
    for person in (asha, gita, hugo):
        soup = page(client, person)
        assert soup.find(id="west-midlands-mou")
        assert not soup.find(id="north-mou")
        others = soup.find(id="other-regions").parent
        assert [(link.string, link["href"]) for link in others.find_all("a")] == [
            ("North East", "/rules/?region=E12000001")
        ]


def test_the_rules_of_another_region_are_shown_with_the_national_ones(client, asha, north):
    soup = page(client, asha, "?region=E12000001")

    assert soup.find(id="north-mou")
    assert soup.find(id="dfe-agency-rules")
    assert not soup.find(id="west-midlands-mou")
    assert not soup.find(id="west-midlands-price-caps")


def test_whoever_belongs_to_no_region_sees_them_all(client, ivy, jan, north):
    for person in (ivy, jan):
        soup = page(client, person)
        assert soup.find(id="west-midlands-mou")
        assert soup.find(id="north-mou")
        assert not soup.find(id="other-regions")


def test_a_day_of_another_region_stays_in_it(client, asha, north, tmp_path):
    soup = page(client, asha, "?region=E12000005&on=2022-10-01")

    assert soup.select_one(".govuk-inset-text a")["href"] == "/rules/?region=E12000005"
    own = section(soup, "west-midlands-mou")
    assert own.dl.find("a")["href"] == "/rules/?region=E12000005&on=2015-01-01#west-midlands-mou"


def test_the_number_of_queries_does_not_grow(client, asha, agreements, tmp_path):
    page(client, asha)
    with CaptureQueriesContext(connection) as few:
        page(client, asha)
    for year in (2028, 2029, 2030):
        publish(tmp_path, in_later_years(year))
    page(client, asha)
    with CaptureQueriesContext(connection) as many:
        page(client, asha)

    assert len(many) == len(few)

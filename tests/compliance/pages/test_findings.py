"""The list of findings: what it shows, to whom, and in which order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities.clock import today
from compliance.actions import assess, exempt
from tests.factories import PlacementFactory

URL = "/breaches/findings/"
OVER = {"checked": True, "rate__hourly_pay": Decimal("41.00"), "started_on": date(2026, 4, 6)}


@pytest.fixture
def two(agreements, walsall, dudley):
    """One placement over the regional cap in Walsall, one in Dudley, both right in all else."""
    found = PlacementFactory(authority=walsall, **OVER), PlacementFactory(authority=dudley, **OVER)
    assess(reason="nightly", judged_on=today())
    return found


def rows(client, person, query=""):
    client.force_login(person)
    response = client.get(URL + query)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [[cell.text.strip() for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]


def test_a_finding_shows_its_placement_rule_sentence_cover_and_day(client, asha, two):
    [[reference, found, cover, since]] = rows(client, asha, "?verdict=breach")

    assert (reference, cover, since) == (two[0].reference, "Breach", "6 Apr 2026")
    assert found.startswith("Pay caps (regional)The hourly pay of £41.00 is £7.25 over the £33.75 cap")


def test_the_placement_is_a_link(client, asha, two):
    client.force_login(asha)

    assert reverse("placement", args=[two[0].pk]) in client.get(URL).content.decode()


def test_asha_sees_her_own_and_cara_hers(client, asha, cara, two):
    assert {row[0] for row in rows(client, asha)} == {two[0].reference}
    assert {row[0] for row in rows(client, cara)} == {two[1].reference}


def test_the_workforce_group_opens_its_own_alone(client, gita, two):
    assert {row[0] for row in rows(client, gita)} == {two[0].reference}
    assert rows(client, gita, "?authority=E08000027") == rows(client, gita, "?authority=E08999999") == []


def test_the_analyst_the_lead_director_and_the_auditor_open_every_authority_s(client, dev, elin, hugo, two):
    for person in (dev, elin, hugo):
        assert {row[1] for row in rows(client, person)} == {"Walsall", "Dudley"}


def test_whose_finding_it_is_shows_to_those_who_read_several_authorities(client, asha, dev, two):
    for person, headings in ((asha, 0), (dev, 1)):
        client.force_login(person)
        page = BeautifulSoup(client.get(URL).content, "html.parser")
        assert [each.text.strip() for each in page.select("thead th")].count("Authority") == headings


def test_supplier_and_administrator_never_find_the_page(client, ivy, jan, two):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(URL).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?clause=west-midlands-mou:cap", 1),
        ("?clause=dfe-agency-rules:cool-off", 1),
        ("?verdict=cannot_tell", 2),
        ("?cover=none", 1),
        ("?cover=exemption", 0),
        ("?role=senior_social_worker", 3),
        ("?role=team_manager", 0),
        ("?month=2026-04", 3),
        ("?month=April+2026", 3),
        ("?month=apr+2026", 3),
        ("?month=2026-05", 0),
        ("?before=2026-04", 0),
        ("?before=2026-05", 3),
        ("?regime=national", 1),
        ("?authority=E08000030&regime=regional&verdict=breach", 1),
    ],
)
def test_each_filter_narrows(client, asha, two, query, expected):
    assert len(rows(client, asha, query)) == expected


def test_a_covered_breach_says_by_what(client, asha, two):
    exempt(
        placement=two[0],
        clause="cap",
        kind="approval",
        from_on=date(2026, 4, 6),
        until_on=today() + timedelta(days=1),
        exit_plan="",
        decided_by="Director",
        decided_on=date(2026, 4, 1),
        second_by="Chief executive",
        second_on=date(2026, 4, 1),
        by=asha,
    )

    [row] = rows(client, asha, "?cover=approval")
    assert row[2] == "Approved breach"


def test_the_list_sorts_by_a_heading(client, dev, two):
    by_authority = [row[1] for row in rows(client, dev, "?sort=authority&verdict=breach")]

    assert by_authority == ["Dudley", "Walsall"]
    assert [row[1] for row in rows(client, dev, "?sort=-authority&verdict=breach")] == ["Walsall", "Dudley"]


def test_a_long_list_is_paged(client, asha, agreements, walsall):
    PlacementFactory.create_batch(10, authority=walsall, **OVER)
    assess(reason="nightly", judged_on=today())

    assert len(rows(client, asha)) == 25
    assert len(rows(client, asha, "?page=2")) == 5


def test_nothing_found_is_said_with_a_way_back(client, asha, two):
    client.force_login(asha)

    assert "No findings match" in client.get(URL + "?role=team_manager").content.decode()


def test_no_findings_at_all_is_said(client, asha, agreements):
    client.force_login(asha)

    assert "No findings stand" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?month=0000-00",
        "?month=9999-12",
        "?before=10000-1",
        "?month=%00",
        "?clause=a:b:c",
        "?page=-1",
        "?page=x",
        "?sort=x",
        "?month=" + "9" * 5000,
        "?cover=🎈",
        "?month=May",
        "?month=2026-13",
    ],
)
def test_an_address_that_makes_no_sense_is_met_with_a_page(client, asha, two, query):
    rows(client, asha, query)


def test_a_filter_that_cannot_be_read_shows_nothing_and_says_why(client, asha, two):
    client.force_login(asha)
    text = client.get(URL + "?month=Maytember+2026").content.decode()

    assert "Enter a month and a year, like March 2026" in text
    assert "No findings match" in text


def test_the_number_of_queries_does_not_grow(client, dev, two, walsall, dudley):
    rows(client, dev)
    with CaptureQueriesContext(connection) as few:
        rows(client, dev)
    for authority in (walsall, dudley):
        PlacementFactory.create_batch(10, authority=authority, **OVER)
    assess(reason="nightly", judged_on=today())
    with CaptureQueriesContext(connection) as many:
        rows(client, dev)

    assert len(many) == len(few)

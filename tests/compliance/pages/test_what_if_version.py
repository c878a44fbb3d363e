"""What a version would change for people: the numbers, what each leads to, and who may look."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import Appointment, Region
from compliance.models import AgreementVersion
from tests.compliance.lives import LATER, drafted_by
from tests.compliance.what_if.reading import figures, table
from tests.compliance.what_if.test_reads import drafted
from tests.conftest import appointed
from tests.factories import PlacementFactory


@pytest.fixture(autouse=True)
def in_autumn():
    with time_machine.travel("2026-11-20 12:00", tick=True):
        yield


@pytest.fixture
def book(agreements, walsall, dudley):
    """Senior social workers: over the cap of £33.75, within it but over £30.00, and within both."""
    return {
        name: PlacementFactory(authority=authority, reference=name, rate__hourly_pay=Decimal(pay))
        for name, authority, pay in (
            ("OVER", walsall, "34.75"),
            ("WITHIN", walsall, "33.00"),
            ("BOTH", dudley, "30.00"),
        )
    }


@pytest.fixture
def draft(agreements, dev):
    """A version that lowers every cap to £30.00 on 1 April 2027."""
    return drafted(dev)


@pytest.fixture
def opened(client, soup):
    def opening(person, version, query=""):
        client.force_login(person)
        response = client.get(f"/what-if/version/{version.pk}/{query}")
        assert response.status_code == 200
        return soup(response)

    return opening


def listed(page):
    """The rows of the list of placements."""
    return page.select("section[aria-labelledby=people] table.mou-table--cards:not(.mou-table--counts) tbody tr")


def test_a_version_to_come_is_looked_at_on_its_first_day(book, draft, dev, opened):
    page = opened(dev, draft)

    assert [part["value"] for part in page.select(".govuk-date-input__input")] == ["1", "4", "2027"]
    assert "Compared: 3 placements live on 1 April 2027" in " ".join(page.main.text.split())
    assert figures(page) == {"Placements with another answer": "1", "Placements with anything said differently": "1"}
    assert [item.text for item in page.select("main ul.govuk-list--bullet li")] == ["From “Cannot tell” to “No”: 1"]


def test_another_day_may_be_looked_at(book, draft, dev, opened):
    before = opened(dev, draft, "?day=2027-03-31")

    assert "live on 31 March 2027" in before.main.text
    assert figures(before)["Placements with anything said differently"] == "0"
    assert "None of the placements compared is of this kind." in before.main.text
    assert "No cap differs on 31 March 2027. See the days on which caps change." in before.main.text


def test_a_day_that_cannot_be_read_is_said(book, draft, dev, opened):
    page = opened(dev, draft, "?day_day=31&day_month=2&day_year=2027")

    assert page.select(".govuk-error-summary")
    assert "live on 1 April 2027" in page.main.text


def test_each_clause_and_each_authority_have_their_numbers(book, draft, dev, opened):
    page = opened(dev, draft)
    clauses, _ = table(page, "By clause")
    authorities, _ = table(page, "By authority")

    assert clauses["Pay caps"] == ["1", "0", "1", "2", "2", "1", "0", "0"]
    assert clauses["Twelve months after a permanent post"][:2] == ["0", "0"]
    assert authorities["Walsall"] == ["2", "1", "1", "0"]
    assert authorities["Dudley"] == ["1", "0", "0", "0"]
    assert authorities["Coventry"] == ["No placement is on record. That is not zero."]


@pytest.mark.parametrize("title", ["By clause", "By authority"])
def test_every_number_leads_to_what_it_counts(book, draft, dev, opened, title):
    rows, links = table(opened(dev, draft), title)

    assert links
    for (label, at), url in links.items():
        shown = listed(opened(dev, draft, "?" + url.partition("?")[2].partition("#")[0]))
        assert len(shown) == int(rows[label][at]), (label, at)


def test_the_list_says_what_would_be_said_differently_and_by_which_clause(book, draft, dev, opened):
    [row] = listed(opened(dev, draft))

    assert row.th.a["href"] == f"/placements/{book['WITHIN'].pk}/"
    assert [cell.text for cell in row.find_all("td")] == ["Walsall", "Cannot tell", "No", "Pay caps: kept, then breach"]


def test_who_goes_over_its_caps_is_told_with_the_day_for_notice(book, draft, dev, opened):
    text = " ".join(opened(dev, draft).main.text.split())

    assert "From 1 April 2027" in text
    assert "3 March 2027" in text  # four weeks before 31 March


def test_once_published_it_is_compared_with_what_would_stand_without_it(book, dev, opened):
    published = drafted(dev, day="2026-10-01", publish=True)

    page = opened(dev, published)

    assert figures(page)["Placements with anything said differently"] == "1"
    assert "with what would stand without it" in " ".join(page.main.text.split())


def test_national_rules_are_looked_at_for_the_person_s_own_region(book, dev, opened):
    national = AgreementVersion.objects.get(agreement__slug="dfe-agency-rules")

    clauses, _ = table(opened(dev, national), "By clause")

    assert "Price cap" in clauses


def test_a_version_with_problems_says_so(book, dev, agreements, opened):
    draft = drafted_by(dev, LATER.replace('base = "pay"', ""))

    assert "has problems now." in opened(dev, draft).main.text


def test_the_number_of_queries_does_not_grow(book, draft, dev, opened, walsall):
    opened(dev, draft)  # the agreements are read once

    def asked():
        with CaptureQueriesContext(connection) as queries:
            opened(dev, draft, "?show=all")
        return len(queries)

    few = asked()
    for number in range(6):
        PlacementFactory(authority=walsall, reference=f"MORE-{number}", rate__hourly_pay=Decimal("33.00"))

    assert asked() == few <= 50


def test_it_opens_for_those_who_may_ask_for_its_region(client, book, draft, dev, elin, asha, gita, hugo, ivy, jan):
    north = Region.objects.create(code="E12000001", name="North East")
    nora = appointed("nora", Appointment.Role.WME_ANALYST, region=north)
    statuses = {}
    for person in (dev, elin, asha, gita, hugo, ivy, jan, nora):
        client.force_login(person)
        statuses[person.name] = client.get(f"/what-if/version/{draft.pk}/").status_code

    assert {name for name, status in statuses.items() if status == 200} == {"Dev", "Elin"}
    assert set(statuses.values()) == {200, 404}


def test_the_version_s_own_page_leads_here_for_those_who_may_ask(client, draft, dev, elin, asha, hugo):
    north = Region.objects.create(code="E12000001", name="North East")
    nora = appointed("nora", Appointment.Role.WME_ANALYST, region=north)
    mou, national = (
        AgreementVersion.objects.get(agreement__slug=slug, label=label)
        for slug, label in (("west-midlands-mou", "2025"), ("dfe-agency-rules", "2024"))
    )
    led = {}
    for person in (dev, elin, asha, hugo, nora):
        client.force_login(person)
        pages = {each.pk: client.get(f"/agreements/{each.pk}/").content.decode() for each in (draft, mou, national)}
        led[person.name] = [f"/what-if/version/{pk}/" in text for pk, text in pages.items()]

    assert led == {
        "Dev": [True, True, True],
        "Elin": [True, True, True],
        "Asha": [False, False, False],
        "Hugo": [False, False, False],
        "Nora": [False, False, True],
    }


def test_one_that_never_was_is_not_there(client, dev, agreements):
    client.force_login(dev)

    assert client.get("/what-if/version/987654321/").status_code == 404


def test_a_placement_that_starts_after_the_day_is_not_counted(book, draft, dev, opened, walsall):
    PlacementFactory(authority=walsall, reference="LATER", started_on=date(2027, 4, 2))

    assert "Compared: 3 placements" in " ".join(opened(dev, draft).main.text.split())

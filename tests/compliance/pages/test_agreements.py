"""The list of agreements: what holds today, what is on its way, and who sees which."""

from datetime import UTC, datetime

import pytest
import time_machine

from authorities.models import Appointment, Region
from compliance.actions import load_agreement, withdraw_agreement
from tests.compliance.lives import LATER, NEXT, SHIPPED, drafted_by
from tests.conftest import appointed

URL = "/agreements/"


@pytest.fixture(autouse=True)
def in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def rows(client, soup):
    """The rows of one agreement's table as this person sees them: label → state, days, who published."""

    def reading(person, title="West Midlands Memorandum"):
        client.force_login(person)
        page = soup(client.get(URL))
        [section] = [each for each in page.select("main section") if title in each.h2.text]
        for hidden in section.select(".govuk-visually-hidden"):
            hidden.extract()
        return {
            row.th.text.strip(): [cell.text.strip() for cell in row.find_all("td")]
            for row in section.select("tbody tr")
        }

    return reading


def test_every_version_stands_with_its_state_its_days_and_who_published_it(rows, agreements, asha):
    found = rows(asha)

    assert list(found) == ["2025", "2022", "2015"]
    [state, days, published] = found["2022"]
    assert (state, days) == ("Superseded", "From 1 October 2022 to 31 December 2024")
    assert published == "20 November 2026 by Operator, from the command line, without two keys"
    assert found["2025"][:2] == ["In force", "From 1 January 2025"]


def test_a_version_of_a_later_day_is_not_in_force_yet(rows, agreements, asha, dev):
    load_agreement(text=LATER, name="later.toml", publish=True, by=dev)
    found = rows(asha)

    assert found["2026"][:2] == ["Published, not in force yet", "From 1 April 2027"]
    assert found["2025"][:2] == ["In force", "From 1 January 2025 to 31 March 2027"]


def test_a_corrected_version_is_superseded_from_its_own_day(rows, agreements, asha, dev):
    lines = 'version = "2025-b"\ncorrects = "2025"\nreason = "A figure was mistyped."'
    load_agreement(text=SHIPPED.replace('version = "2025"', lines), name="b.toml", publish=True, by=dev)
    found = rows(asha)

    assert found["2025"][:2] == [
        "Superseded",
        "From 1 January 2025. Version 2025-b has taken its place from the same day",
    ]
    assert found["2025-b"][0] == "In force"
    assert list(found)[:2] == ["2025-b", "2025"]


@pytest.mark.parametrize(("state", "tag"), [("drafted", "Draft"), ("checked", "Checked"), ("approved", "Approved")])
def test_what_is_on_its_way_is_seen_by_those_who_work_on_it(
    rows, agreements, request, dev, elin, hugo, asha, state, tag
):
    request.getfixturevalue(state)

    for person in (dev, elin, hugo):
        assert rows(person)["2026"][::2] == [tag, "Not published"]
    assert "2026" not in rows(asha)


def test_a_withdrawn_version_stays_in_the_list(rows, agreements, approved, dev):
    withdraw_agreement(version=approved, by=dev)

    assert rows(dev)["2026"][0] == "Withdrawn"


def test_the_analyst_of_another_region_sees_no_draft_of_this_one(client, drafted):
    north = Region.objects.create(code="E12000001", name="North East")
    client.force_login(appointed("nora", Appointment.Role.WME_ANALYST, region=north))

    assert "No agreement yet" in client.get(URL).content.decode()


def test_only_the_analyst_may_load_a_file(client, soup, agreements, dev, elin):
    for person, offered in ((dev, True), (elin, False)):
        client.force_login(person)
        assert bool(soup(client.get(URL)).find("a", string="Load an agreement file")) is offered


def test_no_agreement_yet_is_said(client, asha):
    client.force_login(asha)

    assert "No agreement yet" in client.get(URL).content.decode()


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(URL).headers["Location"].startswith("/account/sign-in/")


def test_the_number_of_queries_does_not_grow(client, agreements, dev, django_assert_num_queries):
    client.force_login(dev)
    client.get(URL)
    with django_assert_num_queries(4) as few:
        client.get(URL)
    for year in range(2027, 2030):
        drafted_by(dev, NEXT.replace('version = "2026"', f'version = "{year}"'))

    with django_assert_num_queries(len(few)):
        client.get(URL)

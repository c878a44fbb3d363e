"""The page of caps to come: what an officer and an analyst read, and by which day notice must be given."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from compliance.actions import exempt
from placements.models import Placement
from tests.compliance.what_if.test_reads import drafted
from tests.factories import PlacementFactory

URL = "/what-if/forecast/"


@pytest.fixture(autouse=True)
def in_autumn():
    with time_machine.travel("2026-11-20 12:00", tick=True):
        yield


@pytest.fixture
def book(agreements, walsall, dudley, dev):
    """A cap of £32.00 from 1 April 2027: two go over it, one of them in Dudley; one is over today's cap too."""
    drafted(dev, value="32.00", publish=True)
    return {
        name: PlacementFactory(authority=authority, reference=name, rate__hourly_pay=Decimal(pay))
        for name, authority, pay in (
            ("GOING", walsall, "33.00"),
            ("ALREADY", walsall, "34.00"),
            ("THEIRS", dudley, "32.50"),
        )
    }


@pytest.fixture
def rows(client, soup):
    def read(person):
        client.force_login(person)
        page = soup(client.get(URL))
        return {
            row.th.a.text: [" ".join(cell.stripped_strings) for cell in row.find_all("td")]
            for row in page.select(".mou-table--cards tbody tr")
            if row.th.a
        }

    return read


def test_the_officer_reads_their_own_and_when_to_give_notice(book, asha, rows):
    Placement.objects.filter(pk=book["GOING"].pk).update(notice_weeks=6)

    assert rows(asha) == {
        "GOING": [
            "Senior social worker Pay caps",
            "£33.00",
            "£32.00",
            "£1.00",
            "17 February 2027 6 weeks, as on record",
        ],
        "ALREADY": [
            "Senior social worker Pay caps",
            "£34.00",
            "£32.00",
            "£2.00",
            "Over already By £0.25 an hour the day before",
        ],
    }


def test_without_notice_on_record_that_of_the_rule_is_used_and_it_says_so(book, cara, rows):
    assert rows(cara)["THEIRS"][-1] == "3 March 2027 4 weeks, as the rule asks: its own is not on record"


def test_a_day_that_has_passed_says_so(book, asha, rows):
    with time_machine.travel("2027-03-04 12:00", tick=True):
        assert rows(asha)["GOING"][-1].startswith("Passed 3 March 2027")
    with time_machine.travel("2027-03-03 12:00", tick=True):
        assert rows(asha)["GOING"][-1].startswith("3 March 2027")


def test_those_with_leave_and_those_expected_to_have_ended_say_so(book, asha, dev, rows, walsall):
    Placement.objects.filter(pk=book["GOING"].pk).update(expected_end_on=date(2027, 3, 31))
    covered = PlacementFactory(authority=walsall, reference="COVERED", rate__hourly_pay=Decimal("33.00"))
    exempt(
        placement=covered, clause="cap", kind="exemption", from_on=date(2027, 4, 1), until_on=date(2027, 6, 30),
        exit_plan="Recruit.", decided_by="Ben", decided_on=date(2026, 11, 1), by=dev,
    )  # fmt: skip

    said = rows(asha)

    assert said["GOING"][-1] == "Expected to end On 31 March 2027"
    assert said["COVERED"][-1] == "Exempt On that day"


def test_the_region_s_readers_see_every_authority_and_the_caps(book, client, soup, dev, elin, hugo, rows):
    for person in (dev, elin, hugo):
        assert set(rows(person)) == {"GOING", "ALREADY", "THEIRS"}
    client.force_login(dev)
    text = " ".join(soup(client.get(URL)).main.text.split())

    assert "Over a cap on that day if the rate stays: 3. To act on: 2, which keep today’s cap" in text
    assert "end the placement on 31 March 2027 at the latest" in text
    assert "Senior social worker Pay caps" in text
    assert "Over a cap from 1 April 2027: 3 placements Placement" in text


def test_the_group_sees_its_own_authority(book, gita, rows):
    assert set(rows(gita)) == {"GOING", "ALREADY"}


def test_without_a_cap_to_come_it_says_so(agreements, client, soup, asha):
    client.force_login(asha)

    assert "No cap is to change" in soup(client.get(URL)).main.text


def test_only_those_who_may_ask_are_led_to_what_if(book, client, asha, dev):
    led = {}
    for person in (asha, dev):
        client.force_login(person)
        led[person.name] = 'href="/what-if/"' in client.get(URL).content.decode()

    assert led == {"Asha": False, "Dev": True}


def test_a_supplier_and_the_administrator_do_not_find_it(book, client, ivy, jan):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

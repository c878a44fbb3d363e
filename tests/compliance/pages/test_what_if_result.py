"""The result of a what-if: its numbers, what each leads to, and who may open it."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.actions import exempt, keep_what_if
from compliance.models import AgreementVersion
from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked
from tests.compliance.what_if.reading import figures, table
from tests.compliance.what_if.test_reads import ALL, CAP, SENIOR_AT_32, drafted
from tests.factories import PlacementFactory

NOW, THEN = "Now", "With the change"


@pytest.fixture(autouse=True)
def in_autumn():
    with time_machine.travel("2026-11-20 12:00", tick=True):
        yield


@pytest.fixture
def book(agreements, walsall, dudley, dev):
    """Senior social workers, whose cap is £33.75: two over it, one of them exempt, two within it, one without pay."""
    made = {
        name: PlacementFactory(authority=authority, reference=name, started_on=date(2026, 3, 2), rate__hourly_pay=pay)
        for name, authority, pay in (
            ("OVER", walsall, Decimal("34.75")),
            ("EXEMPT", walsall, Decimal("35.00")),
            ("WITHIN", walsall, Decimal("33.00")),
            ("FAR-WITHIN", dudley, Decimal("31.00")),
            ("UNPAID", dudley, None),
        )
    }
    exempt(
        placement=made["EXEMPT"], clause="cap", kind="exemption", from_on=date(2026, 3, 2),
        until_on=date(2026, 12, 31), exit_plan="Recruit.", decided_by="Ben", decided_on=date(2026, 3, 1), by=dev,
    )  # fmt: skip
    return made


@pytest.fixture
def asking(west_midlands, dev):
    return lambda asked=SENIOR_AT_32: keep_what_if(region=west_midlands, title="A cap of £32", asked=asked, by=dev)


@pytest.fixture
def opened(client, soup):
    def opening(person, what_if, query=""):
        client.force_login(person)
        response = client.get(f"/what-if/{what_if.pk}/{query}")
        assert response.status_code == 200
        return soup(response)

    return opening


def rows_of(page):
    """The rows of the list of placements."""
    return page.select("section[aria-labelledby=placements] tbody tr")


def listed(page):
    return [row.th.a.text for row in rows_of(page)]


def test_the_numbers_on_top_say_what_they_count(book, dev, asking, opened):
    page = opened(dev, asking())

    # £1.00 × 37 now; £2.75 × 37 and £1.00 × 37 with the change.
    assert figures(page) == {
        "Newly in breach": "1",
        "No longer in breach": "0",
        "Cost over the cap now, not covered": "£37.00",
        "Cost over the cap with the change, not covered": "£138.75",
    }
    text = page.main.text
    assert "Compared: 5 placements live on 20 November 2026, the day on which you opened this page." in text
    assert "4 of 5 placements that the clause would apply to can be judged by it" in " ".join(text.split())
    assert "Left out of the cost now: 1 without a rate. With the change: 1 without a rate." in text
    assert "As of 20 November 2026 at 12:00pm. Worked out anew from what is on record. Nothing was changed." in text
    assert "Some of these figures rest on caps that are illustrative" in text


def test_the_caps_that_move_are_shown_beside_what_they_are(book, dev, asking, opened):
    rows, _ = table(opened(dev, asking()), "Caps on 20 November 2026, an hour")

    assert rows == {"Senior social worker": ["Pay caps Illustrative", "Any way", "£33.75", "£32.00"]}


def test_every_placement_is_counted_once_by_what_the_clause_says(book, dev, asking, opened):
    rows, links = table(opened(dev, asking()), "All placements")

    # Exempt: £1.25 × 37 = £46.25, then £3.00 × 37 = £111.00.
    assert rows == {
        "Breach, not covered": ["1", "2", "£37.00", "£138.75"],
        "Exempt breach": ["1", "1", "£46.25", "£111.00"],
        "Approved breach": ["0", "0", "£0.00", "£0.00"],
        "Cannot tell": ["1", "1", "", ""],
        "Kept": ["2", "1", "", ""],
        "Does not apply, or is not due yet": ["0", "0", "", ""],
        "Left out of the cost": ["1", "1", "", ""],
    }
    assert ("Approved breach", 0) not in links


def test_by_authority_the_whole_region_is_there_and_adds_up(book, dev, asking, opened):
    rows, _ = table(opened(dev, asking()), "By authority")

    assert len(rows) == 15
    assert rows["Coventry"] == ["No placement is on record. That is not zero."]
    assert rows["Walsall"] == ["3", "1", "0", "2", "3", "0", "£37.00", "£138.75", "£46.25", "£111.00"]
    assert rows["Dudley"] == ["2", "0", "0", "0", "0", "1", "£0.00", "£0.00", "£0.00", "£0.00"]
    assert rows["Total"] == ["5", "1", "0", "2", "3", "1", "£37.00", "£138.75", "£46.25", "£111.00"]


def test_by_role_only_roles_that_somebody_has_are_there(book, dev, asking, opened):
    rows, _ = table(opened(dev, asking()), "By role")

    assert list(rows) == ["Senior social worker", "Total"]
    assert rows["Senior social worker"] == rows["Total"]


@pytest.mark.parametrize("title", ["All placements", "By authority", "By role"])
def test_every_number_leads_to_what_it_counts(book, dev, asking, opened, title):
    what_if = asking()
    rows, links = table(opened(dev, what_if), title)
    assert links
    for (label, at), url in links.items():
        page = opened(dev, what_if, url.partition("#")[0])
        shown, number = listed(page), rows[label][at]
        if number.startswith("£"):
            when = "now" if parse_qs(urlsplit(url).query)["show"][0].startswith("now") else "then"
            assert sum(_costs(page, when), Decimal(0)) == Decimal(number.removeprefix("£")), (label, at)
        else:
            assert len(shown) == int(number), (label, at)
        assert set(shown) <= set(book)


def _costs(page, when):
    """What each listed placement costs, as its cell says it first."""
    at = 4 if when == "now" else 5
    for row in rows_of(page):
        yield Decimal(row.find_all("td")[at].find(string=True).strip().removeprefix("£"))


def test_the_list_shows_what_would_change_and_opens_each_placement(book, dev, asking, opened):
    page = opened(dev, asking())

    assert listed(page) == ["EXEMPT", "OVER", "WITHIN"]
    [row] = [row for row in rows_of(page) if "WITHIN" in row.text]
    assert row.th.a["href"] == f"/placements/{book['WITHIN'].pk}/"
    assert [cell.text for cell in row.find_all("td")] == [
        "Senior social worker", "£33.00", "Kept", "Breach£1.00 an hour over", "£0.00", "£37.00",
    ]  # fmt: skip
    [exempted] = [row for row in rows_of(page) if "EXEMPT" in row.th.text]
    assert exempted.find_all("td")[4].text == "£46.25£46.25 with leave"


def test_the_list_can_be_narrowed_to_an_authority_and_a_role(book, dev, asking, opened):
    what_if = asking()

    assert listed(opened(dev, what_if, "?show=all&authority=E08000027")) == ["FAR-WITHIN", "UNPAID"]
    assert listed(opened(dev, what_if, "?show=all&role=team_manager")) == []


def test_a_filter_that_cannot_be_read_shows_nothing_and_says_why(book, dev, asking, opened):
    page = opened(dev, asking(), "?show=everything")

    assert listed(page) == []
    assert page.select(".govuk-error-summary")


def test_a_quarter_says_how_its_days_are_charged(book, dev, asking, opened):
    page = opened(dev, asking(SENIOR_AT_32._replace(scope="2026Q3")))

    # £1.00 × 37 × 92 ÷ 7 = £486.285…
    assert figures(page)["Cost over the cap now, not covered"] == "£486.29"
    assert "placements live on any day of July to September 2026." in page.main.text
    assert "hours a week × calendar days live ÷ 7, with nothing taken off for leave" in page.main.text


def test_leave_for_a_part_of_a_quarter_is_told_apart_and_leads_to_its_placement(book, dev, asking, opened, walsall):
    partly = PlacementFactory(authority=walsall, reference="PARTLY", rate__hourly_pay=Decimal("34.75"))
    exempt(
        placement=partly, clause="cap", kind="exemption", from_on=date(2026, 8, 1), until_on=date(2026, 8, 31),
        exit_plan="Recruit.", decided_by="Ben", decided_on=date(2026, 7, 1), by=dev,
    )  # fmt: skip
    what_if = asking(SENIOR_AT_32._replace(scope="2026Q3"))
    rows, links = table(opened(dev, what_if), "All placements")

    # Throughout: £1.25 × 37 × 92 ÷ 7 = £607.857…; for August: £1.00 × 37 × 31 ÷ 7 = £163.857…
    assert rows["Exempt breach"][0] == "1"
    assert rows["Exempt breach"][2] == "£771.72"
    page = opened(dev, what_if, links["Exempt breach", 2].partition("#")[0])
    assert sorted(listed(page)) == ["EXEMPT", "PARTLY"]
    [row] = [row for row in rows_of(page) if row.th.a.text == "PARTLY"]
    # Without leave: £1.00 × 37 × 31 ÷ 7 in July, × 30 ÷ 7 = £158.571… in September.
    assert row.find_all("td")[4].text == "£486.29£163.86 with leave"


def test_a_day_to_come_says_that_it_is(book, dev, asking, opened):
    page = opened(dev, asking(SENIOR_AT_32._replace(scope="2027-02-01")))

    assert "placements live on 1 February 2027. That day is to come" in " ".join(page.main.text.split())


def test_a_version_is_compared_clause_by_clause(book, dev, asking, opened):
    draft = drafted(dev, day="2026-10-01")
    what_if = asking(Asked((), draft.pk, TODAY))

    page = opened(dev, what_if)
    rows, links = table(page, "By clause")

    assert rows["Pay caps"] == ["2", "0", "2", "4", "2", "0", "1", "1"]
    assert list(rows) == ["Pay caps", "Twelve months after a permanent post", "References and quality record"]
    assert listed(opened(dev, what_if, links["Pay caps", 0].partition("#")[0])) == ["WITHIN", "FAR-WITHIN"]
    other = opened(dev, what_if, "?clause=west-midlands-mou:standard-references")
    assert "Cost" not in " ".join(heading.text for heading in other.select("th"))
    assert "References and quality record: West Midlands Memorandum" in other.main.text


def test_a_version_that_has_problems_now_says_so(book, dev, asking, opened):
    draft = drafted(dev, day="2026-10-01")
    what_if = asking(Asked((), draft.pk, TODAY))
    AgreementVersion.objects.filter(pk=draft.pk).update(document=draft.document.replace('base = "pay"', ""))

    page = opened(dev, what_if)

    assert "has problems now." in page.main.text
    assert page.select(".mou-figure") == []


def test_the_number_of_queries_does_not_grow(book, dev, asking, opened, walsall):
    what_if = asking()
    opened(dev, what_if)  # the agreements are read once

    def asked():
        with CaptureQueriesContext(connection) as queries:
            opened(dev, what_if, "?show=all")
        return len(queries)

    few = asked()
    for number in range(6):
        PlacementFactory(authority=walsall, reference=f"MORE-{number}")

    assert asked() == few <= 30


def test_it_opens_for_those_who_may_ask_and_for_nobody_else(
    client, book, asking, dev, elin, asha, gita, hugo, ivy, jan
):
    what_if = asking()
    statuses = {}
    for person in (dev, elin, asha, gita, hugo, ivy, jan):
        client.force_login(person)
        statuses[person.name] = client.get(f"/what-if/{what_if.pk}/").status_code

    assert statuses == {"Dev": 200, "Elin": 200, "Asha": 404, "Gita": 404, "Hugo": 404, "Ivy": 404, "Jan": 404}


def test_only_who_asked_is_offered_to_delete_it(book, asking, opened, dev, elin):
    what_if = asking()

    assert "Delete this what-if" in opened(dev, what_if).text
    assert "Delete this what-if" not in opened(elin, what_if).text


def test_several_caps_may_be_moved_at_once(book, dev, asking, opened):
    managers = Move(*CAP, "team_manager", ALL, date(2026, 4, 1), Decimal("1.00"))
    price = Move("dfe-agency-rules", "price-cap", "senior_social_worker", ALL, date(2026, 4, 1), Decimal("10.00"))
    page = opened(dev, asking(SENIOR_AT_32._replace(moves=(*SENIOR_AT_32.moves, managers, price))))

    rows, _ = table(page, "By clause")
    assert {title: row[:2] for title, row in rows.items()} == {"Pay caps": ["1", "0"], "Price cap": ["4", "0"]}

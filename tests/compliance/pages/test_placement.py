"""One placement: what each rule says of it, and its whole history."""

from datetime import date

import pytest

from compliance.actions import assess, exempt
from placements import actions


@pytest.fixture
def placement(in_march, senior, leavers_sent, walsall, supplier_one, asha):
    """Recorded by Asha a week before its start, seven pounds over the cap."""
    recorded = actions.record(
        authority=walsall, by=asha, swe_number="SW900001", name="Test Worker", supplier=supplier_one, reference="ORD-1",
        job_title=senior, pay_type="umbrella", hourly_pay="40.00", agency_fee="3.00", started_on=date(2026, 3, 9),
        expected_end_on=date(2026, 6, 30), hours_per_week="37", reason="vacancy", breach_reason="Nobody else was free.",
    )  # fmt: skip
    assess(placement_ids=[recorded.pk], reason="recorded", judged_on=in_march)
    return recorded


@pytest.fixture
def opened(client, soup, placement):
    def page(person):
        client.force_login(person)
        response = client.get(f"/placements/{placement.pk}/")
        assert response.status_code == 200
        return soup(response)

    return page


def rows(page):
    return {row.dt.text: row.dd.text.strip() for row in page.select("#details .govuk-summary-list__row")}


def history(page):
    titles = [item.text for item in page.select(".moj-timeline__title")]
    return titles, [line.text for line in page.select(".moj-timeline__description li")]


def test_the_facts_are_in_words(opened, asha):
    facts = rows(opened(asha))

    assert facts["Registration number"] == "SW900001"
    assert facts["Job title"] == "Senior practitioner"
    assert facts["Reason for use"] == "Covering a vacancy"
    assert facts["Start date"] == "9 March 2026"
    assert facts["Weekly hours"] == "37"
    assert facts["Notice"] == "Not known"
    assert facts["Reason for going ahead"] == "Nobody else was free."


def test_both_regimes_are_shown_strictest_first_then_what_is_to_come(opened, asha):
    page = opened(asha)

    assert [section["aria-label"] for section in page.select(".mou-outcome")] == [
        "Pay caps, Regional: Breach",
        "Twelve months after a permanent post, Regional: Met",
        "Price cap, National: Met",
        "Cool-off after leaving a substantive role, National: Met",
        "Notice, National: Cannot tell",
        "Project teams, National: Cannot tell",
        "Experience after qualifying, National: Cannot tell",
        "References and quality record, Regional: Due",
        "References before the assignment, National: Due",
        "Reference given, National: Due",
    ]
    assert [tag.text for tag in page.select(".mou-tags .govuk-tag")] == ["Not yet started", "Breach"]


def test_leave_stands_beside_the_breach(opened, placement, asha, ben):
    exempt(
        placement=placement, clause="cap", kind="exemption", from_on=date(2026, 3, 9), until_on=date(2026, 9, 8),
        exit_plan="The post is advertised.", decided_by="Ben", decided_on=date(2026, 3, 2), by=ben,
    )  # fmt: skip

    page = opened(asha)

    assert "An exemption is in force until 8 September 2026" in page.select_one(".mou-outcome--breach").text
    assert "What to do" not in page.select_one(".mou-outcome--breach").text
    assert "The post is advertised." in page.select_one(".govuk-summary-card").text
    assert "Exemption given: Pay caps, 9 March 2026 to 8 September 2026" in history(page)[0]


def test_each_rate_shows_the_day_from_which_it_holds(opened, placement, asha):
    actions.change_rate(placement=placement, since=date(2026, 5, 1), by=asha, hourly_pay="32.00")

    page = opened(asha)

    held = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.select("#pay tbody tr")]
    assert held == [["9 March 2026", "Umbrella company", "£40.00"], ["1 May 2026", "Umbrella company", "£32.00"]]
    assert "Agency fee" in page.select_one("#pay").text


@pytest.mark.django_db(transaction=True)  # each change has its own moment only where it is its own transaction
def test_every_change_says_what_from_what_to_what_and_by_whom(opened, placement, asha, ben):
    actions.extend(placement=placement, expected_end_on=date(2026, 7, 31), by=ben)
    actions.amend(placement=placement, name="Test Q Worker", by=asha)
    actions.end(placement=placement, on=date(2026, 7, 17), by=asha)

    page = opened(asha)

    titles, more = history(page)
    assert titles == [
        "Last day worked changed from not known to 17 July 2026",
        "Name changed from “Test Worker” to “Test Q Worker”",
        "Expected end date changed from 30 June 2026 to 31 July 2026",
        "Placement recorded",
    ]
    assert more == ["Rate from 9 March 2026: £40.00 an hour, Umbrella company"]
    assert [by.text for by in page.select(".moj-timeline__byline")] == ["by Asha", "by Asha", "by Ben", "by Asha"]


@pytest.mark.django_db(transaction=True)
def test_a_finding_that_fell_stays_in_the_history(opened, placement, asha, in_march):
    actions.change_rate(placement=placement, since=date(2026, 3, 9), by=asha, hourly_pay="33.00")
    assess(placement_ids=[placement.pk], reason="changed", judged_on=in_march)

    page = opened(asha)

    assert "£7.00 over the £33.00 cap" in page.select_one("#history").text
    assert "£7.00 over" not in page.select_one("#rules").text
    assert "Hourly pay changed from £40.00 to £33.00" in history(page)[0]


def test_who_the_worker_is_shows_only_where_it_is_shared(opened, placement, asha, hugo, gita, ivy, dev, elin):
    actions.amend(placement=placement, name="Test Q Worker", by=asha)
    for person, seen in ((asha, True), (gita, True), (hugo, True), (ivy, True), (dev, False), (elin, False)):
        page = opened(person)
        assert ("SW900001" in page.text) is seen, person
        assert ("Test Q Worker" in page.text) is seen, person
        assert ("Test Worker" in page.text) is seen, person


def test_another_number_is_told_to_those_who_may_see_it(opened, placement, asha, dev):
    actions.amend(placement=placement, swe_number="SW900002", by=asha)

    assert "Registration number changed from “SW900001” to “SW900002”" in opened(asha).select_one("#history").text
    told = opened(dev).select_one("#history").text
    assert "Registration number changed" in told
    assert "SW9" not in told


def test_why_the_authority_went_ahead_is_not_for_the_supplier(opened, placement, asha, ivy):
    actions.amend(placement=placement, by=asha, breach_reason="A reason of our own")

    assert "A reason of our own" in opened(asha).text
    seen = opened(ivy).text
    assert "A reason of our own" not in seen
    assert "Reason for going ahead changed" in seen


def test_a_supplier_sees_the_facts_and_not_the_findings(opened, ivy):
    page = opened(ivy)

    assert page.find(id="rules") is None
    assert rows(page)["Supplier’s reference"] == "ORD-1"


def test_the_title_carries_no_name(opened, asha):
    assert opened(asha).title.text.strip() == "Placement ORD-1 – MOU portal"


def test_cara_cannot_open_it_and_cannot_tell_it_from_none(client, placement, cara, soup):
    client.force_login(cara)

    hers, nobodys = client.get(f"/placements/{placement.pk}/"), client.get("/placements/999999/")

    assert hers.status_code == nobodys.status_code == 404
    assert soup(hers).text == soup(nobodys).text

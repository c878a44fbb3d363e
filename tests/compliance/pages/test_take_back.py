"""Taking back one's own last change within half an hour, and what stays of it in the history."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.actions import exempt
from placements import actions
from placements.models import Draft, Placement, Rate, Worker
from tests.factories import HoursFactory

# Each change has its own moment only where it is its own transaction.
pytestmark = pytest.mark.django_db(transaction=True)
SOMEBODY = "Somebody else has changed this placement since. Amend it instead, or ask them."


@pytest.fixture
def url(placed):
    return f"/placements/{placed.pk}/take-back/"


@pytest.fixture
def refused(as_asha, url, soup):
    """What the page says where nothing is to be taken back, opened and sent alike."""

    def said():
        page = soup(as_asha.get(url))
        assert page.select("main form") == []
        assert soup(as_asha.post(url, {"seen": "1-1-1"})).select_one(".govuk-inset-text")
        return page.select_one(".govuk-inset-text").text

    return said


@pytest.fixture
def taken_back(as_asha, drawn, url, banners):
    return lambda: banners(as_asha.post(url, drawn(url)))


def test_each_kind_of_change_is_taken_back_one_after_the_other(as_asha, placed, asha, taken_back, soup):
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=asha)
    actions.change_rate(placement=placed, since=date(2026, 5, 1), hourly_pay="32", by=asha)
    actions.change_rate(placement=placed, since=date(2026, 3, 9), hourly_pay="31", by=asha)
    actions.amend(placement=placed, name="Tess Worker", hours_per_week="30", started_on=date(2026, 3, 10), by=asha)
    actions.end(placement=placed, on=date(2026, 6, 1), end_reason="other", by=asha)

    def stored():
        row = Placement.objects.values_list("ended_on", "end_reason", "hours_per_week", "expected_end_on").get()
        rates = Rate.objects.order_by("since").values_list("since", "hourly_pay")
        return *row, Worker.objects.get().name, [(f"{since:%d/%m}", pay) for since, pay in rates]

    assert taken_back()[0] == "Your change is taken back"
    assert stored() == (None, "", 30, date(2026, 7, 31), "Tess Worker", [("10/03", 31), ("01/05", 32)])
    taken_back()
    assert stored() == (None, "", 37, date(2026, 7, 31), "Test Worker", [("09/03", 31), ("01/05", 32)])
    taken_back()
    assert stored()[-1] == [("09/03", 33), ("01/05", 32)]
    taken_back()
    assert stored()[-1] == [("09/03", 33)]
    taken_back()
    assert stored()[3] == date(2026, 6, 30)
    told = [title.text for title in soup(as_asha.get(f"/placements/{placed.pk}/")).select(".moj-timeline__title")]
    assert told.count("A change was taken back") == 5
    assert len(told) == 11
    taken_back()
    assert not Placement.objects.exists()


def test_the_page_says_what_it_was_and_until_when(as_asha, placed, url, asha, soup):
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=asha)

    page = soup(as_asha.get(url))
    link = soup(as_asha.get(f"/placements/{placed.pk}/")).find("a", href=url)

    assert [line.text for line in page.select("main .govuk-list li")] == [
        "Expected end date changed from 30 June 2026 to 31 July 2026"
    ]
    assert "You can take it back until " in page.text
    assert link.text == "Take back what you did last"
    assert "until " in link.parent.text


def test_a_recording_taken_back_leaves_its_history_to_those_who_could_read_it(
    client, placed, taken_back, soup, asha, ben, gita, dev, ivy, cara, walsall
):
    Draft.objects.create(person=asha, authority=walsall, placement=placed)
    assert taken_back() == ["Placement ORD-1 is taken back"]

    assert not Placement.objects.exists()
    assert not Rate.objects.exists()
    assert not Draft.objects.exists()
    address = f"/placements/{placed.pk}/"
    for person, identity in ((asha, True), (ben, True), (gita, True), (ivy, True), (dev, False)):
        client.force_login(person)
        page = soup(client.get(address))
        told = [line.text for line in page.select(".moj-timeline__title, .moj-timeline__description li")]
        assert "The placement was taken back" in told, person
        assert "Rate from 9 March 2026: £33.00 an hour, Umbrella company" in told, person
        assert [tag.text for tag in page.select(".govuk-tag")] == ["Taken back"]
        assert identity or "Test Worker" not in page.text
    client.force_login(cara)
    hers, nobodys = client.get(address), client.get("/placements/999999/")
    assert hers.status_code == nobodys.status_code == 404
    assert soup(hers).text == soup(nobodys).text


def test_the_reference_of_a_placement_taken_back_is_free_again(placed, taken_back, asha, walsall, supplier_one, senior):
    taken_back()

    actions.record(
        authority=walsall, by=asha, swe_number="SW900001", supplier=supplier_one, reference="ORD-1", job_title=senior,
        pay_type="umbrella", hourly_pay="33.00", started_on=date(2026, 3, 9),
    )  # fmt: skip
    assert Placement.objects.get().pk != placed.pk


def test_after_half_an_hour_it_is_refused(as_asha, placed, asha, refused):
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=asha)
    later = really_now() + timedelta(minutes=31)

    with time_machine.travel(later, tick=True):
        as_asha.force_login(asha)
        assert refused() == "More than 30 minutes have passed since your change. Amend the placement instead."


def really_now():
    """What the database’s clock says, which nobody has set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        [at] = cursor.fetchone()
    return at


def test_once_somebody_else_has_changed_it_it_is_refused(placed, asha, amal, refused):
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=asha)
    actions.amend(placement=placed, hours_per_week="30", by=amal)

    assert refused() == SOMEBODY


def test_a_name_that_somebody_has_changed_elsewhere_counts(placed, asha, amal, refused):
    actions.amend(placement=placed, name="Tess Worker", by=asha)
    actions.amend(placement=placed, name="Tessa Worker", by=amal)

    assert refused() == SOMEBODY


def test_a_page_that_is_out_of_date_takes_nothing_back(as_asha, placed, asha, drawn, url, soup):
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=asha)
    answers = drawn(url)
    actions.extend(placement=placed, expected_end_on=date(2026, 8, 31), by=asha)

    said = soup(as_asha.post(url, answers)).select_one(".govuk-inset-text").text

    assert said == "The placement has changed since you opened the page. Look at it again."
    assert Placement.objects.get().expected_end_on == date(2026, 8, 31)


def test_what_rests_on_it_keeps_it(as_asha, placed, ben, drawn, url, soup):
    answers = drawn(url)
    HoursFactory(placement=placed, week_ending=date(2026, 3, 15))

    said = soup(as_asha.post(url, answers)).select_one(".govuk-inset-text").text
    assert said == "Something rests on this placement by now: hours. Amend or end the placement instead."

    exempt(
        placement=placed, clause="cap", kind="exemption", from_on=date(2026, 3, 9), until_on=date(2026, 9, 8),
        exit_plan="The post is advertised.", decided_by="Ben", decided_on=date(2026, 3, 2), by=ben,
    )  # fmt: skip
    said = soup(as_asha.post(url, answers)).select_one(".govuk-inset-text").text
    assert said == ("An exemption or approval was given since, and rests on your change. Amend the placement instead.")
    assert Placement.objects.exists()


def test_a_reference_in_use_by_now_is_refused(
    as_asha, placed, asha, amal, drawn, url, soup, walsall, supplier_one, senior
):
    actions.amend(placement=placed, reference="ORD-2", by=asha)
    actions.record(
        authority=walsall, by=amal, swe_number="SW900007", supplier=supplier_one, reference="ORD-1", job_title=senior,
        pay_type="umbrella", hourly_pay="33.00", started_on=date(2026, 3, 9),
    )  # fmt: skip

    said = soup(as_asha.post(url, drawn(url))).select_one(".govuk-inset-text").text

    assert said == "What stood before is in use by another record now. Amend the placement instead."
    assert Placement.objects.get(pk=placed.pk).reference == "ORD-2"


def test_the_number_of_queries_does_not_grow(as_asha, url, placed, asha):
    counts = []
    for month in (7, 8, 9):
        actions.extend(placement=placed, expected_end_on=date(2026, month, 1), by=asha)
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2] <= 16


def test_cara_and_ben_cannot(client, url, placed, asha, ben, cara):
    for person in (ben, cara):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, {"seen": "1-1-1"}).status_code == 404

"""Extending a placement: one date, the answer at once, and two officers who extend it at the same time."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.kept import token
from placements import actions
from placements.models import Placement

JULY = {"expected_end_on_day": "31", "expected_end_on_month": "7", "expected_end_on_year": "2026"}


@pytest.fixture
def url(placed):
    return f"/placements/{placed.pk}/extend/"


def stored():
    return Placement.objects.get().expected_end_on


def test_it_asks_for_one_date_and_nothing_else(drawn, url):
    asked = drawn(url)

    assert asked.keys() == JULY.keys() | {"csrfmiddlewaretoken", "person_token", "seen"}


def test_the_date_is_stored_and_the_page_says_what_it_changed(as_asha, drawn, url, banners):
    said = banners(as_asha.post(url, drawn(url) | JULY))

    assert stored() == date(2026, 7, 31)
    assert said == [
        "Placement ORD-1 is expected to end on 31 July 2026",
        "What the rules say of it is as it was.",
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Enter an expected end date"),
        ({"expected_end_on_year": ""}, "Expected end date must include a year"),
        ({"expected_end_on_year": "2025"}, "Expected end date must be on or after 9 March 2026"),
        ({"expected_end_on_year": "2029"}, "Expected end date must be on or before 2 March 2028"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(as_asha, drawn, url, errors, typed, message):
    answers = drawn(url) | (JULY | typed if typed else {})

    assert errors(as_asha.post(url, answers)) == [message]
    assert stored() == date(2026, 6, 30)


def test_a_placement_that_has_ended_is_not_extended(as_asha, drawn, url, errors, placed, amal):
    answers = drawn(url) | JULY
    actions.end(placement=placed, on=date(2026, 5, 1), by=amal)

    assert errors(as_asha.post(url, answers)) == ["This placement ended on 01/05/2026. Record a new placement."]


def test_two_officers_extend_it_and_the_second_sees_both(as_asha, drawn, url, errors, soup, placed, amal):
    answers = drawn(url) | JULY
    actions.extend(placement=placed, expected_end_on=date(2026, 8, 14), by=amal)

    response = as_asha.post(url, answers)

    assert errors(response) == ["Amal has changed this since you opened the page. Choose which answer to keep."]
    page = soup(response)
    assert [line.text for line in page.select(".govuk-inset-text dd")] == [
        "30 June 2026", "14 August 2026", "31 July 2026",
    ]  # fmt: skip
    assert page.select(".govuk-inset-text dt")[1].text.startswith("Amal, ")
    assert [button.text for button in page.select("main form button")] == ["Save what I typed", "Keep the other answer"]
    assert stored() == date(2026, 8, 14)


@pytest.mark.parametrize(("choice", "kept"), [({}, date(2026, 7, 31)), ({"keep": "theirs"}, date(2026, 8, 14))])
def test_the_second_chooses_which_to_keep(as_asha, drawn, url, soup, placed, amal, choice, kept):
    answers = drawn(url) | JULY
    actions.extend(placement=placed, expected_end_on=date(2026, 8, 14), by=amal)
    both = soup(as_asha.post(url, answers)).select_one("main form")
    again = {box["name"]: box.get("value", "") for box in both.select("input")}

    assert as_asha.post(url, again | choice).status_code == 302
    assert stored() == kept


def test_a_third_change_while_they_choose_is_seen_too(as_asha, drawn, url, soup, errors, placed, amal):
    answers = drawn(url) | JULY
    actions.extend(placement=placed, expected_end_on=date(2026, 8, 14), by=amal)
    both = soup(as_asha.post(url, answers)).select_one("main form")
    actions.extend(placement=placed, expected_end_on=date(2026, 9, 1), by=amal)

    again = {box["name"]: box.get("value", "") for box in both.select("input")}

    assert errors(as_asha.post(url, again)) == [
        "Amal has changed this since you opened the page. Choose which answer to keep."
    ]
    assert stored() == date(2026, 9, 1)


def test_both_who_type_the_same_agree(as_asha, drawn, url, placed, amal):
    answers = drawn(url) | JULY
    actions.extend(placement=placed, expected_end_on=date(2026, 7, 31), by=amal)

    assert as_asha.post(url, answers).status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "1-2", "1-2-x", "0-0-0", "1-1-99999999999999999999", "-1-2-3"])
def test_a_form_of_no_known_version_overwrites_nothing(as_asha, drawn, url, errors, soup, seen):
    response = as_asha.post(url, drawn(url) | JULY | {"seen": seen})

    assert errors(response) == [
        "The portal cannot tell which version of the record this page was drawn from, so nothing is saved. "
        "Check your answers, then send them again."
    ]
    assert stored() == date(2026, 6, 30)
    again = {box["name"]: box.get("value", "") for box in soup(response).select("main form input")}
    assert as_asha.post(url, again).status_code == 302
    assert stored() == date(2026, 7, 31)


def test_what_was_typed_outlives_the_session(client, drawn, asha, url, soup):
    answers = drawn(url) | JULY | {"person_token": token(asha)}
    client.logout()
    client.post(url, answers)
    client.force_login(asha)

    page = soup(client.get(url))

    assert page.find(id="id_expected_end_on_month")["value"] == "7"
    assert stored() == date(2026, 6, 30)


def test_the_number_of_queries_does_not_grow(as_asha, url, placed, asha):
    counts = []
    for month in (7, 8, 9):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        actions.extend(placement=placed, expected_end_on=date(2026, month, 1), by=asha)

    assert counts[0] == counts[1] == counts[2] <= 12


def test_cara_cannot(client, url, cara):
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, JULY).status_code == 404
    assert stored() == date(2026, 6, 30)

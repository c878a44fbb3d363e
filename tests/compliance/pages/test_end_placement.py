"""Ending a placement: the last day worked and why; taking the end away again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements import actions
from placements.models import Placement

MAY = {"ended_on_day": "15", "ended_on_month": "5", "ended_on_year": "2026", "end_reason": "worker_notice"}


@pytest.fixture
def url(placed):
    return f"/placements/{placed.pk}/end/"


def stored():
    return Placement.objects.values_list("ended_on", "end_reason").get()


def test_two_answers_end_it(as_asha, drawn, url, banners):
    assert banners(as_asha.post(url, drawn(url) | MAY))[0] == "The last day of placement ORD-1 is 15 May 2026"
    assert stored() == (date(2026, 5, 15), "worker_notice")


def test_the_placement_says_why_it_ended(as_asha, drawn, url, placed, soup):
    as_asha.post(url, drawn(url) | MAY)

    page = soup(as_asha.get(f"/placements/{placed.pk}/")).text

    assert "The worker gave notice" in page
    assert "Reason of ending changed from not known to The worker gave notice" in page
    assert "Extend" not in page


def test_both_answers_are_needed(as_asha, drawn, url, errors):
    assert errors(as_asha.post(url, drawn(url))) == ["Enter a last day worked", "Select why it ended"]


def test_a_day_before_a_rate_change_is_refused(as_asha, drawn, url, placed, asha, errors):
    actions.change_rate(placement=placed, since=date(2026, 6, 1), hourly_pay="32", by=asha)

    assert errors(as_asha.post(url, drawn(url) | MAY)) == [
        "The rate changes on 01/06/2026, after the last day worked (15/05/2026). Check both dates."
    ]
    assert stored() == (None, "")


def test_two_officers_end_it_differently(as_asha, drawn, url, placed, amal, errors):
    answers = drawn(url) | MAY
    actions.end(placement=placed, on=date(2026, 5, 8), end_reason="authority_notice", by=amal)

    assert (
        errors(as_asha.post(url, answers))
        == ["Amal has changed this since you opened the page. Choose which answer to keep."] * 2
    )
    assert stored() == (date(2026, 5, 8), "authority_notice")


def test_it_has_not_ended_after_all(as_asha, drawn, url, placed, asha, soup, banners):
    actions.end(placement=placed, on=date(2026, 5, 8), end_reason="completed", by=asha)
    [_, form] = soup(as_asha.get(url)).select("main form")
    seen = form.find("input", {"name": "seen"})["value"]

    said = banners(as_asha.post(url, {"reopen": "yes", "seen": seen}))

    assert said[0] == "Placement ORD-1 has not ended"
    assert stored() == (None, "")


def test_an_end_that_somebody_has_changed_is_not_taken_away_unseen(as_asha, drawn, url, placed, asha, amal, banners):
    actions.end(placement=placed, on=date(2026, 5, 8), end_reason="completed", by=asha)
    seen = drawn(url)["seen"]
    actions.end(placement=placed, on=date(2026, 5, 9), by=amal)

    said = banners(as_asha.post(url, {"reopen": "yes", "seen": seen}))

    assert said == ["Amal has changed this since you opened the page. Choose which answer to keep."]
    assert stored() == (date(2026, 5, 9), "completed")


def test_the_number_of_queries_does_not_grow(as_asha, url, placed, asha):
    counts = []
    for day in (8, 9, 10):
        actions.end(placement=placed, on=date(2026, 5, day), by=asha)
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2] <= 12


def test_cara_cannot(client, url, cara):
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, MAY).status_code == 404
    assert stored() == (None, "")

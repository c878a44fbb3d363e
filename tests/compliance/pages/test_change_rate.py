"""Changing the rate from a day on: three answers, the rules at once, and two officers at the same days."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements import actions
from placements.models import Rate
from tests.compliance.pages.conftest import filled_in

MARCH = {"since_day": "9", "since_month": "3", "since_year": "2026"}
MAY = {"since_day": "1", "since_month": "5", "since_year": "2026"}


@pytest.fixture
def url(placed):
    return f"/placements/{placed.pk}/rate/"


def rates():
    return dict(Rate.objects.order_by("since").values_list("since", "hourly_pay"))


START, FIRST = date(2026, 3, 9), Decimal("33.00")


def test_a_rate_over_the_cap_says_at_once_what_it_breaks(as_asha, drawn, url, banners):
    said = banners(as_asha.post(url, drawn(url) | MARCH | {"hourly_pay": "36"}))

    assert rates() == {START: Decimal("36.00")}
    assert said[0] == "The rate is £36.00 an hour from 9 March 2026"
    assert said[1].startswith(
        "This placement now breaks “pay caps”. The hourly pay of £36.00 is £3.00 over the £33.00 cap"
    )


def test_a_rate_within_the_cap_again_says_what_is_no_longer_broken(as_asha, drawn, url, banners):
    banners(as_asha.post(url, drawn(url) | MARCH | {"hourly_pay": "40"}))

    said = banners(as_asha.post(url, drawn(url) | MARCH | {"hourly_pay": "33"}))

    assert said[1:] == ["This placement no longer breaks “pay caps”."]


def test_a_rate_to_come_says_what_it_will_break(as_asha, drawn, url, banners):
    said = banners(as_asha.post(url, drawn(url) | MAY | {"hourly_pay": "36"}))

    assert rates() == {START: FIRST, date(2026, 5, 1): Decimal("36.00")}
    assert said[1].startswith(
        "From 1 May 2026 this placement will break “pay caps”. The hourly pay of £36.00 is £2.25 over the £33.75 cap"
    )


def test_a_fee_that_is_left_empty_stays_and_an_on_cost_follows_the_pay(as_asha, drawn, url):
    as_asha.post(url, drawn(url) | MAY | {"hourly_pay": "32", "holiday_pay": "3.10"})

    newest = Rate.objects.get(since=date(2026, 5, 1))
    assert (newest.agency_fee, newest.holiday_pay, newest.employer_ni) == (Decimal("3.00"), Decimal("3.10"), None)


def test_the_first_day_of_a_rate_corrects_it(as_asha, drawn, url):
    as_asha.post(url, drawn(url) | MARCH | {"hourly_pay": "31"})

    assert rates() == {START: Decimal("31.00")}


def test_what_is_wrong_is_said(as_asha, drawn, url, errors):
    assert errors(as_asha.post(url, drawn(url) | MAY | {"since_year": "2025", "hourly_pay": "lots"})) == [
        "First day of the rate must be on or after 9 March 2026",
        "Hourly pay must be an amount in pounds, like 35.50",
    ]


def test_two_officers_write_a_rate_for_the_same_days(as_asha, drawn, url, placed, amal, soup, errors):
    answers = drawn(url) | MAY | {"hourly_pay": "32"}
    actions.change_rate(placement=placed, since=date(2026, 4, 20), hourly_pay="31", by=amal)

    response = as_asha.post(url, answers)

    assert errors(response) == ["Amal has changed this since you opened the page. Choose which answer to keep."]
    assert [line.text for line in soup(response).select(".govuk-inset-text dd")] == [
        "£31.00 an hour from 20 April 2026, Umbrella company",
        "£32.00 an hour from 1 May 2026, Umbrella company",
    ]
    assert rates() == {START: FIRST, date(2026, 4, 20): Decimal("31.00")}
    again = filled_in(soup(response).select_one("main form"))
    assert as_asha.post(url, again | {"keep": "theirs"}).status_code == 302
    assert rates() == {START: FIRST, date(2026, 4, 20): Decimal("31.00")}
    assert as_asha.post(url, again).status_code == 302
    assert rates() == {START: FIRST, date(2026, 4, 20): Decimal("31.00"), date(2026, 5, 1): Decimal("32.00")}


def test_rates_of_other_days_do_not_cross(as_asha, drawn, url, placed, amal, banners):
    answers = drawn(url) | MAY | {"hourly_pay": "32"}
    actions.change_rate(placement=placed, since=date(2026, 6, 1), hourly_pay="31", by=amal)

    said = banners(as_asha.post(url, answers))

    assert rates() == {START: FIRST, date(2026, 5, 1): Decimal("32.00"), date(2026, 6, 1): Decimal("31.00")}
    assert said[1] == (
        "Meanwhile Amal changed this too, and both are kept. Rate from 1 June 2026: £31.00 an hour, Umbrella company."
    )


def test_the_number_of_queries_does_not_grow(as_asha, url, placed, asha):
    counts = []
    for day in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        actions.change_rate(placement=placed, since=date(2026, 5, day), hourly_pay=day + 20, by=asha)

    assert counts[0] == counts[1] == counts[2] <= 12


def test_cara_cannot(client, url, cara):
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, MAY | {"hourly_pay": "1"}).status_code == 404
    assert rates() == {START: FIRST}

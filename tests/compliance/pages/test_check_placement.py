"""Check your answers: what each rule says, a reason for a breach, and one placement however often it is sent."""

from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection
from django.test import Client

from authorities import kept
from compliance.models import Assessment, Finding
from compliance.pages import check_placement
from placements.models import Change, Draft, Placement
from tests.factories import PlacementFactory, WorkerFactory


@pytest.fixture
def checking(client, asha, order):
    """Asha has answered the twelve questions with `changes`; gives the address of the check."""

    def answered(**changes):
        client.force_login(asha)
        return client.post("/placements/record/", order | changes).url

    return answered


def test_every_answer_is_shown_with_a_way_to_change_it(client, checking, soup):
    page = soup(client.get(checking()))

    rows = {row.dt.text: row.dd.text.strip() for row in page.select(".govuk-summary-list__row") if row.a}
    assert rows == {
        "Social Work England registration number": "SW900001",
        "Worker’s name": "Test Worker",
        "Job title": "Senior practitioner",
        "Reason for use": "Covering a vacancy",
        "Start date": "9 March 2026",
        "Expected end date": "30 June 2026",
        "Weekly hours": "37",
        "Paid through": "Umbrella company",
        "Hourly pay": "£33.00",
        "Hourly pay first offered": "£36.50",
        "Supplier": "Test Supplier",
        "Supplier’s reference": "ORD-1",
    }
    change = page.select_one(".govuk-summary-list__actions a")
    assert soup(client.get(change["href"])).find(id=change["href"].split("#")[1])


def test_a_met_placement_is_recorded_and_judged_at_once(client, checking, leavers_sent, soup, asha):
    url = checking()
    assert not soup(client.get(url)).find("textarea")

    response = client.post(url, follow=True)

    placement = Placement.objects.get()
    assert response.redirect_chain == [(f"/placements/{placement.pk}/", 302)]
    assert "Placement ORD-1 is recorded" in response.text
    assert placement.worker.name == "Test Worker"
    assert placement.offered_hourly_pay == Decimal("36.50")
    assert placement.expected_end_on == date(2026, 6, 30)
    assert placement.rates.get().hourly_pay == Decimal("33.00")
    assert Assessment.objects.get().reason == "recorded"
    assert Change.objects.filter(match_key=placement.worker.match_key).exists()


def test_a_breach_asks_for_a_reason_and_keeps_it(client, checking, leavers_sent, soup, errors):
    url = checking(hourly_pay="40")
    page = soup(client.get(url))
    assert "£7.00 over the £33.00 cap" in page.text
    assert "Pay caps: West Midlands Memorandum of Understanding" in page.text

    assert errors(client.post(url)) == ["Enter why you are going ahead"]
    assert not Placement.objects.exists()
    client.post(url, {"breach_reason": "No other worker\r\nwas to be had."})

    assert Placement.objects.get().breach_reason == "No other worker\nwas to be had."
    assert Finding.objects.standing().breaches().get().clause == "cap"


def test_a_reason_may_have_500_characters_and_no_more(client, checking, leavers_sent, errors, soup):
    url = checking(hourly_pay="40")

    response = client.post(url, {"breach_reason": "x" * 501})

    assert errors(response) == ["Reason for going ahead is 501 characters long. Use 500 characters or fewer."]
    assert soup(response).textarea.text.strip() == "x" * 501
    assert client.post(url, {"breach_reason": "x" * 500}).status_code == 302


def test_sending_it_twice_records_it_once(client, checking, leavers_sent):
    url = checking()

    first, second, opened = client.post(url), client.post(url), client.get(url)

    assert Placement.objects.count() == 1
    assert first.url == second.url == opened.url
    assert client.get(url + "change/").url == first.url
    assert Draft.objects.get().answers == {}


@pytest.mark.django_db(transaction=True)
def test_sending_it_twice_at_once_records_it_once(client, checking, asha):
    url = checking(hourly_pay="30")
    answers = []

    def send():
        other = Client()
        other.force_login(asha)
        answers.append(other.post(url).status_code)
        connection.close()

    senders = [Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert answers == [302, 302]
    assert Placement.objects.count() == 1


def test_the_second_press_finds_what_the_first_has_just_recorded(client, checking, asha, monkeypatch):
    url = checking(hourly_pay="30")
    as_loaded = check_placement.own_draft

    def loaded_before_the_first_press_is_done(request, draft_id):
        draft = as_loaded(request, draft_id)
        monkeypatch.setattr(check_placement, "own_draft", as_loaded)
        assert client.post(url).status_code == 302
        return draft

    monkeypatch.setattr(check_placement, "own_draft", loaded_before_the_first_press_is_done)

    assert client.post(url).url == f"/placements/{Placement.objects.get().pk}/"


def test_a_reference_taken_meanwhile_goes_back_to_its_question(
    client, checking, walsall, supplier_one, leavers_sent, errors
):
    url = checking()
    PlacementFactory(authority=walsall, supplier=supplier_one, reference="ORD-1")

    [said] = errors(client.post(url))

    assert said == "Test Supplier has already used this reference. Check it, or open that placement"


def test_another_name_and_another_placement_on_record_are_told(client, checking, walsall, soup):
    worker = WorkerFactory(authority=walsall, swe_number="SW900001", name="Somebody Else")
    placement = PlacementFactory(authority=walsall, worker=worker, reference="ORD-0", started_on=date(2026, 3, 9))

    page = soup(client.get(checking()))

    assert "On your records SW900001 is Somebody Else" in page.select_one(".govuk-warning-text").text
    assert page.select_one(".govuk-inset-text a")["href"] == f"/placements/{placement.pk}/"


def test_the_same_name_and_a_placement_that_is_over_are_not_told(client, checking, walsall, dudley, soup):
    worker = WorkerFactory(authority=walsall, swe_number="SW900001", name="TEST Worker")
    PlacementFactory(authority=walsall, worker=worker, started_on=date(2026, 1, 5), ended_on=date(2026, 3, 8))
    elsewhere = WorkerFactory(authority=dudley, swe_number="SW900001", name="Somebody Else")
    PlacementFactory(authority=dudley, worker=elsewhere, started_on=date(2026, 3, 9))

    page = soup(client.get(checking()))

    assert not page.select(".govuk-warning-text, .govuk-inset-text")


def test_the_reason_outlives_the_session(client, checking, leavers_sent, asha, soup):
    url = checking(hourly_pay="40")
    client.logout()

    response = client.post(url, {"breach_reason": "Nobody else was free.", kept.TOKEN: kept.token(asha)})
    assert response.url.endswith(f"?next={url}")
    client.force_login(asha)

    assert soup(client.get(url)).textarea.text.strip() == "Nobody else was free."


def test_cara_cannot_see_or_send_ashas_answers(client, checking, cara):
    url = checking()
    client.force_login(cara)

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert client.get("/placements/record/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert not Placement.objects.exists()


def test_asha_cannot_once_she_has_left_walsall(client, checking, asha):
    url = checking()
    asha.appointments.update(until_on=date(2026, 3, 1))

    assert client.get(url).status_code == 404

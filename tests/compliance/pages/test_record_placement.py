"""Record a placement: twelve questions, the answer as they go, and nothing typed is ever lost."""

import re

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from authorities import kept
from authorities.models import Appointment
from placements.models import Draft, Placement
from tests.compliance.pages.conftest import filled_in
from tests.factories import AppointmentFactory, PlacementFactory

URL = "/placements/record/"
ANSWER = "/placements/record/answer/"


def test_another_like_a_former_one_is_filled_in_but_for_its_days_and_its_reference(client, asha, soup, placed, senior):
    client.force_login(asha)

    page = soup(client.get(f"{URL}?like={placed.pk}"))

    assert {name: text for name, text in filled_in(page.select_one("main form")).items() if text} == {
        "csrfmiddlewaretoken": page.find("input", {"name": "csrfmiddlewaretoken"})["value"],
        "person_token": page.find("input", {"name": "person_token"})["value"],
        "authority": placed.authority.ons_code,
        "swe_number": "SW900001",
        "name": "Test Worker",
        "job_title": str(senior.pk),
        "reason": "vacancy",
        "hours_per_week": "37.00",
        "pay_type": "umbrella",
        "hourly_pay": "33.00",
        "supplier": str(placed.supplier_id),
    }
    assert page.select(".govuk-error-summary") == []


@pytest.mark.parametrize("like", ["999999", "9" * 30, "", "x", "²"])
def test_another_like_none_is_none(client, asha, senior, like):
    client.force_login(asha)

    assert client.get(f"{URL}?like={like}").status_code == 404


def test_another_like_one_of_another_authority_is_none(client, cara, placed):
    client.force_login(cara)

    assert client.get(f"{URL}?like={placed.pk}").status_code == 404


def test_the_page_asks_twelve_questions(client, asha, question, soup):
    client.force_login(asha)

    page = soup(client.get(URL))

    asked = [group["id"].removeprefix("group_id_") for group in page.select("[id^=group_id_]")]
    assert sorted(asked) == sorted([
        "swe_number", "name", "job_title", "supplier", "reference", "pay_type", "hourly_pay", "offered_hourly_pay",
        "hours_per_week", "started_on", "expected_end_on", "reason",
    ])  # fmt: skip
    assert page.h1.text == "Record a placement"


def test_continue_keeps_a_draft_and_shows_it_for_checking(client, asha, order):
    client.force_login(asha)

    response = client.post(URL, order)

    draft = Draft.objects.get(person=asha)
    assert response.url == f"/placements/record/{draft.pk}/"
    assert draft.answers["name"] == "Test Worker"
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"expected_end_on_year": "2025"}, "Expected end date must be on or after the start date"),
        ({"name": "x" * 10_000}, "Name is 10,000 characters long. Use 200 characters or fewer."),
        ({"name": "Test \x07 Worker"}, "Name contains a symbol or a hidden character"),
        ({"name": "Test Worker 🙂"}, "Name contains a symbol or a hidden character"),
        ({"name": "Test\x00Worker"}, "The worker’s name must not contain a character that cannot be printed"),
        ({"name": ""}, "Enter the worker’s name"),
        ({"reference": ""}, "Enter the supplier’s reference"),
        ({"supplier": "999999"}, "Select a supplier from the list"),
        ({"offered_hourly_pay": "-1"}, "Hourly pay first offered must be £0.01 or more"),
        ({"hours_per_week": "81"}, "Weekly hours must be 80 or less"),
        ({"started_on_year": "1926"}, "Start date must be on or after 1 January 2010"),
        ({"started_on_year": "2062"}, "Start date must be on or before 2 March 2028"),
        ({"swe_number": "123456"}, "Social Work England registration number must be SW and then up to 6 digits"),
        ({"reason": ""}, "Select why an agency worker is needed"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_typed_is_lost(client, asha, order, errors, soup, typed, message):
    if typed.get("started_on_year") == "2062":
        typed = typed | {"expected_end_on_day": "", "expected_end_on_month": "", "expected_end_on_year": ""}
    client.force_login(asha)

    response = client.post(URL, order | typed)

    [said] = errors(response)
    assert said.startswith(message)
    assert soup(response).find(id="id_reference").get("value", "") == typed.get("reference", "ORD-1")


def test_names_of_every_script_are_taken(client, asha, order):
    client.force_login(asha)

    assert client.post(URL, order | {"name": "Zoë Ní Dhomhnaill-Łukasz 王"}).status_code == 302


def test_a_reference_in_use_is_said_before_saving(client, asha, order, walsall, supplier_one, errors):
    PlacementFactory(authority=walsall, supplier=supplier_one, reference="ORD-1")
    client.force_login(asha)

    assert errors(client.post(URL, order)) == [
        "Test Supplier has already used this reference. Check it, or open that placement"
    ]


def test_the_answer_as_they_go_waits_until_it_knows_enough(client, asha, question, soup):
    client.force_login(asha)
    del question["pay_type"]

    page = soup(client.post(ANSWER, question | {"swe_number": ""}, headers={"HX-Request": "true"}))

    assert [item.text for item in page.select("li")] == [
        "Social Work England registration number",
        "how the worker is paid",
    ]


def test_the_answer_as_they_go_is_the_answer_of_the_check(client, asha, question, leavers_sent, soup):
    client.force_login(asha)

    fragment = soup(client.post(ANSWER, question | {"hourly_pay": "40"}, headers={"HX-Request": "true"}))
    checked = soup(client.post("/check/", question | {"hourly_pay": "40"}))

    assert fragment.select_one(".mou-answer").text == checked.select_one(".mou-answer").text
    assert fragment.select_one("#answer-reasons strong").text == checked.select(".mou-outcome p")[1].text
    assert fragment.html is None


def test_each_sentence_of_the_answer_as_they_go_leads_to_its_rule(client, asha, question, leavers_sent, soup):
    client.force_login(asha)
    page = soup(client.post(ANSWER, question | {"hourly_pay": "60"}, headers={"HX-Request": "true"}))
    broken = page.select(".mou-outcome--breach")

    assert broken
    assert [link["href"].partition("#")[2] for link in broken[0].select("a")] == ["west-midlands-mou-cap"]
    led = page.select(".mou-outcome a, #answer-reasons li a")
    assert {link["href"].partition("?")[0] for link in led} == {"/rules/"}
    assert {link["target"] for link in led} == {"_blank"}
    assert len(led) == len(page.select(".mou-outcome, #answer-reasons li"))


def test_the_answer_as_they_go_says_that_the_session_has_ended(client, question):
    response = client.post(ANSWER, question, headers={"HX-Request": "true"})

    assert "You have been signed out" in response.text


def test_what_was_typed_outlives_the_session(client, asha, order, soup):
    response = client.post(URL, order | {kept.TOKEN: kept.token(asha)})
    assert response.url.endswith("?next=/placements/record/")
    client.force_login(asha)

    page = soup(client.get(URL))

    assert page.find(id="id_name")["value"] == "Test Worker"
    assert page.select_one("input[name=pay_type][checked]")["value"] == "umbrella"
    assert page.find("input", {"name": "expected_end_on_year"})["value"] == "2026"
    assert not page.select(".govuk-error-summary")
    assert soup(client.get(URL)).find(id="id_name").get("value") is None


def test_a_mistake_outlives_the_session_too(client, asha, order, soup):
    client.post(URL, order | {"started_on_month": "13", kept.TOKEN: kept.token(asha)})
    client.force_login(asha)

    assert soup(client.get(URL)).find("input", {"name": "started_on_month"})["value"] == "13"


def test_nobody_else_sees_what_was_typed(client, asha, cara, order, soup):
    client.post(URL, order | {kept.TOKEN: kept.token(asha)})
    client.force_login(cara)

    assert soup(client.get(URL)).find(id="id_name").get("value") is None


def test_a_forged_token_keeps_nothing(client, asha, order):
    client.post(URL, order | {kept.TOKEN: f"{asha.pk}:forged"})

    assert kept.KEPT not in client.session


def test_signing_in_again_in_another_tab_gives_the_form_back(asha, order, soup):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    stale = get_token(RequestFactory().get(URL))

    response = client.post(URL, order | {"csrfmiddlewaretoken": stale, kept.TOKEN: kept.token(asha)}, follow=True)

    page = soup(response)
    assert page.find(id="id_name")["value"] == "Test Worker"
    assert "signed in again" in page.text


def test_without_the_token_a_forged_post_is_refused(asha, order):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    assert client.post(URL, order).status_code == 403


def test_a_change_comes_back_filled_in(client, asha, order, soup):
    client.force_login(asha)
    checking = client.post(URL, order).url

    page = soup(client.get(checking + "change/"))

    assert page.find(id="id_hourly_pay")["value"] == "33.00"
    assert page.select_one(".mou-answer")
    client.post(checking + "change/", order | {"hourly_pay": "32.50"})
    assert Draft.objects.get().answers["hourly_pay"] == "32.50"


def test_those_who_log_for_two_authorities_choose_first(client, asha, order, dudley, soup, errors):
    AppointmentFactory(person=asha, role=Appointment.Role.HR_OFFICER, authority=dudley)
    client.force_login(asha)

    assert [label.text for label in soup(client.get(URL)).select(".govuk-radios label")] == ["Dudley", "Walsall"]
    assert errors(client.get(URL + "?authority=E99")) == ["Select which authority this placement is for from the list"]
    page = soup(client.get(f"{URL}?authority={dudley.ons_code}"))
    assert page.select_one(".govuk-caption-l").text == "Dudley"
    assert page.find("input", {"name": "authority"})["value"] == dudley.ons_code


def test_cara_cannot_open_or_change_ashas_draft(client, asha, cara, order):
    client.force_login(asha)
    checking = client.post(URL, order).url
    client.force_login(cara)

    assert client.get(checking + "change/").status_code == 404
    assert client.post(checking + "change/", order).status_code == 404


def test_cara_cannot_record_for_walsall(client, cara, order, walsall, errors):
    client.force_login(cara)

    response = client.post(URL, order | {"authority": walsall.ons_code})

    assert errors(response) == ["Select which authority this placement is for from the list"]
    assert not Draft.objects.exists()


def test_those_who_may_not_record_find_nothing_here(client, ben, dev, elin, gita, hugo, ivy, jan, question):
    for person in (ben, dev, elin, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404
        assert client.post(ANSWER, question).status_code == 404


def test_signed_out_readers_are_asked_to_sign_in(client, db):
    assert re.search(r"\?next=/placements/record/$", client.get(URL).url)

"""Answering a breach: what was found, the reason, and what home says before and after."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from authorities.clock import today
from authorities.kept import token
from compliance.actions import assess
from placements import actions
from tests.compliance.pages.conftest import filled_in
from tests.factories import PlacementFactory

WHY = "The team had no social worker left."
THEIRS = "The rate was agreed before the cap."


@pytest.fixture
def over(agreements, walsall):
    placement = PlacementFactory(
        authority=walsall, checked=True, started_on=today() - timedelta(days=30), rate__hourly_pay=Decimal("41.00")
    )
    assess(reason="nightly", judged_on=today())
    return placement


@pytest.fixture
def url(over):
    return reverse("answer_breach", args=[over.pk])


def test_the_page_shows_what_stands_without_leave(client, asha, url):
    client.force_login(asha)
    page = BeautifulSoup(client.get(url).content, "html.parser")

    assert page.h1.text == "Answer the breaches of this placement"
    assert "The hourly pay of £41.00 is £7.25 over the £33.75 cap" in page.text
    assert page.select_one("textarea").text.strip() == ""


def test_an_answer_is_kept_with_the_placement_and_home_stops_asking(client, drawn, asha, over, url):
    client.force_login(asha)
    assert "Answer breaches that are not covered" in client.get("/").content.decode()

    assert client.post(url, drawn(url) | {"breach_reason": WHY}).url == reverse("placement", args=[over.pk])

    over.refresh_from_db()
    assert over.breach_reason == WHY
    said = client.get("/").content.decode()
    assert "Answer breaches that are not covered" not in said
    assert "Put right breaches that have been answered" in said
    assert "Change the reason for going ahead" in client.get(reverse("placement", args=[over.pk])).content.decode()


def test_the_counts_of_home_lead_to_as_many_findings(client, asha, over):
    client.force_login(asha)
    address = f"{reverse('findings')}?verdict=breach&cover=none"

    assert client.get(f"{address}&reason=none").context["count"] == 1
    assert client.get(f"{address}&reason=given").context["count"] == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Enter why you are going ahead"), ("x" * 501, "Reason for going ahead is 501 characters long")],
)
def test_what_cannot_be_kept_is_said_in_words(client, drawn, asha, over, url, typed, said):
    client.force_login(asha)
    page = client.post(url, drawn(url) | {"breach_reason": typed}).content.decode()

    assert said in page
    over.refresh_from_db()
    assert over.breach_reason == ""


def test_two_officers_answer_at_once_and_the_second_sees_the_first_s_answer(
    as_asha, drawn, url, errors, soup, over, amal
):
    answers = drawn(url) | {"breach_reason": WHY}
    actions.amend(placement=over, breach_reason=THEIRS, by=amal)

    response = as_asha.post(url, answers)

    assert errors(response) == ["Amal has changed this since you opened the page. Choose which answer to keep."]
    page = soup(response)
    assert [line.text for line in page.select("#side-by-side ~ dl dd")] == ["not known", f"“{THEIRS}”", f"“{WHY}”"]
    assert page.select_one("textarea").text.strip() == WHY
    assert "£41.00 is £7.25 over" in page.text
    assert [button.text for button in page.select("main form button")] == ["Save what I typed", "Keep the other answer"]
    over.refresh_from_db()
    assert over.breach_reason == THEIRS


@pytest.mark.parametrize(("choice", "kept"), [({}, WHY), ({"keep": "theirs"}, THEIRS)])
def test_the_second_chooses_which_to_keep(as_asha, drawn, url, soup, over, amal, choice, kept):
    answers = drawn(url) | {"breach_reason": WHY}
    actions.amend(placement=over, breach_reason=THEIRS, by=amal)
    both = filled_in(soup(as_asha.post(url, answers)).select_one("main form"))

    assert as_asha.post(url, both | choice).status_code == 302
    over.refresh_from_db()
    assert over.breach_reason == kept


def test_both_who_write_the_same_agree(as_asha, drawn, url, banners, over, amal):
    answers = drawn(url) | {"breach_reason": WHY}
    actions.amend(placement=over, breach_reason=WHY, by=amal)

    assert banners(as_asha.post(url, answers))[0] == "Your answer has been saved."


def test_what_somebody_else_changed_meanwhile_is_kept_and_told(as_asha, drawn, url, banners, over, amal):
    answers = drawn(url) | {"breach_reason": WHY}
    actions.amend(placement=over, notice_weeks=5, by=amal)

    done, meanwhile = banners(as_asha.post(url, answers))

    assert done == "Your answer has been saved."
    assert meanwhile.startswith("Meanwhile Amal changed this too, and both are kept.")
    over.refresh_from_db()
    assert (over.breach_reason, over.notice_weeks) == (WHY, 5)


@pytest.mark.parametrize("seen", ["", "x", "0-0-0"])
def test_a_form_of_no_known_version_overwrites_nothing(as_asha, drawn, url, errors, over, seen):
    response = as_asha.post(url, drawn(url) | {"breach_reason": WHY, "seen": seen})

    assert errors(response) == [
        "The portal cannot tell which version of the record this page was drawn from, so nothing is saved. "
        "Check your answers, then send them again."
    ]
    over.refresh_from_db()
    assert over.breach_reason == ""


def test_what_was_typed_outlives_the_session(client, drawn, asha, url, soup):
    answers = drawn(url) | {"breach_reason": WHY, "person_token": token(asha)}
    client.logout()
    client.post(url, answers)
    client.force_login(asha)

    assert soup(client.get(url)).select_one("textarea").text.strip() == WHY


def test_cara_and_ben_cannot(client, cara, ben, url):
    for person in (cara, ben):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, {"breach_reason": WHY}).status_code == 404

"""Answering a breach: what was found, the reason, and what home says before and after."""

from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from authorities.clock import today
from compliance.actions import assess
from tests.factories import PlacementFactory

WHY = "The team had no social worker left."


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


def test_an_answer_is_kept_with_the_placement_and_home_stops_asking(client, asha, over, url):
    client.force_login(asha)
    assert "Answer breaches that are not covered" in client.get("/").content.decode()

    assert client.post(url, {"breach_reason": WHY}).url == reverse("placement", args=[over.pk])

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
def test_what_cannot_be_kept_is_said_in_words(client, asha, over, url, typed, said):
    client.force_login(asha)
    page = client.post(url, {"breach_reason": typed}).content.decode()

    assert said in page
    over.refresh_from_db()
    assert over.breach_reason == ""


def test_cara_and_ben_cannot(client, cara, ben, url):
    for person in (cara, ben):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, {"breach_reason": WHY}).status_code == 404

"""Stopping the daily e-mail by the link in it, signed out."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from authorities.daily_email import token_of


@pytest.fixture
def url(asha):
    return reverse("stop_daily_email", args=[token_of(asha)])


def test_opening_the_link_asks_and_stops_nothing(client, asha, url):
    page = client.get(url).content.decode()

    assert "Stop the email" in page
    assert "asha" not in page.lower()
    asha.refresh_from_db()
    assert asha.daily_email


def test_pressing_the_button_stops_it(client, asha, url):
    assert "The daily email has stopped" in client.post(url).content.decode()

    asha.refresh_from_db()
    assert not asha.daily_email


def test_a_mail_program_stops_it_with_one_click_and_no_cookie(asha, url):
    answer = Client(enforce_csrf_checks=True).post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    asha.refresh_from_db()
    assert not asha.daily_email


@pytest.mark.django_db
def test_a_token_that_is_not_ours_stops_nothing(client, asha):
    for token in ("1", "x" * 40, signing.dumps(asha.pk), token_of(asha) + "x"):
        url = reverse("stop_daily_email", args=[token])
        assert "This link does not stop an email" in client.post(url).content.decode()
        assert "This link does not stop an email" in client.get(url).content.decode()

    asha.refresh_from_db()
    assert asha.daily_email

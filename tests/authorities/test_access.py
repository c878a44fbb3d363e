"""Confirming again before what weighs, and sessions that end by themselves without losing what was typed."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from authorities import kept
from tests.factories import authenticator_app


@pytest.fixture
def noon(time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    return time_machine


@pytest.fixture
def own_file():
    return reverse("own_savings_file", args=["2026-10"])


def test_a_file_is_given_to_who_has_just_signed_in_and_asks_others_again(client, asha, noon, own_file):
    client.force_login(asha)
    assert client.get(own_file).status_code == 404  # there is no report, and no question either
    noon.move_to("2026-11-20 12:11Z", tick=False)
    authenticator_app(asha)

    assert unquote(client.get(own_file).url) == f"/account/confirm/code/?next={own_file}"


def test_a_stranger_is_not_asked_to_confirm_but_finds_nothing(client, ivy, noon, own_file):
    client.force_login(ivy)
    noon.move_to("2026-11-20 12:11Z", tick=False)

    assert client.get(own_file).status_code == 404


def test_what_was_sent_waits_and_is_done_after_the_code(client, jan, asha, noon):
    code = authenticator_app(jan)
    client.force_login(jan)
    noon.move_to("2026-11-20 12:11Z", tick=False)
    page = reverse("person", args=[asha.pk])
    asked = client.post(page, {"do": "close"})
    assert unquote(asked.url) == f"/account/confirm/code/?next={page}"
    asha.refresh_from_db()
    assert asha.is_active

    said = client.post("/account/confirm/code/", {"code": code(), "next": page}, follow=True)

    assert "The account is closed" in said.content.decode()
    asha.refresh_from_db()
    assert not asha.is_active


def test_a_wrong_code_leaves_what_was_sent_waiting(client, jan, asha, noon):
    authenticator_app(jan)
    client.force_login(jan)
    noon.move_to("2026-11-20 12:11Z", tick=False)
    page = reverse("person", args=[asha.pk])
    client.post(page, {"do": "close"})

    assert "Code is not right" in client.post("/account/confirm/code/", {"code": "1", "next": page}).content.decode()
    asha.refresh_from_db()
    assert asha.is_active


def test_looking_asks_for_nothing(client, jan, asha, noon):
    client.force_login(jan)
    noon.move_to("2026-11-20 12:11Z", tick=False)

    assert client.get(reverse("person", args=[asha.pk])).status_code == 200


def test_the_api_in_a_browser_asks_again_before_a_file(client, dev, noon):
    client.force_login(dev)
    noon.move_to("2026-11-20 12:11Z", tick=False)
    answer = client.get(reverse("api_report_file", args=[1, "x.csv"]))

    assert answer.status_code == 403
    assert "Confirm that it is you" in answer.json()["errors"][0]["message"]


def test_half_an_hour_of_nothing_ends_a_session(client, asha, noon):
    client.force_login(asha)
    noon.move_to("2026-11-20 12:29Z", tick=False)
    assert client.get("/").status_code == 200
    noon.move_to("2026-11-20 13:00:30Z", tick=False)
    answer = client.get("/", follow=True)

    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "you did nothing for 30 minutes" in answer.content.decode()


def test_eight_hours_end_a_session_however_busy(client, asha, noon):
    client.force_login(asha)
    for minutes in range(0, 8 * 60 + 1, 20):
        noon.move_to(f"2026-11-20 {12 + minutes // 60}:{minutes % 60:02}Z", tick=False)
        assert client.get("/account/").status_code == 200
    noon.move_to("2026-11-20 20:00:01Z", tick=False)

    assert "8 hours have passed" in client.get("/account/", follow=True).content.decode()


def test_both_times_are_settings(client, asha, noon, settings):
    settings.IDLE_MINUTES, settings.SESSION_HOURS = 5, 1
    client.force_login(asha)
    noon.move_to("2026-11-20 12:06Z", tick=False)

    assert "for 5 minutes" in client.get("/account/", follow=True).content.decode()


def test_what_was_typed_outlives_the_session(client, asha, noon, agreements):
    client.force_login(asha)
    noon.move_to("2026-11-20 12:40Z", tick=False)
    typed = {"person_token": kept.token(asha), "swe_number": "SW123456"}
    answer = client.post("/check/", typed, follow=True)
    assert "What you typed is kept" in answer.content.decode()
    client.force_login(asha)

    assert 'value="SW123456"' in client.get("/check/").content.decode()


def test_signs_of_life_are_written_at_most_once_a_minute(client, asha, noon):
    client.force_login(asha)
    client.get("/account/")
    before = client.session["seen_at"]
    noon.move_to("2026-11-20 12:00:50Z", tick=False)
    client.get("/account/")
    assert client.session["seen_at"] == before
    noon.move_to("2026-11-20 12:01:01Z", tick=False)
    client.get("/account/")

    assert client.session["seen_at"] == before + 61

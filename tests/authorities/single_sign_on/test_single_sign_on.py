"""Signing in with one's council: there, back, and what may go wrong between."""

from urllib.parse import parse_qs, unquote, urlparse

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import authenticator_app

from .there_and_back import START, signed_in, there, whole


def test_a_council_that_says_both_factors_lets_its_people_in(client, asha):
    answer = whole(client, f"{START}?next=/placements/")

    assert answer.url == "/placements/"
    assert signed_in(client) == str(asha.pk)
    assert client.get("/placements/").status_code == 200


def test_the_list_of_councils_leads_there_and_back_to_where_one_was_going(client):
    page = client.get("/account/sign-in/?next=/placements/").content.decode()
    assert "/account/sign-in/council/?next=/placements/" in unquote(page)

    assert f'{START}?next=/placements/"' in unquote(
        client.get("/account/sign-in/council/?next=/placements/").content.decode()
    )


def test_nobody_is_sent_to_a_strangers_page_afterwards(client):
    assert whole(client, f"{START}?next=https://evil.example/").url == "/"


@pytest.mark.parametrize("amr", [None, ["pwd"], [], "mfa", {"mfa": 1}, [["mfa"]]])
def test_without_the_second_factors_claim_our_own_is_asked_for(client, asha, issuer, amr):
    code = authenticator_app(asha)
    issuer.claims["amr"] = amr
    answer = whole(client)

    assert answer.url == reverse("mfa_authenticate")
    assert signed_in(client) is None
    assert client.post(answer.url, {"code": code()}).status_code == 302
    assert client.get("/placements/").status_code == 200


def test_without_the_claim_and_without_our_own_it_is_set_up_first(client, issuer):
    issuer.claims["amr"] = None
    whole(client)

    assert client.get("/placements/").url == reverse("mfa_index")


def test_an_answer_works_once(client, issuer):
    back = there(client)
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    answer = client.get(back)

    assert answer.status_code == 403
    assert "begun in another window" in answer.content.decode()


def test_an_answer_to_another_browser_is_refused(client):
    back = there(Client())

    assert "begun in another window" in client.get(back).content.decode()
    assert signed_in(client) is None


def test_a_sign_in_that_takes_too_long_is_begun_again(client, time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    back = there(client)
    time_machine.move_to("2026-11-20 12:11Z", tick=False)

    assert "begun too long ago" in client.get(back).content.decode()


def test_who_turns_back_is_told_so(client):
    state = parse_qs(urlparse(client.get(START).url).query)["state"][0]
    answer = client.get(f"{START}back/", {"error": "access_denied", "state": state})

    assert "You did not finish signing in at Walsall" in answer.content.decode()


def test_what_weighs_is_confirmed_at_the_council(client, asha, issuer, time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    whole(client)
    time_machine.move_to("2026-11-20 12:11Z", tick=False)
    page = reverse("own_savings_file", args=["2026-10"])
    asked = client.get(page)

    assert unquote(asked.url) == f"{START}?next={page}"
    answer = whole(client, asked.url)
    assert issuer.asked[-1]["prompt"] == "login"
    assert answer.url == page
    assert client.get(page).status_code == 404  # no report has been built; but no question either


@pytest.mark.parametrize("claims", [{"amr": None}, {"amr": ["pwd"]}, {"auth_time": 1}])
def test_a_confirmation_without_a_second_factor_confirms_nothing(client, issuer, time_machine, claims):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    whole(client)
    time_machine.move_to("2026-11-20 12:11Z", tick=False)
    issuer.claims |= claims
    page = reverse("own_savings_file", args=["2026-10"])
    answer = whole(client, f"{START}?next={page}")

    assert "did not ask you again" in answer.content.decode()
    assert client.get(page).status_code == 302


def test_somebody_else_cannot_confirm(client, issuer, walsall, ben):
    whole(client)
    issuer.claims = {"sub": "subject-ben", "email": "ben@example.org", "email_verified": True}

    assert "You confirmed as somebody else" in whole(client).content.decode()


def test_a_council_that_never_was_is_not_found(client):
    for address in ("/account/sign-in/council/e08000099/", "/account/sign-in/council/e08000099/back/"):
        assert client.get(address).status_code == 404


def test_without_any_council_the_page_says_so(client, council):
    council.delete()

    assert "No council yet" in client.get("/account/sign-in/council/").content.decode()

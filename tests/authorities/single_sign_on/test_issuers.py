"""What an issuer says is believed only where every part of it is proved."""

from urllib.parse import parse_qs, urlparse

import pytest
from allauth.socialaccount.models import SocialApp
from django.test import Client

from .there_and_back import START, UNTRUSTED, signed_in, there, whole


def test_the_browser_is_sent_with_all_that_is_compared_afterwards(client):
    asked = {name: value[0] for name, value in parse_qs(urlparse(client.get(START).url).query).items()}

    assert set(asked) == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert asked["redirect_uri"] == "http://testserver/account/sign-in/council/e08000030/back/"
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://login.microsoftonline.com/another-tenant/v2.0"},
        {"iss": None},
        {"aud": "another-portal"},
        {"aud": None},
        {"aud": ["the-portal", "another"], "azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"iat": 4102444800},
        {"nbf": 4102444800},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_was_not_made_for_this_sign_in_is_refused(client, issuer, wrong):
    issuer.claims |= wrong
    answer = whole(client)

    assert answer.status_code == 403
    assert UNTRUSTED in answer.content.decode()
    assert "tell the administrator" in answer.content.decode()
    assert signed_in(client) is None


@pytest.mark.parametrize(("signed_with", "algorithm"), [("another", "RS256"), ("own", "HS256"), ("own", "none")])
def test_a_token_that_the_council_did_not_sign_is_refused(client, issuer, signed_with, algorithm):
    issuer.signed_with, issuer.algorithm = signed_with, algorithm

    assert UNTRUSTED in whole(client).content.decode()
    assert signed_in(client) is None


@pytest.mark.parametrize("discovery", [{"issuer": "https://another.example"}, {"issuer": None}])
def test_a_discovery_of_another_issuer_is_refused(client, issuer, discovery):
    issuer.discovery = discovery

    assert UNTRUSTED in client.get(START).content.decode()


def test_addresses_without_tls_are_refused_where_there_is_tls(client, settings):
    settings.HTTPS = True

    assert UNTRUSTED in client.get(START).content.decode()


def test_a_code_of_another_sign_in_is_refused(client, issuer):
    stolen = parse_qs(urlparse(there(Client())).query)["code"][0]
    state = parse_qs(urlparse(client.get(START).url).query)["state"][0]
    answer = client.get(f"{START}back/", {"code": stolen, "state": state})

    assert UNTRUSTED in answer.content.decode()


def test_a_service_that_does_not_answer_is_said_so(client, council):
    SocialApp.objects.update(settings={"server_url": "http://127.0.0.1:1"})

    assert "does not answer" in client.get(START).content.decode()


def test_a_secret_is_not_readable_in_the_database():
    assert "a-secret" not in SocialApp.objects.get().secret

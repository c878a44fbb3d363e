"""Single sign-on: whom a council's word lets in, and every way in which it is not believed."""

from urllib.parse import parse_qs, unquote, urlparse

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.test import Client
from django.urls import reverse

from authorities import actions
from authorities.single_sign_on.people import speaks_for
from tests.factories import PersonFactory, authenticator_app
from tests.issuer import Issuer

START = "/account/sign-in/council/e08000030/"
ASHA = {"email": "asha@example.org", "email_verified": True}
UNTRUSTED = "cannot be trusted, so nobody was signed in"
UNKNOWN = "we know nobody there by that account"


@pytest.fixture(scope="module")
def a_server():
    issuer = Issuer("the-portal")
    yield issuer
    issuer.stop()


@pytest.fixture
def issuer(a_server):
    """The issuer of Walsall's tenant, on its best behaviour."""
    a_server.claims, a_server.discovery = dict(ASHA), {}
    a_server.signed_with, a_server.algorithm = "own", "RS256"
    return a_server


@pytest.fixture
def council(issuer, walsall, jan):
    return actions.set_up_council(
        authority=walsall, issuer=issuer.url, client_id="the-portal", secret="a-secret", by=jan
    )


@pytest.fixture(autouse=True)
def _a_council(council, asha):
    """Walsall signs its people in, Asha among them."""


def there(client, start=START):
    """Go to the council's page; the address with which it sends the browser back."""
    sent = client.get(start)
    assert sent.status_code == 302, sent.content.decode()
    back = requests.get(sent.url, allow_redirects=False, timeout=5).headers["Location"]
    return urlparse(back)._replace(scheme="", netloc="").geturl()


def whole(client, start=START):
    """There and back."""
    return client.get(there(client, start))


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_browser_is_sent_with_all_that_is_compared_afterwards(client):
    asked = {name: value[0] for name, value in parse_qs(urlparse(client.get(START).url).query).items()}

    assert set(asked) == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert asked["redirect_uri"] == "http://testserver/account/sign-in/council/e08000030/back/"
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")


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


def test_a_code_of_another_sign_in_is_refused(client, issuer):
    stolen = parse_qs(urlparse(there(Client())).query)["code"][0]
    state = parse_qs(urlparse(client.get(START).url).query)["state"][0]
    answer = client.get(f"{START}back/", {"code": stolen, "state": state})

    assert UNTRUSTED in answer.content.decode()


def test_a_sign_in_that_takes_too_long_is_begun_again(client, time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    back = there(client)
    time_machine.move_to("2026-11-20 12:11Z", tick=False)

    assert "begun too long ago" in client.get(back).content.decode()


def test_who_turns_back_is_told_so(client):
    state = parse_qs(urlparse(client.get(START).url).query)["state"][0]
    answer = client.get(f"{START}back/", {"error": "access_denied", "state": state})

    assert "You did not finish signing in at Walsall" in answer.content.decode()


def test_a_service_that_does_not_answer_is_said_so(client, council):
    SocialApp.objects.update(settings={"server_url": "http://127.0.0.1:1"})

    assert "does not answer" in client.get(START).content.decode()


def test_from_the_second_time_on_the_subject_alone_counts(client, asha, issuer):
    whole(client)
    issuer.claims = {"email": "changed@example.org"}
    again = Client()
    whole(again)

    assert signed_in(again) == str(asha.pk)
    assert SocialAccount.objects.get().uid == "subject-1"


def test_an_address_that_has_gone_to_somebody_else_opens_nothing(client, issuer):
    whole(client)
    issuer.claims |= {"sub": "subject-2"}
    other = Client()

    assert UNKNOWN in whole(other).content.decode()
    assert signed_in(other) is None


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "cara@example.org", "email_verified": True},  # another authority's
        {"email": "dev@example.org", "email_verified": True},  # the region's
        {"email": "jan@example.org", "email_verified": True},  # the administrator
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "asha@example.org"},
        {"email": "asha@example.org", "email_verified": "true"},
        {"email": "asha@example.org", "email_verified": False, "xms_edov": False},
        {"email": None, "email_verified": True},
        {"email": ["asha@example.org"], "email_verified": True},
    ],
    ids=str,
)
def test_whom_the_council_may_not_speak_for_is_let_in_by_nothing_and_all_read_alike(client, cara, dev, issuer, claims):
    issuer.claims = claims
    answer = whole(client)

    assert answer.status_code == 403
    assert UNKNOWN in answer.content.decode()
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_who_works_elsewhere_too_is_not_for_one_council_to_open(client, asha, dudley):
    asha.appointments.create(role="hr_officer", authority=dudley, from_on="2020-01-01")

    assert UNKNOWN in whole(client).content.decode()


def test_who_was_let_in_before_and_has_left_is_not_any_more(client, asha):
    whole(client)
    asha.appointments.update(until_on="2020-01-01")
    again = Client()

    assert UNKNOWN in whole(again).content.decode()


def test_a_closed_account_stays_closed(client, asha):
    asha.is_active = False
    asha.save()

    assert UNKNOWN in whole(client).content.decode()


def test_an_address_of_the_councils_own_domain_counts_as_verified(client, asha, issuer, council):
    issuer.claims = {"email": "Asha@Example.org"}
    council.email_domains = ["example.org"]
    council.save()
    whole(client)

    assert signed_in(client) == str(asha.pk)


def test_entra_says_verified_in_its_own_way(client, asha, issuer):
    issuer.claims = {"email": "asha@example.org", "xms_edov": True}
    whole(client)

    assert signed_in(client) == str(asha.pk)


def test_another_councils_tenant_opens_nobody_here(client, issuer, dudley, jan, cara):
    other = Issuer("the-portal")
    try:
        actions.set_up_council(authority=dudley, issuer=other.url, client_id="the-portal", secret="s", by=jan)
        other.claims = dict(ASHA)
        assert UNKNOWN in whole(client, "/account/sign-in/council/e08000027/").content.decode()
        other.claims = {"iss": issuer.url} | ASHA
        assert UNTRUSTED in whole(client, "/account/sign-in/council/e08000027/").content.decode()
    finally:
        other.stop()
    assert signed_in(client) is None


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


def test_a_secret_is_not_readable_in_the_database():
    assert "a-secret" not in SocialApp.objects.get().secret


def test_a_council_that_never_was_is_not_found(client):
    for address in ("/account/sign-in/council/e08000099/", "/account/sign-in/council/e08000099/back/"):
        assert client.get(address).status_code == 404


def test_without_any_council_the_page_says_so(client, council):
    council.delete()

    assert "No council yet" in client.get("/account/sign-in/council/").content.decode()


def test_speaking_for_somebody_takes_a_role_there(council):
    assert not speaks_for(council, PersonFactory())

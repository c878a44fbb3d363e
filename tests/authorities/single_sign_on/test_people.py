"""Whom a council may speak for: its own people, once by their address and then by the subject."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from authorities import actions
from authorities.single_sign_on.people import speaks_for
from tests.factories import PersonFactory
from tests.issuer import Issuer

from .there_and_back import ASHA, UNKNOWN, UNTRUSTED, signed_in, whole


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


def test_speaking_for_somebody_takes_a_role_there(council):
    assert not speaks_for(council, PersonFactory())

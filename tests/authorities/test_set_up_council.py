"""manage.py set_up_council: one application for each council, and words for what is missing."""

import json
from io import StringIO

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command

from authorities import sealing
from authorities.models import Council

TENANT = "https://login.microsoftonline.com/tenant-1/v2.0"


def set_up(authority="E08000030", issuer=TENANT, client_id="application", **options):
    out = StringIO()
    call_command(
        "set_up_council", json=True, stdout=out, authority=authority, issuer=issuer, client_id=client_id, **options
    )
    return json.loads(out.getvalue())


@pytest.fixture(autouse=True)
def _secret(monkeypatch, west_midlands):
    monkeypatch.setenv("MOU_COUNCIL_SECRET", "a-secret")


def test_a_council_is_set_up_and_its_secret_is_sealed():
    told = set_up(email_domain=["Walsall.gov.uk"])
    council = Council.objects.get()

    assert told == {"authority": "Walsall", "issuer": TENANT, "code": "e08000030"}
    assert sealing.unseal(council.app.secret) == "a-secret"
    assert council.email_domains == ["walsall.gov.uk"]


def test_the_same_again_changes_nothing_but_what_was_changed(asha):
    set_up()
    SocialAccount.objects.create(provider="e08000030", uid="1", user=asha)
    set_up(client_id="another")

    assert Council.objects.get().app.client_id == "another"
    assert SocialAccount.objects.exists()


def test_another_tenant_forgets_who_is_who(asha):
    set_up()
    SocialAccount.objects.create(provider="e08000030", uid="1", user=asha)
    set_up(issuer=TENANT.replace("tenant-1", "tenant-2"))

    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"issuer": "tenant"}, "not an https address"),
        ({"issuer": "ftp://x.example/"}, "not an https address"),
        ({"client_id": ""}, "The client id or the secret is missing"),
        ({"authority": "E99"}, "No authority has the code"),
    ],
)
def test_what_is_wrong_is_said(wrong, said):
    with pytest.raises(CommandError, match=said):
        set_up(**wrong)
    assert not Council.objects.exists()


def test_two_councils_do_not_share_a_tenant():
    set_up()

    with pytest.raises(CommandError, match="Another authority signs in with this issuer"):
        set_up(authority="E08000027")


def test_an_issuer_without_tls_is_refused_where_there_is_tls(settings):
    settings.HTTPS = True

    with pytest.raises(CommandError, match="not an https address"):
        set_up(issuer="http://login.example/")

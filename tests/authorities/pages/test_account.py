"""The account page: who you are, and keys that are shown once."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from knox.auth import TokenAuthentication
from knox.models import AuthToken

from authorities import actions
from tests.factories import PersonFactory
from tests.factories.authorities import PASSWORD

PAGE = "/account/"
KEY = {"name": "The order system", "days": "90"}


def key_on(page):
    return BeautifulSoup(page.content, "html.parser").select_one(".mou-key")


def test_a_stranger_is_asked_to_sign_in(client, db):
    for answer in (client.get(PAGE), client.post(PAGE, KEY)):
        assert answer.status_code == 302
        assert answer.url == f"{reverse('account_login')}?next=/account/"


def test_the_page_says_who_you_are_and_what_you_may_do(client, asha):
    client.force_login(asha)
    page = client.get(PAGE).content.decode()

    assert "asha@example.org" in page
    assert "HR officer, Walsall, since 1 January 2015" in page


def test_who_holds_no_role_is_told_so(client, db):
    client.force_login(PersonFactory())

    assert "You hold no role" in client.get(PAGE).content.decode()


def test_a_key_is_shown_once_and_works(client, asha):
    client.force_login(asha)
    answer = client.post(PAGE, KEY, follow=True)
    text = key_on(answer).string

    assert "no-store" in answer["Cache-Control"]
    user, key = TokenAuthentication().authenticate_credentials(text.encode())
    assert user == asha
    assert abs(key.expiry - timezone.now() - timedelta(days=90)) < timedelta(minutes=1)
    assert text not in key.digest
    again = client.get(PAGE)
    assert key_on(again) is None
    assert "The order system" in again.content.decode()
    assert text[:8] in again.content.decode()


def test_loading_the_page_of_a_new_key_again_makes_no_other(client, asha):
    client.force_login(asha)
    answer = client.post(PAGE, KEY)

    assert (answer.status_code, answer.url) == (302, PAGE)
    client.get(PAGE)
    client.get(PAGE)
    assert AuthToken.objects.count() == 1


def test_a_new_key_does_not_stand_in_the_session_as_it_is(client, asha):
    client.force_login(asha)
    client.post(PAGE, KEY)
    kept = client.session["new_key"]
    text = key_on(client.get(PAGE)).string

    assert text not in kept
    assert "new_key" not in client.session


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Orders"}, "Select how long the key should work"),
        ({"days": "30"}, "Enter what the key is for"),
        ({"name": "x" * 51, "days": "30"}, "must be 50 characters or fewer"),
    ],
)
def test_a_key_needs_a_name_and_an_end(client, asha, typed, said):
    client.force_login(asha)

    assert said in client.post(PAGE, typed).content.decode()
    assert not AuthToken.objects.exists()


def test_keys_end_with_the_password(client, asha):
    actions.make_key(name="Orders", days=30, by=asha)
    client.force_login(asha)
    new = {"oldpassword": PASSWORD, "password1": "three random words", "password2": "three random words"}
    assert client.post(reverse("account_change_password"), new).status_code == 302

    assert not AuthToken.objects.exists()


def test_a_revoked_key_is_gone(client, asha):
    client.force_login(asha)
    actions.make_key(name="Orders", days=30, by=asha)
    digest = AuthToken.objects.get().digest
    answer = client.post(reverse("revoke_key", args=[digest[:16]]), follow=True)

    assert "The key has been revoked" in answer.content.decode()
    assert not AuthToken.objects.exists()


def test_cara_cannot_see_or_revoke_ashas_key(client, asha, cara):
    text = actions.make_key(name="Orders", days=30, by=asha)
    digest = AuthToken.objects.get().digest
    client.force_login(cara)

    assert text[:8] not in client.get(PAGE).content.decode()
    assert client.post(reverse("revoke_key", args=[digest[:16]])).status_code == 404
    assert AuthToken.objects.filter(user=asha).exists()


def test_revoking_takes_a_post(client, asha):
    actions.make_key(name="Orders", days=30, by=asha)
    client.force_login(asha)

    assert client.get(reverse("revoke_key", args=[AuthToken.objects.get().digest[:16]])).status_code == 405


def test_there_are_only_so_many_keys(client, asha):
    for _ in range(actions.MOST_KEYS):
        actions.make_key(name="Orders", days=30, by=asha)
    client.force_login(asha)
    answer = client.post(PAGE, KEY)

    assert "You already have 10 keys" in answer.content.decode()
    assert AuthToken.objects.count() == actions.MOST_KEYS

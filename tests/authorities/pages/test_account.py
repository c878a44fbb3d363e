"""The account page: who you are, and keys that are shown once."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from knox.auth import TokenAuthentication
from knox.models import AuthToken

from authorities import actions
from tests.factories import PersonFactory

PAGE = "/account/"


def key_on(page):
    return BeautifulSoup(page.content, "html.parser").select_one(".mou-key")


def test_a_stranger_is_asked_to_sign_in(client, db):
    for answer in (client.get(PAGE), client.post(PAGE, {"days": "30"})):
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


def test_a_key_is_shown_once_and_works(client, asha, rf):
    client.force_login(asha)
    answer = client.post(PAGE, {"days": "90"})
    text = key_on(answer).string

    assert "no-store" in answer["Cache-Control"]
    user, key = TokenAuthentication().authenticate_credentials(text.encode())
    assert user == asha
    assert abs(key.expiry - timezone.now() - timedelta(days=90)) < timedelta(minutes=1)
    assert text not in key.digest
    assert key_on(client.get(PAGE)) is None
    assert text[:8] in client.get(PAGE).content.decode()


def test_a_key_needs_an_end(client, asha):
    client.force_login(asha)

    assert "Select how long the key should work" in client.post(PAGE, {}).content.decode()
    assert not AuthToken.objects.exists()


def test_a_revoked_key_is_gone(client, asha):
    client.force_login(asha)
    actions.make_key(days=30, by=asha)
    digest = AuthToken.objects.get().digest
    answer = client.post(reverse("revoke_key", args=[digest[:16]]), follow=True)

    assert "The key has been revoked" in answer.content.decode()
    assert not AuthToken.objects.exists()


def test_cara_cannot_see_or_revoke_ashas_key(client, asha, cara):
    text = actions.make_key(days=30, by=asha)
    digest = AuthToken.objects.get().digest
    client.force_login(cara)

    assert text[:8] not in client.get(PAGE).content.decode()
    assert client.post(reverse("revoke_key", args=[digest[:16]])).status_code == 404
    assert AuthToken.objects.filter(user=asha).exists()


def test_revoking_takes_a_post(client, asha):
    actions.make_key(days=30, by=asha)
    client.force_login(asha)

    assert client.get(reverse("revoke_key", args=[AuthToken.objects.get().digest[:16]])).status_code == 405


def test_there_are_only_so_many_keys(client, asha):
    for _ in range(actions.MOST_KEYS):
        actions.make_key(days=30, by=asha)
    client.force_login(asha)
    answer = client.post(PAGE, {"days": "30"})

    assert "You already have 10 keys" in answer.content.decode()
    assert AuthToken.objects.count() == actions.MOST_KEYS

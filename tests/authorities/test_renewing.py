"""A session that has proved anew who it is goes on under another key."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from tests.factories import authenticator_app
from tests.factories.authorities import PASSWORD


def test_confirming_makes_another_key_and_the_old_one_opens_nothing(client, asha):
    code = authenticator_app(asha)
    client.post(reverse("account_login"), {"login": asha.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    old = client.session.session_key
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code(1), "next": "/account/sessions/"})

    new = client.session.session_key
    assert answer.url == "/account/sessions/"
    assert old not in ("", None, new)
    assert UserSession.objects.get().session_key == new
    assert "This one" in client.get("/account/sessions/").content.decode()
    client.cookies[settings.SESSION_COOKIE_NAME] = old
    assert client.get("/account/").status_code == 302


def test_a_request_that_proves_nothing_keeps_its_key(client, asha):
    client.force_login(asha)
    before = client.session.session_key
    client.get("/account/")
    client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    assert client.session.session_key == before

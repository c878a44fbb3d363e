"""Signing in, being locked out, and choosing a new password."""

import re

import pytest
from django.urls import reverse

from authorities.sign_in import client_address
from tests.factories import PersonFactory
from tests.factories.authorities import PASSWORD

NEW = "three random words"
WRONG = "Check your email address and password. They do not match an account"


@pytest.fixture
def asha(db):
    return PersonFactory(email="asha@example.org")


def send(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_person_signs_in_with_email_and_password_in_any_case(client, asha):
    answer = send(client, " Asha@Example.org ", PASSWORD)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(asha.pk)


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, asha):
    for email in ("asha@example.org", "nobody@example.org"):
        answer = send(client, email, "wrong")

        assert answer.status_code == 200
        assert WRONG in answer.content.decode()
        assert f'value="{email}"' in answer.content.decode()


def test_an_empty_form_says_what_to_enter(client, db):
    page = send(client, "", "").content.decode()

    assert "Enter your email address" in page
    assert "Enter your password" in page
    assert "<title>Error: Sign in – MOU portal</title>" in page


@pytest.mark.parametrize("email", ["asha@example.org", "nobody@example.org"])
def test_too_many_failures_lock_the_address_with_words(client, asha, email):
    for _ in range(5):
        answer = send(client, email, "wrong")

    assert answer.status_code == 429
    assert "Too many attempts to sign in" in answer.content.decode()
    assert send(client, email.upper(), PASSWORD).status_code == 429


def test_one_address_being_locked_does_not_lock_another(client, asha):
    for _ in range(5):
        send(client, "nobody@example.org", "wrong")

    assert send(client, "asha@example.org", PASSWORD).status_code == 302


def test_there_is_no_sign_up(client, db):
    details = {"email": "new@example.org", "password1": NEW}

    for answer in (client.get(reverse("account_signup")), client.post(reverse("account_signup"), details)):
        assert "There is no sign-up" in answer.content.decode()


def test_signing_out_takes_a_post(client, asha):
    client.force_login(asha)

    assert "Sign out" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_by_who_knows_it(client, asha):
    client.force_login(asha)
    page = reverse("account_change_password")
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    wrong = client.post(page, typed | {"oldpassword": "wrong"}).content.decode()
    assert "Current password is not right" in wrong
    different = client.post(page, typed | {"password2": "other words here"}).content.decode()
    assert "The two new passwords must be the same" in different
    assert client.post(page, typed).status_code == 302
    asha.refresh_from_db()
    assert asha.check_password(NEW)


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, asha, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": "asha@example.org"}, follow=True)

    assert "Check your email" in answer.content.decode()
    assert mailoutbox[0].subject == "Choose a new password for the MOU portal"
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    done = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your password has been changed" in done.content.decode()
    asha.refresh_from_db()
    assert asha.check_password(NEW)
    assert "This link does not work" in client.get(link, follow=True).content.decode()


def test_nobody_can_ask_whether_there_is_an_account(client, db, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)

    assert "Check your email" in answer.content.decode()
    assert mailoutbox == []


def test_passwords_are_kept_with_argon2(asha):
    assert asha.password.startswith("argon2$")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_lock_falls_on_the_visitor_and_not_on_our_proxy(rf, settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert client_address(rf.get("/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=forwarded)) == address

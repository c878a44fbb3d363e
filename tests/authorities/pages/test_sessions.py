"""Where somebody is signed in, and ending it from elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from authorities.pages.sessions import browser_in_words
from tests.factories import authenticator_app
from tests.factories.authorities import PASSWORD

PAGE = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def two_browsers(asha):
    """Asha in Firefox and in Edge."""
    code = authenticator_app(asha)
    opened = []
    for steps, agent in ((0, FIREFOX), (1, EDGE)):
        client = Client(HTTP_USER_AGENT=agent)
        client.post(reverse("account_login"), {"login": asha.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code(steps)})
        opened.append(client)
    return opened


def test_each_browser_is_listed_and_this_one_is_marked(two_browsers):
    page = two_browsers[0].get(PAGE).content.decode()

    assert "Firefox on Windows" in page
    assert "Edge on Mac" in page
    assert page.count("This one") == 1


def test_the_other_browser_is_signed_out_at_once(two_browsers):
    here, there = two_browsers
    other = UserSession.objects.get(user_agent=EDGE)
    here.post(PAGE, {"session": other.pk})

    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_all_others_are_signed_out_by_one_press(two_browsers):
    here, there = two_browsers
    assert "Signed out everywhere else" in there.post(PAGE, follow=True).content.decode()

    assert here.get("/").status_code == 302


@pytest.mark.parametrize("number", ["0", "x", "999999999999999999999", "-1", "١"])
def test_a_session_that_is_not_there_is_not_found(two_browsers, number):
    assert two_browsers[0].post(PAGE, {"session": number}).status_code == 404


def test_ending_a_session_asks_whoever_signed_in_long_ago_to_confirm(client, asha, time_machine):
    time_machine.move_to("2026-11-20 12:00Z", tick=False)
    client.force_login(asha)
    time_machine.move_to("2026-11-20 12:11Z", tick=False)

    assert client.post(PAGE).url.startswith("/account/confirm/")


def test_cara_cannot_end_ashas_session(two_browsers, client, cara):
    client.force_login(cara)
    theirs = UserSession.objects.first()

    assert "Firefox" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"session": theirs.pk}).status_code == 404
    assert two_browsers[0].get("/").status_code == 200


def test_a_new_password_signs_out_everywhere_else(two_browsers):
    here, there = two_browsers
    new = {"oldpassword": PASSWORD, "password1": "three random words", "password2": "three random words"}
    here.post(reverse("account_change_password"), new)

    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"), [(FIREFOX, "Firefox on Windows"), (EDGE, "Edge on Mac"), ("curl/8", "A browser")]
)
def test_a_browser_is_named_as_people_do(agent, words):
    assert browser_in_words(agent) == words

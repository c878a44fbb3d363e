"""Which passwords are taken, and that they are taken as they were typed."""

import re
import socket
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from authorities.models import Person
from authorities.passwords import OWN, known
from tests.factories import PersonFactory, authenticator_app
from tests.factories.authorities import PASSWORD

PAGE = "account_change_password"


@pytest.fixture
def person(west_midlands):
    return PersonFactory(email="asha@example.org", name="Asha Patel")


def change(client, new, old=PASSWORD):
    return client.post(reverse(PAGE), {"oldpassword": old, "password1": new, "password2": new})


def refusals(password, person):
    try:
        validate_password(password, person)
    except ValidationError as refused:
        return {error.code for error in refused.error_list}
    return set()


def test_eleven_characters_are_too_few_and_twelve_will_do(person):
    assert refusals("plum kettle", person) == {"password_too_short"}
    assert refusals("plum kettles", person) == set()


@pytest.mark.parametrize("password", ["x" * 63 + "y" + " plum kettle", "plum kettle " * 10], ids=len)
def test_a_long_password_is_taken_whole(client, person, password):
    client.force_login(person)
    assert change(client, password).status_code == 302

    person.refresh_from_db()
    assert person.check_password(password)
    assert not person.check_password(password[:-1])
    assert not person.check_password(password[:64])


@pytest.mark.parametrize(
    "password",
    [
        "plumkettlegate",
        "PLUMKETTLEGATE",
        "837462910375",
        "!)(*&^%$£;:~}{",
        "чайник сливы луг",
        "梅子水壶大门红色花园月亮",
        "plum🫖kettle🫖gate",
    ],
)
def test_any_characters_will_do_and_none_are_asked_for(person, password):
    assert refusals(password, person) == set()


def test_a_password_is_kept_as_it_was_typed(client, person):
    client.force_login(person)
    typed = "  Plum Kettle Gate  "
    assert change(client, typed).status_code == 302

    person.refresh_from_db()
    assert person.check_password(typed)
    assert not person.check_password(typed.strip())
    assert not person.check_password(typed.lower())


@pytest.mark.parametrize("password", ["1q2w3e4r5t6y", "qwertyuiop12", "password1234!", "123456789012", "iloveyou2026!"])
def test_a_common_password_is_refused_also_with_a_little_added(client, person, password):
    client.force_login(person)
    page = change(client, password).content.decode()

    assert refusals(password, person) & {"password_too_common", "easily_guessed"}
    assert "too common" in page or "too easily guessed" in page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["leavemealone", "LeaveMeAlone", "fussballverruckte", "garciamartin1995 "])
def test_a_password_known_from_a_breach_is_refused_in_whatever_capitals(client, person, password):
    client.force_login(person)
    page = change(client, password).content.decode()

    assert "known_from_breaches" in refusals(password, person)
    assert "it is known from a breach. Choose another" in page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_list_of_known_ones_holds_many_thousands_that_our_length_allows():
    assert len(known()) > 43_000
    assert min(map(len, known())) == 12
    assert known() == {one.casefold() for one in known()}


def test_no_other_machine_is_asked_about_a_password(person, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a connection was made")

    known.cache_clear()
    refusals("plum kettle gate", person)  # the words of the portal's own are read first
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "known_from_breaches" in refusals("leavemealone", person)


@pytest.mark.parametrize(
    "password", ["WalsallCouncil2026", "walsall-walsall", "Social Worker 1", "mou portal portal", "Wolverhampton!"]
)
def test_the_portals_own_words_are_refused(person, password):
    assert "easily_guessed" in refusals(password, person)


def test_the_words_are_written_down():
    page = (settings.ROOT / "docs" / "security.md").read_text()
    listed = re.split(r"\W+", page.split("## Words that a password may not be made of")[1].split("##")[0])

    assert set(OWN) <= set(listed)


@pytest.mark.parametrize("password", ["walsall plum kettle", "three random words", "password of my plum kettle"])
def test_such_words_among_others_are_taken(person, password):
    assert refusals(password, person) == set()


def test_ones_own_name_is_refused(person):
    assert refusals("asha@example.org", person)


def test_a_password_need_not_be_changed_from_time_to_time(client, person, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=1000))
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert answer.url == "/"


@pytest.mark.parametrize("page", ["account_login", PAGE])
def test_a_password_is_hidden_while_typed_and_may_come_from_a_manager(client, person, page):
    if page == PAGE:
        client.force_login(person)
    fields = BeautifulSoup(client.get(reverse(page)).content, "html.parser").select('input[name*="password"]')

    assert fields
    for field in fields:
        assert field["type"] == "password"
        assert field["autocomplete"] in ("current-password", "new-password")
        assert not any(name.startswith("on") for name in field.attrs)


def test_a_new_password_by_a_link_does_not_go_round_the_second_factor(client, person, mailoutbox):
    authenticator_app(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = mailoutbox[0].body.split("http", 1)[1].split()[0].split("/", 3)[3]
    page = client.get(f"/{link}", follow=True).request["PATH_INFO"]
    client.post(page, {"password1": "plum kettle gate", "password2": "plum kettle gate"})

    assert client.get("/account/").status_code == 302
    answer = client.post(reverse("account_login"), {"login": person.email, "password": "plum kettle gate"})
    assert answer.url == reverse("mfa_authenticate")


def test_nothing_is_kept_that_would_hint_at_a_password():
    about_signing_in = ("password", "hint", "question", "answer", "secret")
    kept = [field.name for field in Person._meta.fields if any(word in field.name for word in about_signing_in)]

    assert kept == ["password"]

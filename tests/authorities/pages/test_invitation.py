"""Accepting an invitation: once, in time, by whoever has the letter box, and never saying who has an account."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from authorities import actions
from authorities.models import Appointment, Invitation, Person
from authorities.refusal import Refused
from tests.conftest import appointed
from tests.factories import PersonFactory, authenticator_app
from tests.factories.authorities import PASSWORD

Role = Appointment.Role
PAGE = "/account/invitation/"
NEW = {"name": "Nell New", "password1": "three random words", "password2": "three random words"}


@pytest.fixture
def dora(walsall):
    """Directs children's services in Walsall."""
    return appointed("dora", Role.DCS, authority=walsall)


@pytest.fixture
def invited(dora, walsall, mailoutbox):
    """Nell is invited as an HR officer; gives the link in her e-mail."""
    actions.invite(
        email="Nell@Example.org", role=Role.HR_OFFICER, authority=walsall, by=dora,
        link=lambda key: reverse("invitation_link", args=[key]),
    )  # fmt: skip
    return re.search(r"/account/invitation/\S+", mailoutbox[0].body)[0]


def test_a_new_person_chooses_a_password_and_is_led_to_the_second_factor(client, invited, walsall):
    page = client.get(invited, follow=True).content.decode()
    assert "Dora invites nell@example.org as: HR officer, Walsall." in page
    answer = client.post(PAGE, NEW, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    nell = Person.objects.get(email="nell@example.org")
    assert nell.check_password("three random words")
    held = nell.appointments.get()
    assert (held.role, held.authority) == (Role.HR_OFFICER, walsall)


def test_the_key_stands_in_no_page_and_not_in_the_database(client, invited):
    key = invited.strip("/").split("/")[-1]
    page = client.get(invited, follow=True)

    assert key not in page.content.decode()
    assert page.request["PATH_INFO"] == PAGE
    assert key not in Invitation.objects.get().key_hash


def test_an_invitation_works_once(client, invited):
    client.get(invited)
    client.post(PAGE, NEW)
    again = Client()

    assert again.get(invited, follow=True).status_code == 404


def test_an_invitation_runs_out_after_a_week(client, invited, time_machine):
    time_machine.move_to(Invitation.objects.get().expires_at)

    assert "does not work" in client.get(invited, follow=True).content.decode()


def test_an_invitation_from_who_has_left_no_longer_holds(client, invited, dora):
    client.get(invited)
    Person.objects.filter(pk=dora.pk).update(is_active=False)

    assert client.post(PAGE, NEW).status_code == 404
    assert not Person.objects.filter(email="nell@example.org").exists()


def test_a_key_that_never_was_is_answered_as_one_that_is_used(client, invited):
    client.get(invited)
    client.post(PAGE, NEW)
    used, never = Client(), Client()

    def plain(answer):
        return re.sub(r'value="[\w]{64}"', "", answer.content.decode())

    found = plain(used.get(invited, follow=True))
    assert found == plain(never.get(reverse("invitation_link", args=["k" * 43]), follow=True))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Enter your name"),
        ({"password1": ""}, "Enter a password"),
        ({"password2": "another"}, "The two passwords must be the same"),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password1": "nell@example.org", "password2": "nell@example.org"}, "too similar"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, invited, typed, said):
    client.get(invited)

    assert said in client.post(PAGE, NEW | typed).content.decode()
    assert not Person.objects.filter(email="nell@example.org").exists()
    assert Invitation.objects.get().accepted_at is None


def test_who_has_an_account_signs_in_and_accepts(client, invited, walsall):
    nell = PersonFactory(email="nell@example.org")
    code = authenticator_app(nell)
    page = client.get(invited, follow=True).content.decode()
    assert "Choose a password" not in page
    assert f"{reverse('account_login')}?next={PAGE}" in page
    client.post(reverse("account_login"), {"login": nell.email, "password": PASSWORD, "next": PAGE})
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).url == PAGE
    assert "You have accepted" in client.post(PAGE, follow=True).content.decode()

    assert nell.appointments.get().authority == walsall
    assert Invitation.objects.get().accepted_by == nell


def test_somebody_else_cannot_accept(client, invited, cara):
    PersonFactory(email="nell@example.org")
    client.force_login(cara)
    client.get(invited)
    client.post(PAGE, NEW)

    assert Invitation.objects.get().accepted_at is None
    assert cara.appointments.count() == 1


def test_two_presses_make_one_account(invited, dora):
    key = invited.strip("/").split("/")[-1]
    actions.accept_invitation(key=key, name="Nell", password="three random words")

    with pytest.raises(Refused, match="no longer holds"):
        actions.accept_invitation(key=key, name="Nell", password="three random words")


def test_a_closed_account_is_not_opened_by_an_invitation(client, invited):
    PersonFactory(email="nell@example.org", is_active=False)

    assert "it is closed" in client.get(invited, follow=True).content.decode()


def test_the_day_of_acceptance_begins_the_role(client, invited, time_machine):
    later = datetime(2030, 1, 1, 12, tzinfo=UTC)
    Invitation.objects.update(expires_at=later.replace(day=2))
    time_machine.move_to(later)
    client.get(invited)
    client.post(PAGE, NEW)

    assert str(Person.objects.get(email="nell@example.org").appointments.get().from_on) == "2030-01-01"

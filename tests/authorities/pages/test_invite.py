"""Inviting: each authority its own, nobody above themselves, and the same answer whoever is invited."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from authorities import actions
from authorities.models import Appointment, Invitation
from authorities.refusal import Refused
from tests.conftest import appointed

Role = Appointment.Role
PAGE = "/access/invite/"


@pytest.fixture
def dora(walsall):
    return appointed("dora", Role.DCS, authority=walsall)


def send(client, **typed):
    return client.post(PAGE, typed, follow=True)


def test_a_director_invites_staff_of_their_own_authority(client, dora, walsall, mailoutbox):
    client.force_login(dora)
    page = client.get(PAGE).content.decode()
    assert "Walsall" in page
    assert "Dudley" not in page
    said = send(client, email="nell@example.org", role=Role.APPROVER, place=f"authority-{walsall.pk}").content.decode()

    assert "on its way to nell@example.org" in said
    assert mailoutbox[0].to == ["nell@example.org"]
    assert "http://testserver/account/invitation/" in mailoutbox[0].body


def test_who_has_an_account_is_answered_alike(client, dora, cara, walsall):
    client.force_login(dora)
    place = f"authority-{walsall.pk}"
    known = send(client, email="cara@example.org", role=Role.HR_OFFICER, place=place)
    new = send(client, email="newx@example.org", role=Role.HR_OFFICER, place=place)

    assert "on its way to cara@example.org" in known.content.decode()
    assert "on its way to newx@example.org" in new.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "role": "hr_officer"}, "Enter their email address"),
        ({"email": "x", "role": "hr_officer"}, "in the correct format"),
        ({"email": "nell@example.org", "role": ""}, "Select a role"),
        ({"email": "nell@example.org", "role": "dcs"}, "Select a role from the list"),
    ],
)
def test_what_is_wrong_is_said(client, ben, walsall, typed, said):
    client.force_login(ben)

    assert said in send(client, place=f"authority-{walsall.pk}", **typed).content.decode()
    assert not Invitation.objects.exists()


def test_an_approver_invites_hr_officers_alone(ben, walsall, dudley, mailoutbox):
    for role, authority in ((Role.APPROVER, walsall), (Role.DCS, walsall), (Role.HR_OFFICER, dudley)):
        with pytest.raises(Refused, match="cannot give this role there"):
            actions.invite(email="n@example.org", role=role, authority=authority, by=ben, link=str)
    actions.invite(email="n@example.org", role=Role.HR_OFFICER, authority=walsall, by=ben, link=str)

    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.LEAD_DCS, "region"),
        (Role.SUPPLIER, "supplier"),
        (Role.AUDITOR, "region"),
        (Role.ADMINISTRATOR, ""),
        (Role.DCS, "authority"),
    ],
)
def test_the_administrator_invites_for_every_place(client, jan, walsall, west_midlands, supplier_one, role, place):
    client.force_login(jan)
    numbers = {"region": west_midlands.pk, "supplier": supplier_one.pk, "authority": walsall.pk}
    chosen = f"{place}-{numbers[place]}" if place else ""
    said = send(client, email="nell@example.org", role=role, place=chosen).content.decode()

    assert "on its way" in said
    assert Invitation.objects.get().role == role


def test_a_role_is_for_the_kind_of_place_that_it_is_for(client, jan, walsall):
    client.force_login(jan)
    said = send(client, email="nell@example.org", role=Role.LEAD_DCS, place=f"authority-{walsall.pk}").content.decode()

    assert "You cannot give this role there" in said


def test_without_its_e_mail_there_is_no_invitation(client, dora, walsall, monkeypatch):
    def cannot(**mail):
        raise DatabaseError

    monkeypatch.setattr("authorities.actions.invitations.post", cannot)
    client.force_login(dora)
    with pytest.raises(DatabaseError):
        send(client, email="nell@example.org", role=Role.HR_OFFICER, place=f"authority-{walsall.pk}")

    assert not Invitation.objects.exists()


def test_there_are_only_so_many_open_invitations(dora, walsall, monkeypatch, mailoutbox):
    monkeypatch.setattr("authorities.actions.invitations.MOST_OPEN", 2)
    for name in "ab":
        actions.invite(email=f"{name}@example.org", role=Role.HR_OFFICER, authority=walsall, by=dora, link=str)

    with pytest.raises(Refused, match="You have 2 open invitations"):
        actions.invite(email="c@example.org", role=Role.HR_OFFICER, authority=walsall, by=dora, link=str)


def test_cara_and_asha_cannot_invite(client, asha, cara):
    for person in (asha, cara):
        client.force_login(person)
        assert client.get(PAGE).status_code == 404
        assert client.get(reverse("access_review")).status_code == 404

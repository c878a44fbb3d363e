"""The quarter's review: each confirms, ends and withdraws what they answer for, and home says when it is due."""

from datetime import date

import pytest

from authorities import actions, clock, queries
from authorities.models import Appointment, Invitation
from tests.conftest import appointed

Role = Appointment.Role
PAGE = "/access/"


@pytest.fixture
def november(time_machine):
    time_machine.move_to("2026-11-20 12:00Z")


@pytest.fixture
def dora(walsall):
    return appointed("dora", Role.DCS, authority=walsall)


def rows(client):
    return client.get(PAGE).content.decode()


def test_a_director_sees_the_staff_of_their_authority_and_nobody_else(client, november, dora, asha, ben, cara, dev):
    client.force_login(dora)
    page = rows(client)

    assert "asha@example.org" in page
    assert "ben@example.org" in page
    assert "cara@example.org" not in page
    assert "dev@example.org" not in page
    assert page.count("dora@example.org") == 1  # in the heading: nobody reviews themselves


def test_an_approver_answers_for_hr_officers_alone(client, november, dora, asha, ben):
    client.force_login(ben)

    assert "asha@example.org" in rows(client)
    assert "dora@example.org" not in rows(client)


def test_the_administrator_answers_for_those_whom_no_authority_does(client, november, jan, dora, asha, dev, hugo, ivy):
    client.force_login(jan)
    page = rows(client)

    assert all(f"{name}@example.org" in page for name in ("dora", "dev", "hugo", "ivy"))
    assert "asha@example.org" not in page


def test_confirming_says_when_and_by_whom_and_is_asked_again_next_quarter(client, november, dora, asha, time_machine):
    client.force_login(dora)
    assert "Not this quarter" in rows(client)
    client.post(PAGE, {"confirm": asha.appointments.get().pk})

    assert "20 November 2026, by Dora" in rows(client)
    assert "Not this quarter" not in rows(client)
    time_machine.move_to("2027-01-01 12:00Z")
    client.force_login(dora)
    assert "Not this quarter" in rows(client)


def test_ending_takes_hold_at_once(client, november, dora, asha):
    client.force_login(dora)
    said = client.post(PAGE, {"end": asha.appointments.get().pk}, follow=True).content.decode()

    assert "Asha: no longer HR officer, Walsall." in said
    assert not asha.appointments.in_force_on(clock.today()).exists()


def test_an_open_invitation_is_withdrawn(client, november, dora, walsall, mailoutbox):
    actions.invite(email="nell@example.org", role=Role.HR_OFFICER, authority=walsall, by=dora, link=str)
    client.force_login(dora)
    assert "nell@example.org" in rows(client)
    client.post(PAGE, {"withdraw": Invitation.objects.get().pk})

    assert actions.invitation_of(mailoutbox[0].body.split("once.\n\n")[1].split("\n")[0]) is None
    assert "Open invitations" not in rows(client)


@pytest.mark.parametrize("verb", ["confirm", "end"])
def test_cara_and_those_above_are_not_to_be_had(client, november, ben, cara, dora, verb):
    client.force_login(ben)
    for other in (cara, dora, ben):
        assert client.post(PAGE, {verb: other.appointments.get().pk}).status_code == 404
        assert other.appointments.get().confirmed_on is None
        assert other.appointments.get().until_on is None


@pytest.mark.parametrize("sent", [{}, {"confirm": "x"}, {"end": "9" * 30}, {"withdraw": "١"}])
def test_nonsense_is_not_found(client, november, ben, asha, sent):
    client.force_login(ben)

    assert client.post(PAGE, sent).status_code == 404


@pytest.mark.parametrize(("day", "urgent"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_home_says_what_waits_and_by_when(dora, asha, ben, day, urgent):
    told = list(queries.to_do(dora, day))

    assert [(one.text, one.count, one.due_on, one.urgent) for one in told] == [
        ("Say who still needs access", 2, date(2026, 10, 31), urgent)
    ]


def test_home_says_nothing_where_all_are_confirmed_or_new(dora, asha, ben):
    asha.appointments.update(confirmed_on=date(2026, 10, 1))
    ben.appointments.update(from_on=date(2026, 10, 1))

    assert list(queries.to_do(dora, date(2026, 11, 20))) == []


def test_it_is_nobody_elses_task(november, asha, dev, ivy):
    for person in (asha, dev, ivy):
        assert list(queries.to_do(person, date(2026, 11, 20))) == []


def test_nobody_yet_is_said(client, november, dora):
    client.force_login(dora)

    assert "Nobody yet" in rows(client)

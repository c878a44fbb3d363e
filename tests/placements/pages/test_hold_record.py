"""Holding a record past its time."""

import pytest

from placements.models import Hold
from tests.factories import AppointmentFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def worker(walsall):
    return WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")


@pytest.fixture
def url(worker):
    return f"/workers/{worker.pk}/hold/"


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_ben_holds_a_record_and_ends_the_hold(client, ben, url, worker, soup):
    sign_in(client, ben)
    answer = client.post(url, {"why": "A claim.", "until_on": "1/2/2027"})

    assert answer["Location"] == f"/workers/{worker.pk}/record/"
    hold = Hold.objects.get()
    assert (hold.why, hold.placed_by, hold.ended_at) == ("A claim.", ben, None)
    assert "Until 1 February 2027: A claim." in soup(client.get(url)).main.text
    client.post(url, {"end": "yes"})
    hold.refresh_from_db()
    assert hold.ended_by == ben


def test_whoever_approves_elsewhere_holds_no_record_of_where_they_log(client, ben, url, dudley):
    AppointmentFactory(person=ben, role="approver", authority=dudley)
    ben.appointments.exclude(authority=dudley).update(role="hr_officer")
    sign_in(client, ben)

    assert client.get(url).status_code == 404
    assert client.post(url, {"why": "A claim.", "until_on": "1/2/2027"}).status_code == 404
    assert "Hold the record" not in client.get(url.replace("hold", "record")).content.decode()
    assert not Hold.objects.exists()


def test_what_is_wrong_is_said_and_nothing_is_stored(client, ben, url, errors):
    sign_in(client, ben)

    said = errors(client.post(url, {"why": "", "until_on": "19/11/2026"}))
    assert len(said) == 2
    assert not Hold.objects.exists()


def test_asha_may_not_hold_and_cara_cannot_see(client, asha, cara, url):
    for person in (asha, cara):
        sign_in(client, person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"why": "A claim.", "until_on": "1/2/2027"}).status_code == 404
    assert not Hold.objects.exists()

"""Making a one-time link: shown once, by the worker's own authority alone."""

import re

import pytest

from placements.models import RecordLink
from tests.factories import WorkerFactory


@pytest.fixture
def url(walsall):
    return f"/workers/{WorkerFactory(authority=walsall, swe_number='SW911111').pk}/record/link/"


@pytest.fixture
def post(client):
    def posting(person, path):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(path)

    return posting


def test_asha_gets_a_link_that_is_shown_this_once(url, asha, post, client):
    page = post(asha, url).content.decode()

    [token] = re.findall(r"http://testserver/my-record/([\w-]{43})/", page)
    assert client.get(f"/my-record/{token}/").status_code == 200
    assert token not in post(asha, url).content.decode()
    assert RecordLink.objects.count() == 2


def test_cara_cannot_and_a_link_is_not_made_by_looking(url, asha, cara, post, get):
    assert post(cara, url).status_code == 404
    assert get(asha, url).status_code == 405
    assert not RecordLink.objects.exists()

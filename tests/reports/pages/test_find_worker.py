"""Finding a record by its number: in the form, never in the address; one's own alone."""

import pytest

from tests.factories import WorkerFactory

PAGE = "/workers/find/"


@pytest.fixture
def worker(walsall):
    return WorkerFactory(authority=walsall, swe_number="SW911111")


@pytest.fixture
def find(client):
    def asking(person, number):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(PAGE, {"swe_number": number})

    return asking


def test_asha_is_led_to_the_record(worker, asha, find):
    assert find(asha, " sw911111 ")["Location"] == f"/workers/{worker.pk}/record/"


def test_cara_finds_nobody_as_with_a_number_that_never_was(worker, cara, find):
    others, never = find(cara, "SW911111"), find(cara, "SW999999")

    assert b"Nobody is on record with you" in others.content
    assert others.content.count(b"SW911111") == never.content.count(b"SW999999") == 1


def test_what_is_no_number_is_refused_in_words(asha, find):
    answer = find(asha, "911")

    assert answer.status_code == 200
    assert b"govuk-error-summary" in answer.content


def test_the_auditor_has_no_such_page(hugo, get):
    assert get(hugo, PAGE).status_code == 404

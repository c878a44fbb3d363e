"""One correction and its answer."""

import pytest

from placements import actions
from tests.factories import WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def asked(walsall):
    return actions.ask_for_correction(worker=WorkerFactory(authority=walsall), text="<b>My</b> name is wrong.")


@pytest.fixture
def url(asked):
    return f"/corrections/{asked.pk}/"


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_asha_answers_and_the_answer_stays(as_asha, url, asked, asha, soup):
    assert "&lt;b&gt;My&lt;/b&gt;" in as_asha.get(url).content.decode()
    page = soup(as_asha.post(url, {"outcome": "corrected", "answer": "Put right."}, follow=True))

    asked.refresh_from_db()
    assert (asked.outcome, asked.answer, asked.answered_by) == ("corrected", "Put right.", asha)
    assert "Put right." in page.main.text
    assert page.main.find("textarea") is None


def test_a_refusal_needs_a_reason(as_asha, url, asked, errors):
    assert errors(as_asha.post(url, {"outcome": "not_corrected", "answer": ""})) == [
        "Enter why the record stays as it is"
    ]
    assert errors(as_asha.post(url, {})) == ["Select what you did"]
    asked.refresh_from_db()
    assert asked.outcome == ""


def test_a_second_answer_is_refused(as_asha, url, asked, asha, soup):
    actions.answer_correction(correction=asked, outcome="corrected", answer="First.", by=asha)

    page = soup(as_asha.post(url, {"outcome": "corrected", "answer": "Second."}))

    asked.refresh_from_db()
    assert asked.answer == "First."
    assert "First." in page.main.text


def test_cara_cannot(client, cara, url):
    client.force_login(cara, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(url).status_code == 404

"""The corrections that workers asked for, as a list."""

import pytest

from placements import actions
from tests.factories import WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


def page(client, person, soup):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/corrections/")
    assert answer.status_code == 200
    return " ".join(soup(answer).main.text.split())


def test_what_waits_stands_above_what_was_answered(client, walsall, asha, soup):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    done = actions.ask_for_correction(worker=worker, text="One.")
    actions.answer_correction(correction=done, outcome="corrected", answer="", by=asha)
    actions.ask_for_correction(worker=worker, text="Two.")

    said = page(client, asha, soup)

    assert said.index("by Wanda Walsall, Walsall. Answer by 20 December 2026") < said.index(
        "corrected on 20 November 2026"
    )


def test_cara_sees_nothing_of_walsalls(client, walsall, cara, soup):
    actions.ask_for_correction(worker=WorkerFactory(authority=walsall, name="Wanda Walsall"), text="One.")

    assert "Nothing waits" in page(client, cara, soup)

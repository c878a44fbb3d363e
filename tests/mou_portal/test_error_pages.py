"""When something goes wrong the page says so plainly, in the portal's own look."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.views import defaults

from tests.factories import PersonFactory


def test_a_page_that_is_not_there(client, db):
    client.force_login(PersonFactory(email="somebody@example.org"))
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert "somebody@example.org" in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(db):
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "x", "password": "y"})

    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()


def test_a_request_that_makes_no_sense(rf):
    answer = defaults.bad_request(rf.get("/"), Exception())

    assert answer.status_code == 400
    assert "That could not be done" in answer.content.decode()


def test_what_one_may_not_do(rf):
    answer = defaults.permission_denied(rf.get("/"), Exception())

    assert answer.status_code == 403
    assert "You cannot do that" in answer.content.decode()


def test_a_failure_of_ours_needs_nothing_to_say_so(rf):
    answer = defaults.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "Sorry, there is a problem" in answer.content.decode()


@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_the_demonstration_says_that_its_data_is_invented(rf, settings, demo, said):
    settings.DEMO = demo

    assert ("The data on these pages is invented" in render_to_string("404.html", request=rf.get("/"))) is said

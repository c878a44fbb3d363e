"""Whoever sends what no page offers is noted as refused: which page and field, and never what was sent."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from authorities import kept
from authorities.models import JobRole, LogEntry

pytestmark = pytest.mark.django_db
NOTICE = {"weeks": 8, "since_0": 1, "since_1": 1, "since_2": 2026}


@pytest.fixture
def noted(db):
    last = max(LogEntry.objects.values_list("pk", flat=True), default=0)
    refusals = LogEntry.objects.filter(pk__gt=last, kind="refusal").order_by("pk")
    return lambda: list(refusals.values_list("by_id", "via", "about_id", "digest"))


@pytest.fixture
def role(agreements):
    return JobRole.objects.first().pk


def test_an_answer_that_was_not_offered_is_noted_without_what_was_sent(client, asha, role, noted):
    client.force_login(asha)
    client.post(reverse("notice_periods"), NOTICE | {"job_role": "987654321"})

    assert noted() == [(asha.pk, "notice_periods", "job_role:invalid_choice", None)]


def test_a_slip_of_the_pen_is_not_noted(client, asha, role, noted):
    client.force_login(asha)
    client.post(reverse("notice_periods"), NOTICE | {"job_role": role, "weeks": "eight", "since_1": "13"})
    client.post(reverse("notice_periods"), {})

    assert noted() == []


def test_a_form_without_its_token_is_noted(asha, role, noted):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    assert client.post(reverse("notice_periods"), NOTICE | {"job_role": role}).status_code == 403

    assert [row[:3] for row in noted()] == [(asha.pk, "notice_periods", "form:without_its_token")]


def test_whoever_has_signed_in_again_in_another_tab_tries_nothing(asha, role, noted):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    sent = NOTICE | {"job_role": role, kept.TOKEN: kept.token(asha)}
    assert client.post(reverse("notice_periods"), sent).status_code == 302

    assert noted() == []


def test_a_signed_value_that_was_changed_is_noted(asha, role, noted):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    client.post(reverse("notice_periods"), NOTICE | {kept.TOKEN: kept.token(asha)[:-1] + "_"})

    assert "person_token:not_as_it_was_signed" in noted()[0][2]


@pytest.mark.parametrize(
    ("sent", "status"), [({"data": "{", "content_type": "application/json"}, 400), ({"data": {}}, 415)]
)
def test_what_a_program_sends_and_the_api_refuses_is_noted(client, asha, noted, sent, status):
    headers = {"Authorization": f"Bearer {AuthToken.objects.create(asha)[1]}"}
    assert client.post(reverse("api_eligibility"), headers=headers, **sent).status_code == status

    assert noted() == [(asha.pk, "api_eligibility", f"status={status}", None)]


def test_a_method_that_no_page_asks_by_is_noted(client, asha, noted):
    client.force_login(asha)
    assert client.delete(reverse("placements")).status_code == 405

    assert [row[2] for row in noted()] == ["status=405"]


def test_a_strangers_tries_fill_the_log_of_errors_and_not_the_chain(noted, caplog):
    with caplog.at_level(logging.WARNING, "authorities.log"):
        Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@example.org", "password": "b"})

    assert noted() == []
    assert "A stranger tried form:without_its_token on account_login" in caplog.text

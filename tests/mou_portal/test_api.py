"""The API as a whole: keys, the schema, and hostile input, which is never met with an error of ours."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from knox.models import AuthToken
from schemathesis import GenerationMode

from mou_portal.wsgi import application
from tests.amounts import amount
from tests.factories import PlacementFactory

EXAMPLES = amount(10, ci=30)  # of each operation
LISTS = ("/api/v1/placements/", "/api/v1/findings/", "/api/v1/reports/")
HOSTILE = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"1",
    b"\xff\xfe",
    b'{"authority": "E08000030\\u0000"}',
    b'{"authority": ["E08000030"], "swe_number": {}, "role": true, "hourly_pay": [], "start": 1e400}',
    b'{"authority": "\\ud800", "swe_number": "\\ud800", "role": "\\ud800", "pay_type": "\\ud800", "start": "\\ud800"}',
    json.dumps(
        dict.fromkeys(("authority", "swe_number", "role", "pay_type", "start", "reference"), "x" * 10_000)
    ).encode(),
    json.dumps(
        {"authority": "E08000030", "hourly_pay": 10**400, "hours_per_week": -(10**30), "start": "1926-01-01"}
    ).encode(),
    b'{"hourly_pay": ' + b"9" * 5000 + b"}",
    b'{"hourly_pay": NaN}',
    b"[" * 100_000,
    '{"worker_name": "😀", "reason": "😀", "reference": "😀", "supplier": "😀"}'.encode(),
)


@pytest.fixture
def key():
    """A key for a person, as a header."""

    def made(person):
        return {"HTTP_AUTHORIZATION": f"Bearer {AuthToken.objects.create(person)[1]}"}

    return made


def test_a_key_opens_what_its_person_may_read(client, key, asha, agreements, walsall, dudley):
    PlacementFactory(authority=walsall), PlacementFactory(authority=dudley)

    answer = client.get("/api/v1/placements/", **key(asha))

    assert [one["authority"] for one in answer.json()["results"]] == ["E08000030"]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer " + "a" * 64, "Bearer \xff\xfe", "Basic YTpi", "Bearer a b"]
)
def test_without_a_good_key_the_answer_says_how_to_get_one(client, db, header):
    for address in LISTS:
        answer = client.get(address, **({"HTTP_AUTHORIZATION": header} if header else {}))
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["message"]
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_key_of_somebody_who_has_left_opens_nothing(client, key, asha):
    header = key(asha)
    asha.is_active = False
    asha.save()

    assert client.get("/api/v1/placements/", **header).status_code == 401


def test_a_session_opens_the_api_but_writes_only_with_its_token(asha, db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    assert client.get("/api/v1/placements/").status_code == 200
    assert client.post("/api/v1/eligibility/", {}, content_type="application/json").status_code == 403


def test_the_schema_describes_every_address(client, db):
    schema = client.get("/api/v1/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json").json()

    assert set(schema["paths"]) == {
        "/api/v1/eligibility/",
        "/api/v1/findings/",
        "/api/v1/placements/",
        "/api/v1/placements/{placement_id}/",
        "/api/v1/reports/",
        "/api/v1/reports/{edition_id}/files/{name}",
    }
    assert set(schema["components"]["securitySchemes"]) == {"key", "cookieAuth"}


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("address", ["/api/v1/eligibility/", "/api/v1/placements/"])
def test_hostile_json_is_refused_in_words(client, key, asha, agreements, address, body):
    answer = client.post(address, body, content_type="application/json", **key(asha))

    assert answer.status_code in (400, 404)
    assert all(error["message"] for error in answer.json()["errors"])


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=cD14",
        "cursor=cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ==",
        "page_size=-1",
        "page_size=1e9",
        "cursor=%00",
        "authority=%00",
        "role=" + "x" * 5000,
        "placement=1e999999999",
        "placement=9223372036854775808",
        "status=%ff",
        "kind=🎈",
    ],
)
def test_hostile_addresses_are_refused_in_words(client, key, dev, agreements, address, query):
    answer = client.get(f"{address}?{query}", **key(dev))

    assert answer.status_code in (200, 400, 404)
    assert "results" in answer.json() or answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_what_is_not_offered_is_refused_in_words(client, key, asha, method):
    answer = getattr(client, method)("/api/v1/placements/", **key(asha))

    assert answer.status_code in (404, 405)
    assert answer.json()["errors"][0]["message"]


def test_a_form_is_refused_with_what_to_send(client, key, asha):
    answer = client.post("/api/v1/eligibility/", {"authority": "E08000030"}, **key(asha))

    assert answer.status_code == 415
    assert "Send JSON" in answer.json()["errors"][0]["message"]


@pytest.fixture
def one_connection():
    """A request keeps the connection of the test, as Django's own test client sees to it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_that_the_schema_allows_or_forbids_brings_the_portal_down(
    key, agreements, walsall, asha, one_connection, mode
):
    PlacementFactory(authority=walsall)
    header = {"Authorization": key(asha)["HTTP_AUTHORIZATION"]}
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def asked(case):
            response = case.call(headers=header)
            assert response.status_code < 500, response.text

        asked()

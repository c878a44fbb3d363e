"""The register of look-ups: every question is on it whatever the channel, and too many are slowed."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from knox.models import AuthToken

from authorities.models import Authority, JobRole, LookUp
from authorities.sharing.crossing import NUMBERS, TOLD
from placements.matching import match_key
from placements.models import LeaverReturn, Placement
from tests.factories import PlacementFactory, PostFactory, WorkerFactory

API, PAGE = "/api/v1/eligibility/", "/check/"
NOW = datetime(2026, 11, 19, 11, tzinfo=UTC)  # a Thursday
ASKED = {
    "authority": "E08000030",
    "swe_number": "SW123456",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "30.00",
    "start": "2026-12-01",
}


@pytest.fixture(autouse=True)
def on_a_thursday():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def few(settings):
    """Three look-ups an hour and five a day for one person; seven a day for all of an authority."""
    settings.LOOK_UPS = {"person": {"hour": 3, "day": 5}, "body": {"hour": 100, "day": 7}}


@pytest.fixture
def send(client):
    """Send JSON with an API key, as a program does."""

    def sent(person, address=API, **changed):
        key = AuthToken.objects.create(person)[1]
        return client.post(
            address, ASKED | changed, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
        )

    return sent


def typed(**changed):
    role = JobRole.objects.get(slug="senior_social_worker")
    day = {"started_on_day": "1", "started_on_month": "12", "started_on_year": "2026"}
    return {
        "swe_number": "SW123456", "job_role": role.pk, "pay_type": "umbrella", "hourly_pay": "30", "purpose": "change",
    } | day | changed  # fmt: skip


def on_record():
    return list(LookUp.objects.order_by("pk").values_list("by__name", "channel", "purpose", "answer", "recorded"))


def test_page_program_command_and_recording_are_on_the_register_with_who_why_and_what(client, asha, agreements, send):
    client.force_login(asha)
    client.post(PAGE, typed())
    send(asha)
    options = {name: ASKED[name] for name in ("authority", "role", "pay_type", "hourly_pay", "start")}
    call_command("check_worker", swe="SW123456", purpose="review", by=asha.email, stdout=StringIO(), **options)
    client.post("/placements/record/answer/", typed())

    assert on_record() == [
        ("Asha", "page", "change", "cannot_tell", False),
        ("Asha", "api", "engage", "cannot_tell", False),
        ("Asha", "command", "review", "cannot_tell", False),
        ("Asha", "recording", "record", "cannot_tell", False),
    ]
    found = LookUp.objects.first()
    assert (found.authority.name, found.supplier, found.starts_on.isoformat()) == ("Walsall", None, "2026-12-01")
    assert found.rules == ["cool_off", "pay_cap", "price_cap", "twelve_month"]
    assert found.match_key == match_key("SW123456")
    assert "123456" not in json.dumps(list(LookUp.objects.values()), default=str).replace(match_key("SW123456"), "")


def test_a_supplier_who_asks_is_on_the_register_as_that_supplier(ivy, walsall, supplier_one, agreements, send):
    PlacementFactory(authority=walsall, supplier=supplier_one)

    send(ivy)

    assert LookUp.objects.get().supplier == supplier_one


def test_what_is_typed_while_recording_is_one_look_up(client, asha, agreements):
    client.force_login(asha)

    for pay in ("30", "31", "32"):
        client.post("/placements/record/answer/", typed(hourly_pay=pay))
    client.post("/placements/record/answer/", typed(swe_number="SW123457"))

    assert LookUp.objects.count() == 2


def test_a_question_that_became_a_placement_counts_towards_no_limit(asha, agreements, supplier_one, few, send):
    whole = {"supplier": "Test Supplier", "start_on": "2026-12-01", "breach_reason": "None other."}

    statuses = [
        send(asha, "/api/v1/placements/", swe_number=f"SW{number}", reference=f"R-{number}", **whole).status_code
        for number in range(200, 206)
    ]

    assert statuses == [201] * 6
    assert Placement.objects.count() == LookUp.objects.filter(recorded=True).count() == 6


def test_whoever_asks_too_often_is_slowed_and_loses_nothing_typed(client, asha, agreements, few, on_a_thursday):
    client.force_login(asha)
    for number in (11, 21, 31):
        assert client.post(PAGE, typed(swe_number=f"SW{number}")).status_code == 200
        on_a_thursday.shift(timedelta(minutes=1))

    slowed = client.post(PAGE, typed(swe_number="SW41"))

    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(57 * 60 + 1))
    said = slowed.content.decode()
    assert "You have checked as many workers as the portal allows for now." in said
    assert "Check again after 19 November 2026 at 12:00pm. What you typed is still here." in said
    assert 'value="SW41"' in said
    assert on_record()[-1] == ("Asha", "page", "change", "slowed", False)

    on_a_thursday.shift(timedelta(seconds=int(slowed["Retry-After"])))
    client.force_login(asha)  # an hour of nothing has ended the session
    assert client.post(PAGE, typed(swe_number="SW41")).status_code == 200


def test_a_program_that_asks_too_often_is_told_when_to_ask_again(asha, agreements, few, send):
    for number in (11, 21, 31):
        send(asha, swe_number=f"SW{number}")

    slowed = send(asha, swe_number="SW41")

    assert (slowed.status_code, slowed["Retry-After"]) == (429, "3601")
    assert slowed.json() == {
        "errors": [
            {
                "field": "",
                "message": "You have checked as many workers as the portal allows for now. "
                "Check again after 19 November 2026 at 12:00pm.",
            }
        ]
    }


def test_while_recording_the_answer_alone_is_kept_back(client, asha, agreements, few):
    client.force_login(asha)
    for number in (11, 21, 31):
        client.post(PAGE, typed(swe_number=f"SW{number}"))

    fragment = client.post("/placements/record/answer/", typed(swe_number="SW41"))

    assert fragment.status_code == 200
    assert "You can go on filling in this page." in fragment.content.decode()


def test_a_day_has_its_own_limit_and_a_colleague_hers_until_the_authoritys_is_reached(
    asha, ben, cara, agreements, few, send, on_a_thursday
):
    def asked(person, **about):
        on_a_thursday.shift(timedelta(minutes=61))
        return send(person, **about).status_code

    assert [asked(asha) for _ in range(6)] == [200] * 5 + [429]
    assert [asked(ben) for _ in range(3)] == [200, 200, 429]
    assert asked(cara, authority="E08000027") == 200


def test_two_questions_at_once_are_counted_one_after_the_other(asha, agreements, send):
    with CaptureQueriesContext(connection) as asked:
        send(asha)

    locks = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"]]
    assert len(locks) == 1
    assert '"authorities_person"' in locks[0]


def test_an_answer_that_rests_on_others_records_carries_what_the_contract_names(asha, dudley, agreements, send):
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW123456"), left_on=date(2026, 10, 31))

    answer = send(asha).json()

    waiting = [each for each in answer["outcomes"] if each["rule"] in ("twelve_month", "cool_off")]
    assert {each["verdict"] for each in waiting} == {"breach"}
    assert {name for each in waiting for name in each} == set(TOLD)
    assert {name for each in waiting for name in each["numbers"]} <= set(NUMBERS)
    assert "Dudley" not in json.dumps(answer)
    assert "2026-10-31" not in json.dumps(answer)


@pytest.mark.parametrize("complete", [True, False])
def test_met_by_an_exception_reads_word_for_word_as_left_long_ago(asha, dudley, agreements, send, complete):
    if complete:
        LeaverReturn.objects.bulk_create(
            LeaverReturn(authority=each, month=date(year, month, 1), nil=True)
            for each in Authority.objects.all()
            for year in (2025, 2026)
            for month in range(1, 13)
        )
    for number, left_on, reason in (("SW11", "2026-11-02", "redundancy"), ("SW99", "2019-11-02", "resignation")):
        post = PostFactory(worker=WorkerFactory(authority=dudley, swe_number=number), contract="fixed_term")
        post.left_on, post.reason = left_on, reason
        post.save()

    excepted, long_ago = (send(asha, swe_number=number).json() for number in ("SW11", "SW99"))

    assert excepted == long_ago
    assert {each["verdict"] for each in excepted["outcomes"] if each["rule"] == "cool_off"} == {"met"}

"""An account that goes through registration numbers one by one: slowed, listed, and told nothing but answers."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from knox.models import AuthToken

from authorities import clock
from authorities.models import LookUp
from authorities.sharing.crossing import NUMBERS, TOLD
from placements.look_ups import unusual_days
from tests.factories import PostFactory, WorkerFactory

URL = "/api/v1/eligibility/"
ASKED = {
    "authority": "E08000030",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "30.00",
    "start": "2026-12-01",
}
OF_HISTORY = {"twelve_month", "cool_off"}


@pytest.fixture
def secrets(dudley, agreements):
    """Every seventh number is a worker of Dudley who has left; some by an exception."""
    for number in range(1, 400, 7):
        worker = WorkerFactory(authority=dudley, swe_number=f"SW{number}", name=f"Secret {number}")
        PostFactory(worker=worker, left_on=date(2026, 9, 17), reason="redundancy" if number % 2 else "dismissal")


def fish(client, person, times):
    """So many numbers one after the other, twenty a minute; each status with its body."""
    headers = {"Authorization": f"Bearer {AuthToken.objects.create(person)[1]}"}
    with time_machine.travel(datetime(2026, 11, 19, 9, tzinfo=UTC), tick=False) as moment:
        for number in range(1, times + 1):
            asked = ASKED | {"swe_number": f"SW{number}"}
            answer = client.post(URL, asked, content_type="application/json", headers=headers)
            yield answer.status_code, answer.json()
            moment.shift(timedelta(seconds=3))


def try_to_fish(client, person, reviewer, times):
    answers = list(fish(client, person, times))
    given = [body for status, body in answers if status == 200]
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        listed = unusual_days(reviewer, clock.today())

    assert len(answers) == LookUp.objects.count() == times
    assert {status for status, _ in answers} == {200, 429}
    hours = times * 3 / 3600
    assert len(given) <= 30 * (hours + 1)
    assert [status for status, _ in answers[:31]] == [200] * 30 + [429]
    assert [day.by for day in listed] == [str(person)] * len(listed)
    assert listed
    assert any("next to another one asked about" in reason for reason in listed[0].reasons)
    assert any("asked after the limit" in reason for reason in listed[0].reasons)
    for body in given:
        told = [each for each in body["outcomes"] if each["rule"] in OF_HISTORY]
        assert {name for each in told for name in each} <= set(TOLD)
        assert {name for each in told for name in each["numbers"]} <= set(NUMBERS)
    said = json.dumps([body for _, body in answers])
    for secret in ("Dudley", "E08000027", "Secret", "redundancy", "dismissal", "2026-09-17", "17 September"):
        assert secret not in said


def test_three_hundred_numbers_in_a_row(client, asha, hugo, secrets):
    try_to_fish(client, asha, hugo, 300)


@pytest.mark.long
def test_ten_thousand_numbers_in_a_row(client, asha, hugo, secrets):
    try_to_fish(client, asha, hugo, 10_000)

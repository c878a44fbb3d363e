"""Eligibility: the same answer as everywhere else, for those who may ask."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from authorities import clock
from placements.models import Placement
from tests.factories import PlacementFactory, PostFactory, WorkerFactory

URL = "/api/v1/eligibility/"
ASKED = {
    "authority": "E08000030",
    "swe_number": "SW123456",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "30.00",
    "start": "2026-09-01",
}


def on_the_command_line(asked):
    told = StringIO()
    options = {name: value for name, value in asked.items() if name != "swe_number"} | {"swe": asked["swe_number"]}
    call_command("check_worker", "--json", stdout=told, **options)
    return json.loads(told.getvalue())


@pytest.mark.parametrize("hourly_pay", ["30.00", "48.00"])
@pytest.mark.parametrize("left_on", [None, date(2026, 6, 30), date(2025, 6, 30)])
def test_the_answer_is_that_of_the_command_line(ask, asha, agreements, dudley, hourly_pay, left_on):
    if left_on:
        PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW123456"), left_on=left_on)
    asked = ASKED | {"hourly_pay": hourly_pay}

    status, answer = ask(asha, URL, asked)

    assert status == 200
    assert answer == on_the_command_line(asked)


def test_the_answer_has_the_shape_that_was_promised(ask, asha, agreements):
    _, answer = ask(asha, URL, ASKED | {"hourly_pay": "48.00"})

    assert {"answer", "not_before", "outcomes", "still_needed"} <= set(answer)
    assert answer["answer"] == "no"
    assert set(answer["outcomes"][0]) == {
        "rule", "regime", "agreement", "version", "clause", "verdict", "from", "until", "sentence", "remedy",
        "numbers", "cover", "illustrative",
    }  # fmt: skip


def test_nothing_is_recorded_by_asking(ask, asha, agreements):
    ask(asha, URL, ASKED)

    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"authority": "335", "swe_number": " sw123456 ", "hourly_pay": 30},
        {"role": "Senior social worker", "pay_type": "Umbrella company", "hourly_pay": "£30.00", "start": "01/09/2026"},
    ],
)
def test_what_people_write_is_read_as_everywhere(ask, asha, agreements, changed):
    assert ask(asha, URL, ASKED | changed) == ask(asha, URL, ASKED)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("swe_number", "123456", "is not a registration number"),
        ("swe_number", None, "This is missing"),
        ("role", "driver", "is not a role of the agreement"),
        ("pay_type", "cash", "Use one of: paye, umbrella, limited_company"),
        ("hourly_pay", "-1", "Enter more than £0"),
        ("hourly_pay", 10**20, "is more than £500"),
        ("hourly_pay", 10**40, "is not an amount of money"),
        ("hourly_pay", True, "Send text or a number"),
        ("hourly_pay", ["30"], "Send text or a number"),
        ("start", "1926-09-01", "Enter a date in 2010 or later"),
        ("start", "31/02/2026", "is not a real date"),
        ("start", "", "This is missing"),
        ("authority", "E08000030\u0000", "hidden character"),
    ],
)
def test_what_cannot_be_read_is_refused_by_field_in_words(ask, asha, agreements, field, value, words):
    status, answer = ask(asha, URL, ASKED | {field: value})

    assert status == 400
    [error] = answer["errors"]
    assert error["field"] == field
    assert words in error["message"]


def test_every_field_that_is_missing_is_named(ask, asha, agreements):
    status, answer = ask(asha, URL, {})

    assert status == 400
    assert {error["field"] for error in answer["errors"]} == set(ASKED)


def test_another_authority_is_as_one_that_never_was(ask, cara, agreements):
    strange = ask(cara, URL, ASKED)

    assert strange[0] == 404
    assert strange == ask(cara, URL, ASKED | {"authority": "E08999999"})


def test_the_supplier_asks_for_those_it_supplies_and_the_others_were_never_there(
    ask, ivy, walsall, supplier_one, agreements
):
    last = clock.today() - timedelta(days=365)
    order = PlacementFactory(authority=walsall, supplier=supplier_one, started_on=last, ended_on=last)
    strange = [ask(ivy, URL, ASKED | {"authority": code}) for code in ("E08000027", "E08999999")]

    assert ask(ivy, URL, ASKED)[0] == 200
    assert strange[0] == strange[1]
    assert strange[0][0] == 404

    order.started_on = order.ended_on = last - timedelta(days=1)
    order.save()
    assert ask(ivy, URL, ASKED)[0] == 404


def test_those_who_may_not_ask_never_find_it(ask, dev, jan, gita, agreements):
    for person in (dev, jan, gita):
        assert ask(person, URL, ASKED)[0] == 404

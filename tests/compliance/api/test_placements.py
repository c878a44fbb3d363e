"""Placements: list, open and record, with the rights and the refusals of the pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compliance.models import Finding
from placements.models import Change, Placement
from tests.factories import JobTitleFactory, PlacementFactory

URL = "/api/v1/placements/"
SENT = {
    "authority": "E08000030",
    "swe_number": "SW123456",
    "worker_name": "Test Worker",
    "supplier": "Test Supplier",
    "reference": "A-1",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "30.00",
    "offered_hourly_pay": "32.50",
    "hours_per_week": "37",
    "start_on": "2026-09-01",
    "expected_end_on": "2027-02-28",
    "reason": "vacancy",
}


@pytest.fixture
def two(agreements, walsall, dudley):
    return PlacementFactory(authority=walsall), PlacementFactory(authority=dudley)


def seen(ask, person, query=""):
    status, answer = ask(person, URL + query)
    assert status == 200
    return [one["reference"] for one in answer["results"]]


def test_each_lists_what_they_may_read(ask, asha, cara, dev, hugo, ivy, two):
    own, other = (placement.reference for placement in two)

    assert seen(ask, asha) == [own]
    assert seen(ask, cara) == [other]
    for person in (dev, hugo, ivy):
        assert seen(ask, person) == [other, own]


def test_who_the_worker_is_shows_only_where_that_is_shared(ask, asha, dev, hugo, ivy, two):
    def number(person):
        return ask(person, f"{URL}{two[0].pk}/")[1]["swe_number"]

    for person in (asha, hugo, ivy):
        assert number(person) == two[0].worker.swe_number
    assert number(dev) is None
    assert two[0].worker.swe_number not in str(ask(dev, f"{URL}{two[0].pk}/"))


def test_one_placement_comes_with_its_rates_and_its_answer(ask, asha, two):
    status, answer = ask(asha, f"{URL}{two[0].pk}/")

    assert status == 200
    assert answer["hourly_pay"] == "30.00"
    assert answer["role"] == "senior_social_worker"
    assert answer["rates"][0]["since"] == "2026-03-02"
    assert answer["answer"]["answer"] == "cannot_tell"


def test_the_supplier_opens_a_placement_but_not_what_was_found_of_it(ask, ivy, two):
    assert ask(ivy, f"{URL}{two[0].pk}/")[1]["answer"] is None


def test_another_s_placement_is_as_one_that_never_was(ask, cara, two):
    strange = ask(cara, f"{URL}{two[0].pk}/")

    assert strange[0] == 404
    assert strange == ask(cara, f"{URL}999999999/") == ask(cara, f"{URL}{10**30}/")


def test_the_administrator_never_finds_the_list(ask, jan, two):
    assert ask(jan, URL)[0] == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?authority=E08000030", 1),
        ("?authority=332", 1),
        ("?authority=E08999999", 0),
        ("?status=live", 2),
        ("?status=ended", 0),
        ("?status=future", 0),
        ("?role=senior_social_worker", 2),
        ("?role=team_manager", 0),
        ("?supplier=test+supplier", 2),
        ("?reference=none-such", 0),
    ],
)
def test_each_filter_narrows(ask, dev, two, query, expected):
    assert len(seen(ask, dev, query)) == expected


def test_a_filter_that_cannot_be_read_is_refused(ask, dev, two):
    status, answer = ask(dev, f"{URL}?status=sleeping")

    assert status == 400
    assert answer["errors"][0]["field"] == "status"


def test_a_long_list_is_read_page_by_page_without_a_gap(ask, dev, agreements, walsall):
    made = [placement.reference for placement in PlacementFactory.create_batch(7, authority=walsall)]
    found, address = [], f"{URL}?page_size=3"
    while address:
        _, answer = ask(dev, address)
        found += [one["reference"] for one in answer["results"]]
        address = answer["next"]

    assert found == made[::-1]


def test_the_number_of_queries_does_not_grow(ask, client, dev, agreements, walsall):
    PlacementFactory(authority=walsall)
    ask(dev, URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    PlacementFactory.create_batch(10, authority=walsall)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(many) == len(few)


def test_a_placement_is_recorded_and_assessed_at_once(ask, asha, agreements, walsall, supplier_one):
    status, answer = ask(asha, URL, SENT)

    assert status == 201
    placement = Placement.objects.get()
    assert answer["id"] == placement.pk
    assert (placement.authority, placement.worker.name) == (walsall, "Test Worker")
    assert placement.rates.get().hourly_pay == Decimal("30.00")
    assert placement.expected_end_on == date(2027, 2, 28)
    assert {name: answer[name] for name in SENT if name != "hours_per_week"} == {
        name: value for name, value in SENT.items() if name != "hours_per_week"
    }
    assert Finding.objects.filter(placement=placement).exists()
    assert Change.objects.filter(match_key=placement.worker.match_key).exists()


def test_an_authority_s_own_job_title_will_do(ask, asha, agreements, walsall, supplier_one):
    from authorities.models import JobRole

    JobTitleFactory(authority=walsall, title="Agile practitioner", job_role=JobRole.objects.get(slug="social_worker"))
    sent = {name: value for name, value in SENT.items() if name != "role"} | {"job_title": "agile practitioner"}

    status, answer = ask(asha, URL, sent)

    assert (status, answer["job_title"], answer["role"]) == (201, "Agile practitioner", "social_worker")


def test_a_breach_asks_for_a_reason_and_then_is_recorded(ask, asha, agreements, supplier_one):
    over = SENT | {"hourly_pay": "41.00"}
    status, answer = ask(asha, URL, over)

    assert status == 400
    [error] = answer["errors"]
    assert error["field"] == "breach_reason"
    assert "£7.25 over the £33.75 cap" in error["message"]
    assert not Placement.objects.exists()

    status, answer = ask(asha, URL, over | {"breach_reason": "No one else can start this month."})
    assert status == 201
    assert Finding.objects.breaches().get().placement_id == answer["id"]


def test_the_same_reference_again_is_refused(ask, asha, agreements, supplier_one):
    ask(asha, URL, SENT)
    status, answer = ask(asha, URL, SENT)

    assert status == 400
    assert answer["errors"][0]["field"] == "reference"
    assert Placement.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("swe_number", "SW0", "is not a registration number"),
        ("supplier", "Nobody", "No supplier is called “Nobody”"),
        ("reference", "", "This is missing"),
        ("reference", "x" * 10_000, "10,000 characters long"),
        ("worker_name", "😀", "hidden character"),
        ("job_title", "Wizard", "is not a job title of Walsall"),
        ("hourly_pay", "600", "is more than £500"),
        ("hours_per_week", "81", "up to 80 hours"),
        ("expected_end_on", "2026-08-31", "is before the start"),
        ("start_on", "1926-01-01", "Enter a date in 2010 or later"),
        ("reason", "whim", "Use one of: vacancy"),
    ],
)
def test_what_cannot_be_recorded_is_refused_by_field_in_words(ask, asha, agreements, supplier_one, field, value, words):
    sent = SENT | {field: value}
    if field == "job_title":
        del sent["role"]
    status, answer = ask(asha, URL, sent)

    assert status == 400
    [error] = answer["errors"]
    assert error["field"] == field
    assert words in error["message"]
    assert not Placement.objects.exists()


def test_nobody_records_for_another_authority(ask, cara, agreements, supplier_one):
    strange = ask(cara, URL, SENT)

    assert strange[0] == 404
    assert strange == ask(cara, URL, SENT | {"authority": "E08999999"})
    assert not Placement.objects.exists()


def test_those_who_do_not_log_cannot_record(ask, ben, dev, ivy, jan, agreements, supplier_one):
    for person in (ben, dev, ivy, jan):
        assert ask(person, URL, SENT)[0] == 404
    assert not Placement.objects.exists()

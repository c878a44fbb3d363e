"""Everything held on a worker, as officers of the worker's own authority get it."""

import json

import pytest

from compliance import actions as compliance_actions
from placements import actions
from placements.models import Draft
from tests.factories import PlacementFactory, WorkerFactory
from tests.reports.conftest import TODAY

pytestmark = pytest.mark.usefixtures("agreements", "in_november")


@pytest.fixture
def worker(walsall):
    worker = WorkerFactory(authority=walsall, swe_number="SW911111", name="Wanda Walsall")
    PlacementFactory(authority=walsall, worker=worker, reference="ORDER-WALSALL")
    return worker


@pytest.fixture
def url(worker):
    return f"/workers/{worker.pk}/record/"


def test_asha_reads_it_with_its_files(worker, url, asha, text, get):
    page = text(asha, url)

    for said in ("Wanda Walsall", "ORDER-WALSALL", "24 months", "Nobody holds the record", "Make a one-time link"):
        assert said in page
    held = json.loads(get(asha, f"{url}everything.json").content)
    assert held["registration_number"] == "SW911111"
    for name in ("everything.csv", "everything.zip"):
        file = get(asha, url + name)
        assert file["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in file["Cache-Control"]


def test_ben_reads_what_asha_typed_and_has_not_recorded_yet(url, asha, ben, walsall, get):
    Draft.objects.create(person=asha, authority=walsall, answers={"swe_number": "SW911111", "hourly_pay": "30"})

    held = json.loads(get(ben, f"{url}everything.json").content)

    [typed] = [section["rows"] for section in held["sections"] if section["kind"] == "placements.Draft"]
    assert [row["answers"]["hourly_pay"] for row in typed] == ["30"]


def test_cara_and_the_region_cannot(worker, url, cara, hugo, ivy, dev, get):
    for person in (cara, hugo, ivy, dev):
        assert get(person, url).status_code == 404
        assert get(person, f"{url}everything.json").status_code == 404


def test_there_is_no_file_of_another_name(url, asha, get):
    assert get(asha, f"{url}nothing.json").status_code == 404


def test_ben_may_hold_it_and_asha_may_not(worker, url, asha, ben, text):
    assert "Hold the record" not in text(asha, url)
    assert "Hold the record" in text(ben, url)

    actions.hold_record(worker=worker, why="A claim.", until_on="1/2/2027", by=ben, today=TODAY)
    assert "Held until 1 February 2027: A claim." in text(asha, url)


def test_a_record_that_was_pseudonymised_says_so_and_offers_no_link(worker, url, asha, text):
    compliance_actions.retire(workers=[worker.pk], on=TODAY)

    page = text(asha, url)
    assert "pseudonymised on 20 November 2026" in page
    assert "Make a one-time link" not in page
    assert "Wanda" not in page


def test_a_correction_that_was_asked_for_is_listed(worker, url, asha, text):
    actions.ask_for_correction(worker=worker, text="Wrong.")

    assert "waits for an answer" in text(asha, url)

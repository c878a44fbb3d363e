"""Amending a placement: each answer of the order, and two officers who change different answers, or the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements import actions
from placements.models import Placement
from tests.compliance.pages.conftest import filled_in
from tests.factories import JobTitleFactory, PlacementFactory


@pytest.fixture
def url(placed):
    return f"/placements/{placed.pk}/amend/"


def stored(*names):
    return Placement.objects.values_list(*names).get(reference__startswith="ORD")


def test_the_form_shows_what_is_on_record(drawn, url, senior, placed):
    answers = drawn(url)

    assert answers["name"] == "Test Worker"
    assert answers["job_title"] == str(senior.pk)
    assert answers["started_on_month"] == "3"
    assert answers["hours_per_week"] == "37.00"
    assert answers["reason"] == "vacancy"
    assert answers["covers_vacancy"] == "unknown"


def test_what_is_drawn_and_sent_again_writes_nothing(as_asha, drawn, url, placed):
    written = placed.events.count()

    assert as_asha.post(url, drawn(url)).status_code == 302
    assert placed.events.count() == written


def test_several_answers_are_amended_at_once_and_the_rules_answer(as_asha, drawn, url, banners):
    changed = {"name": "Tess Worker", "hours_per_week": "30", "reference": "ORD-2", "started_on_day": "10"}

    said = banners(as_asha.post(url, drawn(url) | changed))

    assert stored("worker__name", "hours_per_week", "reference", "started_on") == (
        "Tess Worker", 30, "ORD-2", date(2026, 3, 10),
    )  # fmt: skip
    assert said == ["The details have been saved", "What the rules say of it is as it was."]


def test_a_reference_in_use_is_refused_in_words(as_asha, drawn, url, errors, walsall, supplier_one):
    PlacementFactory(authority=walsall, supplier=supplier_one, reference="TAKEN")

    assert errors(as_asha.post(url, drawn(url) | {"reference": "TAKEN"})) == [
        "This supplier’s reference is already used by another placement. "
        "Check the reference, or open the placement that has it and amend that one."
    ]


def test_what_two_officers_change_in_different_answers_stands_and_is_said(as_asha, drawn, url, placed, amal, banners):
    answers = drawn(url) | {"hours_per_week": "30"}
    actions.amend(placement=placed, by=amal, name="Tess Worker", reason="demand")
    actions.extend(placement=placed, by=amal, expected_end_on=date(2026, 8, 1))

    said = banners(as_asha.post(url, answers))

    assert stored("hours_per_week", "worker__name", "reason", "expected_end_on") == (
        30, "Tess Worker", "demand", date(2026, 8, 1),
    )  # fmt: skip
    assert said[0] == "The details have been saved"
    assert said[1].startswith("Meanwhile Amal changed this too, and both are kept. ")
    for line in (
        "Reason for use changed from Covering a vacancy to Extra demand",
        "Name changed from “Test Worker” to “Tess Worker”",
        "Expected end date changed from 30 June 2026 to 1 August 2026",
    ):
        assert line in said[1]


def test_where_one_answer_crosses_nothing_is_written_and_the_others_are_not_undone(
    as_asha, drawn, url, placed, amal, soup, errors
):
    answers = drawn(url) | {"hours_per_week": "30", "name": "Tessa Worker"}
    actions.amend(placement=placed, by=amal, name="Tess Worker", reason="demand")

    response = as_asha.post(url, answers)

    assert errors(response) == ["Amal has changed this since you opened the page. Choose which answer to keep."]
    assert stored("hours_per_week", "worker__name") == (37, "Tess Worker")
    again = filled_in(soup(response).select_one("main form"))
    assert (again["reason"], again["name"], again["hours_per_week"]) == ("demand", "Tessa Worker", "30")
    assert as_asha.post(url, again | {"keep": "theirs"}).status_code == 302
    assert stored("hours_per_week", "worker__name", "reason") == (30, "Tess Worker", "demand")


def test_another_name_from_another_placement_of_the_same_worker_crosses_too(
    as_asha, drawn, url, placed, amal, errors, walsall
):
    answers = drawn(url) | {"name": "Tessa Worker"}
    other = PlacementFactory(authority=walsall, worker=placed.worker)
    actions.amend(placement=other, by=amal, name="Tess Worker")

    assert errors(as_asha.post(url, answers)) == [
        "Amal has changed this since you opened the page. Choose which answer to keep."
    ]


def test_another_number_crosses(as_asha, drawn, url, placed, amal, soup):
    answers = drawn(url) | {"swe_number": "SW900009"}
    actions.amend(placement=placed, by=amal, swe_number="SW900005")

    page = soup(as_asha.post(url, answers))

    assert [line.text for line in page.select(".govuk-inset-text dd")] == ["“SW900001”", "“SW900005”", "“SW900009”"]


def test_another_authority_s_title_is_no_choice(as_asha, drawn, url, dudley, errors):
    theirs = JobTitleFactory(authority=dudley, title="Title of Dudley")

    response = as_asha.post(url, drawn(url) | {"job_title": theirs.pk})

    assert len(errors(response)) == 1
    assert b"Title of Dudley" not in response.content


def test_the_number_of_queries_does_not_grow(as_asha, url, placed, asha):
    counts = []
    for hours in (10, 20, 30):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        actions.amend(placement=placed, hours_per_week=hours, by=asha)

    assert counts[0] == counts[1] == counts[2] <= 16


def test_cara_cannot(client, url, cara):
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, {"name": "Hers"}).status_code == 404
    assert stored("worker__name") == ("Test Worker",)

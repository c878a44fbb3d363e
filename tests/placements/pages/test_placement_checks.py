"""Checks and references: recording what was checked, on what terms, and what was given back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.kept import token
from placements import actions
from placements.models import Change, Placement
from tests.factories import AppointmentFactory, PlacementFactory, SpellFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")
TYPED = {
    "pqe_months": "60",
    "references_received": "2",
    "last_reference_on": "27/2/2026",
    "quality_record": "yes",
    "notice_weeks": "4",
    "on_site_days": "2.5",
    "contractual_bar": "no",
    "project_team": "yes",
    "team_approved_on": "1/3/2026",
    "team_cost_apart": "yes",
    "team_control_kept": "no",
    "reference_given_on": "20/11/2026",
}
STORED = {
    "pqe_months": 60,
    "references_received": 2,
    "last_reference_on": date(2026, 2, 27),
    "quality_record": True,
    "notice_weeks": 4,
    "on_site_days": Decimal("2.5"),
    "contractual_bar": False,
    "project_team": True,
    "team_approved_on": date(2026, 3, 1),
    "team_cost_apart": True,
    "team_control_kept": False,
    "reference_given_on": date(2026, 11, 20),
}


@pytest.fixture
def placement(walsall, senior):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")
    return PlacementFactory(authority=walsall, worker=worker, job_role=senior, started_on=date(2026, 3, 2))


@pytest.fixture
def typed(as_asha, url, soup):
    """What the form sends as it is drawn now, with these answers."""

    def sent(answers=TYPED):
        return answers | {"seen": soup(as_asha.get(url)).find("input", {"name": "seen"})["value"]}

    return sent


@pytest.fixture
def url(placement):
    return f"/placements/{placement.pk}/checks/"


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def stored():
    return Placement.objects.values(*STORED).get()


def test_what_is_known_is_stored_and_leads_to_the_placement(as_asha, url, typed, placement):
    answer = as_asha.post(url, typed())

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/placements/{placement.pk}/")
    assert stored() == STORED
    assert Change.objects.get().match_key == placement.worker.match_key


def test_the_form_shows_what_is_on_record(as_asha, url, typed, soup):
    as_asha.post(url, typed())

    page = soup(as_asha.get(url))

    values = {box["name"]: box.get("value") for box in page.select("form input[type=text]")}
    chosen = {box["name"]: box["value"] for box in page.select("form input[checked]")}
    assert values["on_site_days"] == "2.5"
    assert [values[f"team_approved_on_{part}"] for part in ("day", "month", "year")] == ["1", "3", "2026"]
    assert chosen == {name: TYPED[name] for name in TYPED if TYPED[name] in ("yes", "no")}


def test_what_is_shown_and_sent_again_writes_nothing(as_asha, url, typed, placement):
    as_asha.post(url, typed())
    events = placement.events.count()
    Change.objects.all().delete()

    assert as_asha.post(url, typed()).status_code == 302
    assert placement.events.count() == events


def test_what_is_left_empty_is_not_known(as_asha, url, typed):
    as_asha.post(url, typed())
    as_asha.post(url, typed({"quality_record": "unknown"}))

    assert stored() == dict.fromkeys(STORED) | {"contractual_bar": False}


def test_what_is_wrong_is_said_at_its_question_and_nothing_is_stored(as_asha, url, typed, errors):
    wrong = {
        "pqe_months": "721",
        "references_received": "two",
        "last_reference_on": "21/11/2026",
        "notice_weeks": "1.5",
        "on_site_days": "7.5",
        "team_approved_on": "",
        "team_approved_on_month": "3",
        "reference_given_on": "1/3/2026",
    }

    assert errors(as_asha.post(url, typed(TYPED | wrong))) == [
        "Months of experience must be 720 or less",
        "Number of references must be a number, like 4",
        "Day the last reference was received must be on or before 20 November 2026",
        "Notice in weeks must be a whole number",
        "Days a week on site must be 7 or less",
        "Day you approved the worker must include a day and year",
        "Day you gave your reference must be on or after 2 March 2026",
    ]
    assert not Change.objects.exists()


def test_what_was_typed_is_shown_again(as_asha, url, typed, soup):
    page = soup(as_asha.post(url, typed(TYPED | {"on_site_days": "lots"})))

    assert page.find(id="id_on_site_days")["value"] == "lots"
    assert page.find(id="id_on_site_days")["aria-invalid"] == "true"


def test_a_number_has_one_home_and_the_page_leads_there(as_asha, url, placement, soup):
    links = {link["href"] for link in soup(as_asha.get(url)).select("main a")}

    assert {f"/workers/{placement.worker_id}/experience/", "/notice-periods/"} <= links


def test_what_was_typed_outlives_the_session(client, asha, url, soup):
    client.post(url, TYPED | {"person_token": token(asha)})
    client.force_login(asha)

    assert soup(client.get(url)).find(id="id_pqe_months")["value"] == "60"
    assert stored()["pqe_months"] is None


def test_the_number_of_queries_does_not_grow(as_asha, url, placement, walsall, senior):
    counts = []
    for year in (2015, 2017, 2019):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        SpellFactory(worker=placement.worker, from_on=date(year, 1, 1))
        PlacementFactory(authority=walsall, worker=placement.worker, job_role=senior)

    assert counts[0] == counts[1] == counts[2]


def test_another_authority_s_placement_answers_as_one_that_never_was(client, cara, url):
    client.force_login(cara)
    never = client.get("/placements/987654321/checks/")

    for answer in (client.get(url), client.post(url, TYPED)):
        assert answer.status_code == never.status_code == 404
        assert b"Wanda" not in answer.content
    assert stored()["pqe_months"] is None


def test_an_officer_who_only_audits_there_cannot_write(client, cara, url, walsall):
    AppointmentFactory(person=cara, role="auditor", authority=walsall)
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, TYPED).status_code == 404


def test_only_those_who_log_find_the_page(client, url, ben, dev, gita, hugo, ivy, jan):
    for person in (ben, dev, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, TYPED).status_code == 404
    assert stored()["pqe_months"] is None


def test_what_two_officers_fill_in_at_once_is_kept(as_asha, url, typed, placement, asha, errors):
    drawn = typed({"pqe_months": "60", "notice_weeks": "6"})
    actions.amend(placement=placement, by=asha, references_received=2)
    as_asha.post(url, drawn)

    assert (stored()["references_received"], stored()["notice_weeks"]) == (2, 6)

    drawn = typed({"notice_weeks": "8", "references_received": "2", "pqe_months": "60"})
    actions.amend(placement=placement, by=asha, notice_weeks=4)
    assert errors(as_asha.post(url, drawn)) == [
        "Asha has changed this since you opened the page. Choose which answer to keep."
    ]
    assert stored()["notice_weeks"] == 4

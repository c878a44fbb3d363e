"""Experience: what is on record, and adding a spell."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.kept import token
from placements.models import Change, Spell
from tests.factories import AppointmentFactory, PlacementFactory, SpellFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")
TYPED = {
    "setting": "local_authority",
    "employer": "Example Council",
    "from_on": "1/9/2019",
    "until_on": "31/8/2023",
    "registered": "yes",
}


@pytest.fixture
def worker(walsall):
    return WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")


@pytest.fixture
def url(worker):
    return f"/workers/{worker.pk}/experience/"


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def test_a_spell_is_added_and_shown(as_asha, url, worker, soup):
    page = soup(as_asha.post(url, TYPED, follow=True))

    row = page.select_one("tbody tr").text
    for words in ("Employed by an English local authority", "Example Council", "1 September 2019", "Yes"):
        assert words in row
    assert "The experience has been saved" in page.text
    spell = worker.spells.get()
    assert (spell.from_on, spell.until_on, spell.registered) == (date(2019, 9, 1), date(2023, 8, 31), True)
    assert Change.objects.get().match_key == worker.match_key


def test_a_spell_that_goes_on_and_whose_registration_is_not_known(as_asha, url, worker, soup):
    page = soup(as_asha.post(url, {"setting": "agency", "from_on": "1/9/2023", "registered": "unknown"}, follow=True))

    assert "and still there" in page.select_one("tbody tr").text
    assert "Not known" in page.select_one("tbody tr").text
    assert (worker.spells.get().until_on, worker.spells.get().registered) == (None, None)


def test_what_is_wrong_is_said_at_its_question_and_nothing_is_stored(as_asha, url, errors):
    typed = {"setting": "", "from_on": "21/11/2026", "until_on": "31/2/2023", "employer": "E" * 201}

    assert errors(as_asha.post(url, typed)) == [
        "Select what kind of work it was",
        "Employer must be 200 characters or fewer",
        "First day must be on or before 20 November 2026",
        "Last day must be a real date",
    ]
    assert not Spell.objects.exists()


def test_a_last_day_before_the_first_is_refused(as_asha, url, errors):
    assert errors(as_asha.post(url, TYPED | {"until_on": "31/8/2019"})) == [
        "Last day must be on or after the first day"
    ]


def test_what_only_the_action_refuses_is_said_too(as_asha, url, errors):
    assert errors(as_asha.post(url, TYPED | {"employer": "Party 🎉"})) == [
        "Employer contains a symbol or a hidden character. Use letters, numbers and punctuation, without emoji."
    ]
    assert not Spell.objects.exists()


def test_without_any_the_page_says_what_is_gone_by(as_asha, url, soup):
    page = soup(as_asha.get(url))

    assert "No experience recorded yet" in page.text
    assert "the portal goes by the months that the agency states" in page.text
    assert page.select("tbody tr") == []


def test_the_placements_lead_back_to_the_rules(as_asha, url, worker, walsall, senior, soup):
    placement = PlacementFactory(authority=walsall, worker=worker, job_role=senior, reference="ORD-1")

    assert soup(as_asha.get(url)).find("a", string="ORD-1")["href"] == f"/placements/{placement.pk}/"


def test_what_was_typed_outlives_the_session(client, asha, url, soup):
    client.post(url, TYPED | {"person_token": token(asha)})
    client.force_login(asha)

    assert soup(client.get(url)).find(id="id_employer")["value"] == "Example Council"
    assert not Spell.objects.exists()


def test_the_number_of_queries_does_not_grow(as_asha, url, worker, walsall, senior):
    counts = []
    for year in (2015, 2017, 2019):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(url).status_code == 200
        counts.append(len(asked))
        SpellFactory(worker=worker, from_on=date(year, 1, 1))
        PlacementFactory(authority=walsall, worker=worker, job_role=senior)

    assert counts[0] == counts[1] == counts[2]


def test_another_authority_s_worker_answers_as_one_that_never_was(client, cara, url):
    client.force_login(cara)
    never = client.get("/workers/987654321/experience/")

    for answer in (client.get(url), client.post(url, TYPED)):
        assert answer.status_code == never.status_code == 404
        assert b"Wanda" not in answer.content
    assert not Spell.objects.exists()


def test_an_officer_who_only_audits_there_cannot_write(client, cara, url, walsall):
    AppointmentFactory(person=cara, role="auditor", authority=walsall)
    client.force_login(cara)

    assert client.get(url).status_code == client.post(url, TYPED).status_code == 404


def test_only_those_who_log_find_the_page(client, url, ben, dev, gita, hugo, ivy, jan):
    for person in (ben, dev, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, TYPED).status_code == 404
    assert not Spell.objects.exists()

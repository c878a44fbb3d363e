"""Taking away a spell of experience."""

import pytest

from placements.models import Change, Spell
from tests.factories import SpellFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def spell(walsall):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall", swe_number="SW911111")
    return SpellFactory(worker=worker, employer="Example Council")


def url(spell, worker_id=None):
    return f"/workers/{worker_id or spell.worker_id}/experience/{spell.pk}/remove/"


def test_it_is_asked_first_and_taken_away_after(client, asha, spell, soup):
    client.force_login(asha)
    asked = soup(client.get(url(spell)))

    assert "Example Council, 1 January 2020 and still there" in asked.select_one(".govuk-inset-text").text
    assert asked.find("a", string="Keep it")["href"] == f"/workers/{spell.worker_id}/experience/"
    assert Spell.objects.exists()

    page = client.post(url(spell), follow=True)

    assert "The experience has been taken away" in page.content.decode()
    assert "No experience recorded yet" in page.content.decode()
    assert not Spell.objects.exists()
    assert Change.objects.get().match_key == spell.worker.match_key


def test_a_spell_is_found_under_its_own_worker_alone(client, asha, spell, walsall):
    client.force_login(asha)
    other = WorkerFactory(authority=walsall)

    assert client.get(url(spell, other.pk)).status_code == client.post(url(spell, other.pk)).status_code == 404
    assert Spell.objects.exists()


def test_a_second_press_finds_nothing_more_to_take(client, asha, spell):
    client.force_login(asha)
    client.post(url(spell))

    assert client.post(url(spell)).status_code == 404
    assert Change.objects.count() == 1


def test_nobody_else_can(client, spell, cara, ben, dev, gita, hugo, ivy, jan):
    for person in (cara, ben, dev, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(url(spell)).status_code == client.post(url(spell)).status_code == 404
    assert Spell.objects.exists()

"""One reference: saying that it came, putting it right, taking it away."""

from datetime import date

import pytest

from placements.models import Reference
from tests.factories import PlacementFactory, ReferenceFactory

pytestmark = pytest.mark.usefixtures("in_autumn")
DAYS = {"asked_on": "2/2/2026", "done_on": "16/2/2026"}


@pytest.fixture
def reference(walsall, senior):
    return ReferenceFactory(placement=PlacementFactory(authority=walsall, job_role=senior))


@pytest.fixture
def url(reference):
    return f"/placements/{reference.placement_id}/references/{reference.pk}/"


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def test_it_came(as_asha, url, reference, soup):
    assert soup(as_asha.get(url)).h1.text == "A reference that you asked for"

    page = soup(as_asha.post(url, DAYS | {"who": reference.who}, follow=True))

    assert "The reference has been saved." in page.text
    reference.placement.refresh_from_db()
    assert (reference.placement.references_received, reference.placement.last_reference_on) == (1, date(2026, 2, 16))
    assert soup(as_asha.get(url)).h1.text == "A reference that came"


def test_it_is_taken_away(as_asha, url, soup):
    assert "The reference has been taken away." in soup(as_asha.post(url, {"remove": "yes"}, follow=True)).text
    assert not Reference.objects.exists()


def test_ones_own_is_asked_about_in_its_own_words(as_asha, reference, url, soup):
    Reference.objects.update(kind="given", done_on=date(2026, 3, 9))

    page = soup(as_asha.get(url))

    assert page.h1.text == "Your own reference"
    assert "To whom?" in page.text
    assert "When was it given?" in page.text


def test_what_is_wrong_is_said_at_its_question(as_asha, url, errors):
    assert errors(as_asha.post(url, {"who": "", "asked_on": "2/2/2026", "done_on": "31/2/2026"})) == [
        "Enter who it is from, or for",
        "Day it came must be a real date",
    ]
    assert errors(as_asha.post(url, {"who": "A", "asked_on": "2/2/2026", "done_on": "1/2/2026"})) == [
        "The reference came on 01/02/2026, before it was asked for (02/02/2026). Check both dates."
    ]


def test_only_those_who_log_for_it_find_it(client, url, cara, ben, ivy):
    for person in (cara, ben, ivy):
        client.force_login(person)
        assert client.get(url).status_code == client.post(url, {"remove": "yes"}).status_code == 404
    assert Reference.objects.exists()

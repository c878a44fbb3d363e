"""Taking away a notice of an authority's own staff."""

import pytest

from placements.models import SubstantiveNotice
from tests.factories import SubstantiveNoticeFactory

pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def notice(walsall, senior):
    return SubstantiveNoticeFactory(authority=walsall, job_role=senior, weeks=8)


def url(notice):
    return f"/notice-periods/{notice.pk}/remove/"


def test_it_is_asked_first_and_taken_away_after(client, asha, notice, soup):
    client.force_login(asha)
    asked = soup(client.get(url(notice)))

    assert asked.select_one(".govuk-inset-text").text == "Senior social worker: 8 weeks, from 1 January 2015"
    assert asked.find("a", string="Keep it")["href"] == "/notice-periods/"
    assert SubstantiveNotice.objects.exists()

    page = client.post(url(notice), follow=True)

    assert "The notice has been taken away" in page.content.decode()
    assert not SubstantiveNotice.objects.exists()


def test_nobody_else_can(client, notice, cara, ben, dev, gita, hugo, ivy, jan):
    for person in (cara, ben, dev, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(url(notice)).status_code == client.post(url(notice)).status_code == 404
    assert SubstantiveNotice.objects.exists()

"""Taking away a meaning of a job title."""

from datetime import date

import pytest

from authorities.models import JobRole
from tests.factories import JobTitleFactory


@pytest.fixture
def mapping(agreements, walsall):
    title = JobTitleFactory(
        authority=walsall, title="Agile practitioner", job_role=JobRole.objects.get(slug="social_worker")
    )
    return title.mappings.create(job_role=JobRole.objects.get(slug="team_manager"), since=date(2026, 6, 1))


def url(mapping):
    return f"/job-titles/{mapping.job_title_id}/{mapping.pk}/remove/"


def test_it_is_said_what_the_title_means_then(client, asha, mapping):
    client.force_login(asha)
    later = client.get(url(mapping)).content.decode()
    first = client.get(url(mapping.job_title.mappings.first())).content.decode()

    assert "From that day on the title then means social worker, as before." in later
    assert "From that day on the title then has no role" in first


def test_the_meaning_goes_and_its_history_stays(client, asha, mapping):
    client.force_login(asha)
    page = client.post(url(mapping), follow=True).content.decode()

    assert "Agile practitioner no longer means team manager from that day." in page
    assert mapping.job_title.mappings.count() == 1
    assert "Taken away: team manager from 1 June 2026" in page


def test_cara_cannot(client, cara, mapping):
    client.force_login(cara)

    assert client.get(url(mapping)).status_code == 404
    assert client.post(url(mapping)).status_code == 404
    assert mapping.job_title.mappings.count() == 2

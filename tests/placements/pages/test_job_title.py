"""One job title: its meanings with their days, put right and with their history."""

from datetime import date

import pytest

from authorities.models import Authority, JobRole, JobTitle
from placements.models import Change
from tests.factories import JobTitleFactory, PlacementFactory


@pytest.fixture
def title(agreements, walsall):
    return JobTitle.objects.create(authority=walsall, title="Agile practitioner")


@pytest.fixture
def roles(agreements):
    return {role.slug: role for role in JobRole.objects.all()}


def url(title):
    return f"/job-titles/{title.pk}/"


def test_what_most_others_say_and_the_first_placement_are_offered_as_the_answer(
    client, asha, walsall, title, roles, soup
):
    for name in ("Dudley", "Sandwell"):
        JobTitleFactory(
            authority=Authority.objects.get(name=name),
            title="Agile Practitioner",
            job_role=roles["senior_social_worker"],
        )
    PlacementFactory(authority=walsall, job_title=title, job_role=None, started_on=date(2026, 3, 2))
    client.force_login(asha)
    page = soup(client.get(url(title)))

    assert "2 other authorities map a title of these words to senior social worker" in page.text
    assert page.select_one("#id_job_role option[selected]").text == "senior social worker"
    assert [page.find(id=f"id_since_{part}")["value"] for part in ("day", "month", "year")] == ["2", "3", "2026"]


def test_a_meaning_is_given_changed_later_and_put_right_with_its_history(client, asha, title, roles):
    client.force_login(asha)
    for role, since in (
        ("social_worker", "2026-01-01"),
        ("team_manager", "2026-06-01"),
        ("senior_social_worker", "2026-01-01"),
    ):
        client.post(url(title), {"job_role": roles[role].pk, "since": since})
    page = client.get(url(title)).content.decode()

    assert [(one.job_role.slug, str(one.since)) for one in title.mappings.all()] == [
        ("senior_social_worker", "2026-01-01"),
        ("team_manager", "2026-06-01"),
    ]
    assert "31 May 2026" in page
    assert "Means: social worker from 1 January 2026" in page
    assert "Changed to: senior social worker from 1 January 2026" in page
    assert "by Asha" in page


def test_placements_under_the_title_are_judged_anew(client, asha, walsall, title, roles):
    placed = PlacementFactory(authority=walsall, job_title=title, job_role=None)
    client.force_login(asha)
    client.post(url(title), {"job_role": roles["social_worker"].pk, "since": "2026-01-01"})

    assert Change.objects.filter(match_key=placed.worker.match_key).exists()


def test_what_is_wrong_is_said(client, asha, title, errors):
    client.force_login(asha)

    assert errors(client.post(url(title), {})) == ["Select a role", "Enter a day from which it means this role"]


def test_cara_and_those_who_do_not_log_cannot(client, cara, ben, dev, title):
    for person in (cara, ben, dev):
        client.force_login(person)
        assert client.get(url(title)).status_code == 404

"""Job titles: what each means, what others mean by the same words, and adding one."""

import pytest

from authorities.models import Authority, JobRole, JobTitle
from tests.factories import JobTitleFactory

URL = "/job-titles/"


@pytest.fixture
def elsewhere(agreements):
    """Gives a title a role in so many other authorities."""

    def mapped(title, slug, *names):
        role = JobRole.objects.get(slug=slug)
        for name in names:
            JobTitleFactory(authority=Authority.objects.get(name=name), title=title, job_role=role)

    return mapped


def test_asha_adds_a_title_and_says_what_it_means(client, asha, agreements, walsall):
    role = JobRole.objects.get(slug="social_worker")
    client.force_login(asha)

    page = client.post(
        URL, {"job_title": "Agile  practitioner", "job_role": role.pk, "since": "2026-01-01"}, follow=True
    )

    assert "Agile  practitioner means social worker" in page.content.decode()
    title = JobTitle.objects.get(authority=walsall)
    assert title.title == "Agile practitioner"
    assert title.mappings.get().job_role == role


def test_a_title_without_a_role_waits_and_hears_what_others_say(client, asha, walsall, elsewhere):
    elsewhere("agile PRACTITIONER", "senior_social_worker", "Dudley", "Sandwell", "Solihull")
    elsewhere("Agile-practitioner", "social_worker", "Coventry", "Shropshire")
    elsewhere("Agile practitioner", "team_manager", "Warwickshire")
    JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    client.force_login(asha)

    page = client.get(URL).content.decode()

    assert "No role yet" in page
    assert "3 other authorities: senior social worker<br>2 other authorities: social worker" in page
    assert "team manager</td>" not in page
    assert "Dudley" not in page


def test_one_authority_alone_and_another_meaning_of_long_ago_are_not_told(client, asha, walsall, elsewhere):
    elsewhere("Agile practitioner", "senior_social_worker", "Dudley")
    JobTitleFactory(authority=walsall, title="Agile practitioner", job_role=JobRole.objects.get(slug="social_worker"))
    client.force_login(asha)

    assert "Nothing to tell" in client.get(URL).content.decode()


def test_a_title_needs_words_a_role_and_a_day(client, asha, agreements, walsall, errors):
    client.force_login(asha)

    assert errors(client.post(URL, {"job_title": " ", "job_role": "", "since": "1926-01-01"})) == [
        "Enter a job title",
        "Select a role",
        "Day from which it means this role must be on or after 1 January 2010",
    ]
    assert not JobTitle.objects.filter(authority=walsall).exists()


@pytest.mark.parametrize("number", [2, 40])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, walsall, elsewhere, number, django_assert_num_queries):
    for each in range(number):
        elsewhere(f"Title {each}", "senior_social_worker", "Dudley", "Sandwell")
        JobTitle.objects.create(authority=walsall, title=f"Title {each}")
    client.force_login(asha)
    client.get(URL)

    with django_assert_num_queries(7):
        client.get(URL)


def test_only_those_who_log_find_the_page(client, ben, dev, ivy, jan):
    for person in (ben, dev, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

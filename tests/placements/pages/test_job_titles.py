"""Job titles: what each means, and giving a meaning."""

from authorities.models import JobRole, JobTitle

URL = "/job-titles/"


def test_asha_says_what_a_title_means(client, asha, agreements, walsall):
    title = JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    role = JobRole.objects.get(slug="social_worker")
    client.force_login(asha)
    assert "No role yet" in client.get(URL).content.decode()

    page = client.post(URL, {"job_title": title.pk, "job_role": role.pk, "since": "2026-01-01"}, follow=True)

    assert "Agile practitioner means social worker" in page.content.decode()
    assert "No role yet" not in page.content.decode()
    assert title.mappings.get().job_role == role


def test_another_authority_s_title_is_not_hers_to_map(client, asha, agreements, dudley):
    title = JobTitle.objects.create(authority=dudley, title="Agile practitioner")
    JobTitle.objects.create(authority=asha.current_appointments[0].authority, title="Social worker")
    role = JobRole.objects.get(slug="social_worker")
    client.force_login(asha)

    page = client.post(URL, {"job_title": title.pk, "job_role": role.pk, "since": "2026-01-01"})

    assert "Select a job title from the list" in page.content.decode()
    assert "Agile practitioner" not in page.content.decode()
    assert not title.mappings.exists()


def test_a_title_needs_a_role_and_a_day(client, asha, agreements, walsall):
    title = JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    client.force_login(asha)

    page = client.post(URL, {"job_title": title.pk, "job_role": "", "since": "1926-01-01"}).content.decode()

    assert "Select a role" in page
    assert "must be on or after 1 January 2010" in page


def test_only_those_who_log_find_the_page(client, ben, dev, ivy, jan):
    for person in (ben, dev, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

"""Notice periods: what own staff give in each role, and adding one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import JobRole
from placements.models import SubstantiveNotice
from tests.factories import AppointmentFactory, SubstantiveNoticeFactory

URL = "/notice-periods/"
pytestmark = pytest.mark.usefixtures("in_autumn")


@pytest.fixture
def roles(west_midlands, senior):
    """Two roles of the region; the second has no notice."""
    made = {"name": "team manager", "core_type": "team_manager"}
    return senior, JobRole.objects.get_or_create(region=west_midlands, slug="team_manager", defaults=made)[0]


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


def rows(page):
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")][:3] for row in page.select("tbody tr")]


def test_each_role_is_shown_with_the_days_of_each_notice(as_asha, walsall, dudley, roles, soup):
    for since, weeks in ((date(2015, 1, 1), 4), (date(2026, 4, 1), 8)):
        SubstantiveNoticeFactory(authority=walsall, job_role=roles[0], since=since, weeks=weeks)
    SubstantiveNoticeFactory(authority=dudley, job_role=roles[1], weeks=12)

    page = soup(as_asha.get(URL))

    assert rows(page) == [
        ["Senior social worker", "8 weeks", "From 1 April 2026"],
        ["Senior social worker", "4 weeks", "From 1 January 2015 to 31 March 2026"],
        ["Team manager", "Not known", ""],
    ]
    assert "Dudley" not in page.text


def test_a_notice_is_added(as_asha, walsall, roles, soup):
    page = soup(as_asha.post(URL, {"job_role": roles[1].pk, "weeks": "1", "since": "1/4/2026"}, follow=True))

    assert "The notice has been saved" in page.text
    assert ["Team manager", "1 week", "From 1 April 2026"] in rows(page)
    notice = SubstantiveNotice.objects.get()
    assert (notice.authority, notice.job_role, notice.since) == (walsall, roles[1], date(2026, 4, 1))


def test_what_is_wrong_is_said_at_its_question(as_asha, roles, errors):
    assert errors(as_asha.post(URL, {"job_role": "", "weeks": "", "since": ""})) == [
        "Select a role",
        "Enter notice in weeks",
        "Enter a first day of this notice",
    ]
    wrong = {"job_role": roles[0].pk, "weeks": "53", "since": "1/4/1999"}
    assert errors(as_asha.post(URL, wrong)) == [
        "Notice in weeks must be 52 or less",
        "First day of this notice must be on or after 1 January 2010",
    ]
    assert not SubstantiveNotice.objects.exists()


def test_who_logs_for_two_authorities_says_for_which(as_asha, asha, dudley, roles, soup, errors):
    AppointmentFactory(person=asha, role="hr_officer", authority=dudley)
    typed = {"job_role": roles[0].pk, "weeks": "4", "since": "1/4/2026"}

    assert errors(as_asha.post(URL, typed)) == ["Select an authority"]
    page = soup(as_asha.post(URL, typed | {"authority": dudley.pk}, follow=True))

    assert [caption.text for caption in page.select("caption")] == ["Dudley", "Walsall"]
    assert SubstantiveNotice.objects.get().authority == dudley


def test_another_authority_cannot_be_chosen(as_asha, asha, dudley, roles, walsall):
    typed = {"job_role": roles[0].pk, "weeks": "4", "since": "1/4/2026", "authority": dudley.pk}
    as_asha.post(URL, typed)

    assert SubstantiveNotice.objects.get().authority == walsall


def test_a_region_without_roles_says_so(as_asha, west_midlands, soup):
    JobRole.objects.all().delete()

    assert "No roles to show" in soup(as_asha.get(URL)).text


def test_the_number_of_queries_does_not_grow(as_asha, walsall, roles):
    counts = []
    for year in (2020, 2021, 2022):
        with CaptureQueriesContext(connection) as asked:
            assert as_asha.get(URL).status_code == 200
        counts.append(len(asked))
        for role in roles:
            SubstantiveNoticeFactory(authority=walsall, job_role=role, since=date(year, 1, 1))

    assert counts[0] == counts[1] == counts[2]


def test_only_those_who_log_find_the_page(client, ben, dev, gita, hugo, ivy, jan):
    for person in (ben, dev, gita, hugo, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

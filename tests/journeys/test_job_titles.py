"""A job title gets its role in a real browser, by what others say; with a script and without."""

import pytest
from playwright.sync_api import expect

from authorities.models import Authority, JobRole, JobTitle
from tests.factories import JobTitleFactory


@pytest.fixture
def title(transactional_db, agreements, walsall):
    for name in ("Dudley", "Sandwell", "Coventry"):
        JobTitleFactory(
            authority=Authority.objects.get(name=name),
            title="Agile practitioner",
            job_role=JobRole.objects.get(slug="senior_social_worker"),
        )
    return JobTitle.objects.create(authority=walsall, title="Agile practitioner")


def given_a_role(page, sign_in, look):
    sign_in(page, "asha@example.org", "/job-titles/")
    expect(page.get_by_text("3 other authorities: senior social worker")).to_be_visible()
    look(page, "job-titles")
    page.get_by_role("link", name="Agile practitioner").click()
    look(page, "job-title-without-role")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Agile practitioner means senior social worker.")).to_be_visible()
    look(page, "job-title")
    page.get_by_role("link", name="Take away senior social worker").click()
    look(page, "remove-mapping")
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("It has no role yet")).to_be_visible()


def test_a_title_is_given_the_role_that_others_give_it(page, sign_in, check_page, asha, title):
    given_a_role(page, sign_in, check_page)


def test_a_title_is_given_the_role_that_others_give_it_without_a_script(plain_page, sign_in, asha, title):
    given_a_role(plain_page, sign_in, lambda *_: None)

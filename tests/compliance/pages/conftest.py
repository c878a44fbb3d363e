"""A job order as somebody types it, and a region that knows its leavers."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup

from authorities.models import Authority, JobRole
from placements.models import LeaverReturn
from tests.factories import JobTitleFactory


@pytest.fixture
def in_march():
    """2 March 2026, at noon."""
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=True):
        yield date(2026, 3, 2)


@pytest.fixture
def senior(agreements, walsall):
    """Walsall's title for a senior social worker, whose cap is £33.00 until 31 March 2026 and £33.75 after."""
    return JobTitleFactory(
        authority=walsall, title="Senior practitioner", job_role=JobRole.objects.get(slug="senior_social_worker")
    )


@pytest.fixture
def leavers_sent(west_midlands):
    """Every member has sent its leavers of the two years before."""
    LeaverReturn.objects.bulk_create(
        LeaverReturn(authority=authority, month=date(year, month, 1), nil=True)
        for authority in Authority.objects.all()
        for year in (2024, 2025, 2026)
        for month in range(1, 13)
    )


@pytest.fixture
def question(in_march, senior):
    """The five answers that a check asks for; nothing is wrong with them."""
    return {
        "swe_number": "SW900001",
        "job_title": senior.pk,
        "pay_type": "umbrella",
        "hourly_pay": "33.00",
        "started_on_day": "9",
        "started_on_month": "3",
        "started_on_year": "2026",
        "purpose": "engage",
    }


@pytest.fixture
def order(question, supplier_one):
    """A whole job order."""
    return {name: value for name, value in question.items() if name != "purpose"} | {
        "name": "Test Worker",
        "supplier": supplier_one.pk,
        "reference": "ORD-1",
        "offered_hourly_pay": "36.50",
        "hours_per_week": "37",
        "expected_end_on_day": "30",
        "expected_end_on_month": "6",
        "expected_end_on_year": "2026",
        "reason": "vacancy",
    }


@pytest.fixture
def soup():
    """A response as a reader meets it."""
    return lambda response: BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def errors(soup):
    """What the error summary says; every message must lead to something on the page."""

    def listed(response):
        page = soup(response)
        assert page.title.text.strip().startswith("Error: ")
        for link in page.select(".govuk-error-summary a"):
            assert page.find(id=link["href"][1:]), link
        return [item.text.strip() for item in page.select(".govuk-error-summary li")]

    return listed

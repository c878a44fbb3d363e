"""A job order as somebody types it, and a region that knows its leavers."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from authorities.models import Appointment, Authority, JobRole
from compliance.actions import assess
from placements import actions
from placements.models import LeaverReturn
from tests.conftest import appointed
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
def placed(in_march, senior, leavers_sent, walsall, supplier_one, asha):
    """A placement from 9 March to 30 June 2026, at the cap; Asha recorded it and nothing uncovered is found."""
    recorded = actions.record(
        authority=walsall, by=asha, swe_number="SW900001", name="Test Worker", supplier=supplier_one, reference="ORD-1",
        job_title=senior, pay_type="umbrella", hourly_pay="33.00", agency_fee="3.00", started_on=date(2026, 3, 9),
        expected_end_on=date(2026, 6, 30), hours_per_week="37", reason="vacancy",
    )  # fmt: skip
    assess(placement_ids=[recorded.pk], reason="recorded", judged_on=in_march)
    return recorded


@pytest.fixture
def amal(walsall):
    """Logs for Walsall too, at the desk beside Asha's."""
    return appointed("amal", Appointment.Role.HR_OFFICER, authority=walsall)


@pytest.fixture
def as_asha(client, asha):
    client.force_login(asha)
    return client


@pytest.fixture
def drawn(as_asha, soup):
    """What a browser would send of the page's first form, as it was drawn for Asha."""

    def sent(url):
        page = soup(as_asha.get(url))
        return filled_in(page.select_one("main form"))

    return sent


def filled_in(form):
    """The answers that stand in a form."""
    answers = {box["name"]: box.get("value", "") for box in form.select("input[type=hidden], input[type=text]")}
    answers |= {box["name"]: box["value"] for box in form.select("input[type=radio][checked]")}
    answers |= {box["name"]: box.text.strip() for box in form.select("textarea")}
    for box in form.select("select"):
        chosen = box.select_one("option[selected]")
        answers[box["name"]] = chosen["value"] if chosen else ""
    return answers


@pytest.fixture
def banners(as_asha, soup):
    """What the next page says after something was sent."""

    def said(response):
        assert response.status_code == 302, soup(response).select_one(".govuk-error-summary")
        page = soup(as_asha.get(response["Location"]))
        return [banner.text.strip() for banner in page.select(".govuk-notification-banner__heading")]

    return said

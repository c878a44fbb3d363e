"""A small book for the reports: the same month whenever a test is run."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from authorities.models import JobRole
from reports import actions
from reports.periods import month_coded, quarter_coded
from tests.factories import HoursFactory, PlacementFactory

OCTOBER, SUMMER = month_coded("2026-10"), quarter_coded("2026Q3")
TODAY = date(2026, 11, 20)


@pytest.fixture
def rates(agreements):
    """The illustrative reference rates that the product ships."""
    call_command("load_reference_rates", "--json", stdout=StringIO())


@pytest.fixture
def social_worker(agreements):
    return JobRole.objects.get(slug="social_worker")


@pytest.fixture
def placed(walsall, social_worker):
    """One social worker of Walsall, a pound over the illustrative cap of £30.75, first offered at £33.00."""
    return PlacementFactory(
        authority=walsall,
        job_role=social_worker,
        started_on=date(2026, 3, 2),
        offered_hourly_pay=Decimal("33.00"),
        rate__hourly_pay=Decimal("31.75"),
    )


@pytest.fixture
def timesheets(placed):
    """A timesheet for each week that touches October 2026."""
    for day in (date(2026, 10, 4), date(2026, 10, 11), date(2026, 10, 18), date(2026, 10, 25), date(2026, 11, 1)):
        HoursFactory(placement=placed, week_ending=day, hours=Decimal("35.00"))


@pytest.fixture
def build_october(west_midlands):
    return lambda: actions.build_savings(region=west_midlands, month=OCTOBER, today=TODAY)


@pytest.fixture
def build_summer(west_midlands):
    return lambda: actions.build_quarterly(region=west_midlands, quarter=SUMMER, today=TODAY)


@pytest.fixture
def in_november(monkeypatch):
    """Today is 20 November 2026."""
    for module in ("reports.tasks", "reports.command"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    monkeypatch.setattr("authorities.clock.today", lambda: TODAY)

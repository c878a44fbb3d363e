"""The jobs of the night and of every five minutes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from compliance.models import Assessment, Finding
from compliance.tasks import assess_all, assess_stale
from placements.models import Change
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db


@time_machine.travel(datetime(2026, 3, 31, 23, 30, tzinfo=UTC), tick=False)
def test_the_nightly_job_judges_by_londons_day(walsall, agreements):
    PlacementFactory(authority=walsall, started_on=date(2026, 3, 2), rate__hourly_pay=Decimal("33.01"))

    assert assess_all() == "1 placement assessed"
    assert Assessment.objects.last().judged_on == date(2026, 4, 1)
    assert Finding.objects.standing().filter(clause="cap").count() == 1


def test_the_five_minute_job_assesses_what_changed_and_then_rests(walsall, agreements):
    Change.objects.all().delete()
    placement = PlacementFactory(authority=walsall, rate__hourly_pay=Decimal("99.00"))
    Change.objects.create(match_key=placement.worker.match_key)

    assert assess_stale() == "1 placement assessed"
    assert Finding.objects.filter(placement=placement, clause="cap").exists()
    assert assess_stale() == "nothing had changed"

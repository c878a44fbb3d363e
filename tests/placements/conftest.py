"""What the tests of placements share."""

from datetime import date

import pytest
import time_machine

from authorities.models import JobRole


@pytest.fixture
def in_november():
    """20 November 2026."""
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield date(2026, 11, 20)


@pytest.fixture
def senior(west_midlands):
    """A role of the region, without the agreement that names it."""
    named = {"name": "senior social worker", "core_type": "senior_social_worker"}
    return JobRole.objects.get_or_create(region=west_midlands, slug="senior_social_worker", defaults=named)[0]

"""The day on which logs of these tests are looked at."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield

"""What the tests of these pages share: 20 November 2026, and reading a page as a reader meets it."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def in_autumn():
    """20 November 2026, at noon, while time goes on: sessions need it."""
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield

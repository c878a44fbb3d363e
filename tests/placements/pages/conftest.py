"""What the tests of these pages share: 20 November 2026, and reading a page as a reader meets it."""

from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup


@pytest.fixture
def in_autumn():
    """20 November 2026, at noon, while time goes on: sessions need it."""
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def soup():
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

"""Every list page asks as many questions for ten thousand rows as for ten.

Two hundred by hand and a thousand in CI; the long run asks for the ten thousand.
"""

import re
from time import perf_counter

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.amounts import LONG, amount
from tests.listed import LISTED

from .everything_listed import TODAY, Listed

FEW, MANY = 10, 10_000 if LONG else amount(200, ci=1_000)
# By whom, then the page, of what, and how it is narrowed.
ASKED = {
    "asha": {
        "home": ("", ""),
        "placements": ("", "", "?status=live&sort=hourly_pay", "?answer=breach&pay_type=umbrella", "?page=3"),
        "findings": ("", "", "?time=all&verdict=breach", "?sort=reference"),
        "breaches": ("", ""),
        "duties": ("", ""),
        "forecast": ("", ""),
        "return_ready": ("", "?quarter=2026Q4"),
        "references_waited_for": ("", ""),
        "teams": ("", ""),
        "team": ("team", ""),
        "singly_and_in_team": ("", ""),
        "worker": ("worker", ""),
        "experience": ("worker", ""),
        "placement": ("placed", ""),
        "references": ("placed", ""),
        "register": ("", ""),
        "register_batch": ("batch", ""),
        "watches": ("", ""),
        "corrections": ("", ""),
        "job_titles": ("", ""),
        "job_title": ("title", ""),
        "notice_periods": ("", ""),
        "leavers": ("", ""),
        "leavers_of_month": ("month", ""),
        "send_file": ("", ""),
        "parked_rows": ("", "", "?page=2"),
        "remembered_columns": ("", ""),
        "retention": ("", ""),
        "agreements": ("", ""),
        "reports": ("", ""),
        "search": ("", "?of=key"),
    },
    "ben": {"access_review": ("", "")},
    "dev": {
        "placements": ("", "", "?page=2"),
        "findings": ("", ""),
        "breaches": ("", ""),
        "what_if": ("", ""),
        "what_if_result": ("asked", "?show=all"),
        "what_if_version": ("draft", "?show=all"),
    },
    "ivy": {"placements": ("", "", "?status=live")},
    "jan": {"people": ("", ""), "jobs": ("", ""), "outbox": ("", ""), "log": ("", ""), "access_review": ("", "")},
    "hugo": {
        "log": ("", "", "?kind=added"),
        "log_reads": ("", ""),
        "look_ups": ("", ""),
        "findings": ("", ""),
    },
}
# That somebody is still there is written down every few minutes, whatever page they are on.
OF_SESSIONS = re.compile(r"django_session|SAVEPOINT")
# Nothing of these grows with the rows of one list.
ELSEWHERE = {"savings_lines": "the lines of an edition stand in one row: tests/reports/pages/test_savings.py"}


@pytest.fixture
def listed(asha, ben, dev, ivy, jan, hugo, walsall, supplier_one, west_midlands, agreements):
    people = {person.email.split("@")[0]: person for person in (asha, ben, dev, ivy, jan, hugo)}
    with time_machine.travel(f"{TODAY} 12:00", tick=True):
        yield Listed(people, walsall, supplier_one, west_midlands)


def addresses(listed):
    for who, pages in ASKED.items():
        for page, (about, *queries) in pages.items():
            for query in queries:
                yield who, page, reverse(page, args=listed.about(about)) + query


def costs(client, listed):
    """How many questions each page asks; and how long each took, which is printed and not judged."""
    found, took, signed_in = {}, {}, None
    for who, page, address in addresses(listed):
        if who != signed_in:
            client.force_login(listed.people[who])
            session = client.session
            session["searches"] = [("key", "wanda")]
            session.save()
            client.get("/")
            signed_in = who
        begun = perf_counter()
        with CaptureQueriesContext(connection) as spent:
            answer = client.get(address)
        assert answer.status_code == 200, (who, address)
        found[who, page, address] = sum(not OF_SESSIONS.search(each["sql"]) for each in spent.captured_queries)
        took[who, address] = perf_counter() - begun
    return found, took


def test_every_list_is_asked():
    asked = {page for pages in ASKED.values() for page in pages}

    assert {each.page for each in LISTED} - asked == set(ELSEWHERE)


def test_many_rows_cost_as_many_queries_as_few(client, listed):
    listed.more(range(1, FEW + 1))
    few, _ = costs(client, listed)
    listed.more(range(FEW + 1, MANY + 1))
    many, took = costs(client, listed)
    print(f"{FEW} and {MANY:,} rows; the slowest of {len(took)} pages:")
    for (who, address), seconds in sorted(took.items(), key=lambda each: -each[1])[:10]:
        print(f"{seconds:.2f} s {who} {address}")

    assert many == few

"""The page on which an officer makes the return ready."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from authorities import paging
from tests.factories import PlacementFactory

URL = "/reports/return/"
pytestmark = pytest.mark.usefixtures("agreements", "in_november")


def placed(authority, number=1):
    facts = {"checked": True, "started_on": date(2026, 7, 6), "project_team": None}
    return PlacementFactory.create_batch(number, authority=authority, **facts)


def test_asha_sees_what_is_lacking_and_where_to_put_it_right(get, asha, walsall):
    [placement] = placed(walsall)

    page = BeautifulSoup(get(asha, URL).content, "html.parser")
    assert page.h1.text == "Is the return of July to September 2026 ready?"
    assert "Send this one by 30 November 2026." in page.text
    assert page.caption.text.strip() == "1 of 1 placement of July to September 2026 lacks something"
    assert "Not said whether the worker is in a project team" in page.table.text
    mend = page.table.find_all("a")[-1]
    assert mend["href"] == reverse("placement_checks", args=[placement.pk]) + "#group_id_project_team"


def test_ben_reads_it_and_is_offered_nothing_that_he_may_not_do(get, ben, walsall):
    [placement] = placed(walsall)

    page = BeautifulSoup(get(ben, URL).content, "html.parser")
    assert [link["href"] for link in page.select("tbody a")] == [reverse("placement", args=[placement.pk])]


def test_cara_sees_nothing_of_walsalls(get, cara, walsall):
    [placement] = placed(walsall)

    said = get(cara, URL).content.decode()
    assert placement.reference not in said
    assert "No placements in this quarter" in said


def test_nobody_else_finds_it(get, dev, ivy, jan):
    assert {get(person, URL).status_code for person in (dev, ivy, jan)} == {404}


@pytest.mark.parametrize(("quarter", "status"), [("2026Q2", 200), ("2026Q4", 200), ("2027Q1", 404), ("autumn", 404)])
def test_a_quarter_that_has_begun_may_be_asked_for(get, asha, quarter, status):
    assert get(asha, f"{URL}?quarter={quarter}").status_code == status


def test_of_very_many_it_says_that_there_are_more_than_are_counted(get, asha, walsall, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 3)
    placed(walsall, number=5)

    page = BeautifulSoup(get(asha, URL).content, "html.parser")
    assert page.caption.text.strip() == "More than 3 of 5 placements of July to September 2026 lack something"
    assert len(page.select("tbody tr")) == 3


def test_the_number_of_queries_does_not_grow(get, asha, walsall):
    placed(walsall)
    get(asha, URL)
    with CaptureQueriesContext(connection) as few:
        get(asha, URL)
    placed(walsall, number=12)
    with CaptureQueriesContext(connection) as many:
        get(asha, URL)

    assert len(many) == len(few)

"""Saved filters: kept from a list under a name, one's own alone, and no way to see more."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from authorities.models import SavedFilter
from authorities.saved_filters import offered
from authorities.wall.standing import standing_for
from compliance.actions import assess
from tests.factories import PlacementFactory

URL = "/saved-filters/"


@pytest.fixture
def get(client):
    return lambda address: BeautifulSoup(client.get(address).content, "html.parser")


def sent(client, query="status=live", name="Live ones", page="placements"):
    return client.post(URL, {"filter": offered(page, query), "name": name}, follow=True)


def test_a_filter_is_kept_from_the_list_and_opened_from_there(agreements, client, asha, get):
    client.force_login(asha)
    assert get("/placements/").find(attrs={"name": "filter"}) is None
    box = get("/placements/?status=live&sort=reference&page=3&stray=SW123456").find(attrs={"name": "filter"})
    answer = client.post(URL, {"filter": box["value"], "name": "Live ones"}, follow=True)

    assert answer.redirect_chain == [("/placements/?status=live", 302)]
    assert "The filter “Live ones” has been saved." in answer.text
    assert get("/placements/").find("a", string="Live ones")["href"] == "/placements/?status=live"
    assert get(URL).find("a", string="Live ones")["href"] == "/placements/?status=live"


def test_what_is_wrong_is_said(agreements, client, asha):
    client.force_login(asha)
    sent(client)

    assert "Enter a name for the filter" in sent(client, name=" ").text
    answer = sent(client, name="live ONES")
    assert "You already have a filter of this name. Choose another name." in answer.text
    assert SavedFilter.objects.get().name == "Live ones"
    for page in ("home", "people"):
        assert sent(client, page=page).status_code == 404
    assert client.post(URL, {"filter": "forged", "name": "x"}).status_code == 404


def test_thirty_are_enough(agreements, client, asha):
    client.force_login(asha)
    SavedFilter.objects.bulk_create(
        SavedFilter(person=asha, page="placements", name=f"{number}", query="status=live") for number in range(30)
    )

    assert "You already have 30 saved filters. Delete one that you no longer use." in sent(client).text


def test_a_filter_never_shows_more_than_its_owner_may_see(agreements, client, asha, cara, dudley, get):
    PlacementFactory(authority=dudley, reference="DUDLEY")
    client.force_login(asha)
    saved = asha.saved_filters.create(page="placements", name="Theirs", query=f"authority={dudley.pk}&status=live")

    assert "DUDLEY" not in get(saved.url).text
    client.force_login(cara)
    assert "Theirs" not in get(URL).text
    assert client.get(f"{URL}{saved.pk}/").status_code == 404


def test_the_wall_keeps_anothers_too(asha, cara):
    asha.saved_filters.create(page="placements", name="Mine", query="status=live")

    for person, seen in ((asha, 1), (cara, 0)):
        with standing_for(person):
            assert SavedFilter.objects.count() == seen


def test_whoever_has_none_is_told_how_to_keep_one(client, asha, get):
    client.force_login(asha)

    assert "No saved filters yet" in get(URL).text


def test_a_filter_of_the_log_is_kept_without_what_names_one_record(client, hugo, get):
    client.force_login(hugo)
    address = "/log/?kind=added&from_on_day=1&from_on_month=3&from_on_year=2026&row=911111&seed=word"
    page = get(address)

    assert "What names a single record, or draws a sample, is not kept with it." in page.text
    box = page.find(attrs={"name": "filter"})
    answer = client.post(URL, {"filter": box["value"], "name": "Added since March"})
    assert answer["Location"] == "/log/?kind=added&from_on_day=1&from_on_month=3&from_on_year=2026"


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("breaches", "regime=national"),
        ("findings", "regime=national"),
        ("log", "kind=added"),
        ("log_reads", "page=log"),
    ],
)
def test_each_list_opens_with_the_filter_put_first(agreements, client, hugo, page, query):
    assess(reason="asked", judged_on=date(2026, 3, 2))
    saved = hugo.saved_filters.create(page=page, name="First", query=query, first=True)
    client.force_login(hugo)
    plain = saved.url.partition("?")[0]

    assert client.get(plain)["Location"] == saved.url
    assert client.get(f"{plain}?all=yes").status_code == 200
    assert f'{plain}?{query}">First</a> (opens first)' in client.get(saved.url).text

"""The page of a search: what is sought stands in no address, each search is noted, and results page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import Authority, LogEntry
from tests.factories import PlacementFactory, WorkerFactory

URL = "/search/"


@pytest.fixture
def sian(agreements, walsall, supplier_one):
    worker = WorkerFactory(authority=walsall, swe_number="SW123456", name="Siân O’Neill")
    return PlacementFactory(authority=walsall, worker=worker, supplier=supplier_one, reference="ORD-1")


def sent(client, person, sought):
    client.force_login(person)
    return client.post(URL, {"sought": sought}, follow=True)


def test_asha_finds_a_worker_and_her_placements(client, asha, sian, soup):
    answer = sent(client, asha, "sian o'neill")
    page = soup(answer)

    assert "Results for “sian o'neill”" in page.text
    assert [caption.text for caption in page.select("caption")] == ["1 worker", "1 placement"]
    assert {link["href"] for link in page.select("tbody a")} == {
        f"/workers/{sian.worker_id}/",
        f"/placements/{sian.pk}/",
    }
    assert "SW123456" in page.text
    [(address, _)] = answer.redirect_chain
    assert "sian" not in address.lower()


def test_each_search_is_noted_and_says_nothing_of_whom(client, asha, sian):
    sent(client, asha, "sw123456")

    entry = LogEntry.objects.filter(kind="look_up").latest("pk")
    assert (entry.by_id, entry.via, entry.about, entry.about_id) == (asha.pk, "search", "placements_searchtext", "")
    assert entry.digest is None


def test_what_cannot_be_sought_is_said(client, asha, soup):
    for sought, words in (
        ("", "Enter a registration number, a name or a reference"),
        (" –’ ", "Enter at least 2 letters or digits"),
        ("a", "Enter at least 2 letters or digits"),
        ("x" * 201, "A registration number, a name or a reference must be 200 characters or fewer"),
        ("\0", "A registration number, a name or a reference must not contain a character that cannot be printed"),
    ):
        page = soup(sent(client, asha, sought))
        assert words in page.select_one(".govuk-error-summary").text, sought


def test_nobody_and_nothing_is_said(client, asha, sian, soup):
    assert "Nobody and nothing matches" in soup(sent(client, asha, "jones")).text


def test_a_search_is_anothers_only_in_their_own_session(client, asha, ben, sian, soup):
    address = sent(client, asha, "sian").redirect_chain[0][0]
    assert "SW123456" in client.get(address).text
    client.force_login(ben)

    page = soup(client.get(address))
    assert "That search is no longer kept. Search again." in page.text
    assert "SW123456" not in page.text


def test_two_searches_stand_beside_each_other(client, asha, sian, walsall):
    WorkerFactory(authority=walsall, name="Jo Jones")
    first = sent(client, asha, "sian").redirect_chain[0][0]
    second = client.post(URL, {"sought": "jones"})["Location"]

    assert "Jo Jones" in client.get(second).text
    assert "SW123456" in client.get(first).text


def test_who_may_not_know_who_a_worker_is_cannot_search(client, dev, elin, jan, sian):
    for person in (dev, elin, jan):
        client.force_login(person)
        assert client.get(URL).status_code == client.post(URL, {"sought": "sian"}).status_code == 404


def test_a_regions_auditor_says_in_which_authority(client, hugo, walsall, dudley, sian, soup):
    other = WorkerFactory(authority=dudley, swe_number="SW123456", name="Siân O’Neill")
    assert "Select an authority" in soup(sent(client, hugo, "sian")).select_one(".govuk-error-summary").text

    page = soup(client.post(URL, {"sought": "sian", "authority": dudley.pk}, follow=True))
    assert {link["href"] for link in page.select("tbody a")} == {f"/workers/{other.pk}/"}
    assert page.select_one("#id_authority option[selected]").text == "Dudley"
    page = soup(client.post(URL, {"sought": "sian", "authority": walsall.pk}, follow=True))
    assert {link["href"] for link in page.select("tbody a")} == {
        f"/workers/{sian.worker_id}/", f"/placements/{sian.pk}/"
    }  # fmt: skip


def test_an_authority_outside_the_region_is_none_to_choose(client, hugo, sian, soup):
    client.force_login(hugo)
    elsewhere = Authority.objects.create(name="Elsewhere", ons_code="E08000099", dfe_code="999", kind="unitary")

    for number in (elsewhere.pk, 10**9, "x"):
        page = soup(client.post(URL, {"sought": "sian", "authority": number}))
        assert "Select an authority" in page.select_one(".govuk-error-summary").text
        assert "Elsewhere" not in page.text


def test_whoever_searches_their_own_authority_is_not_asked_which(client, asha, ivy, sian, soup):
    for person in (asha, ivy):
        client.force_login(person)
        assert not soup(client.get(URL)).select("[name=authority]")
        assert soup(client.get("/placements/")).select("[name=sought]")


def test_the_box_on_other_pages_is_for_those_whom_one_box_serves(client, hugo, sian, soup):
    client.force_login(hugo)

    for address in ("/", "/placements/"):
        assert not soup(client.get(address)).select("[name=sought]")


def test_results_page_and_sort_in_a_fixed_number_of_queries(client, asha, walsall, soup, supplier_one, agreements):
    def cost(address):
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    for number in range(10):
        worker = WorkerFactory(authority=walsall, name=f"Smith {number:03}")
        PlacementFactory(authority=walsall, worker=worker, supplier=supplier_one, reference=f"S{number:03}")
    address = sent(client, asha, "smith").redirect_chain[0][0]
    client.get(address)
    ten = cost(address)
    for number in range(10, 60):
        worker = WorkerFactory(authority=walsall, name=f"Smith {number:03}")
        PlacementFactory(authority=walsall, worker=worker, supplier=supplier_one, reference=f"S{number:03}")

    assert cost(address) == ten
    page = soup(client.get(f"{address}&placements-sort=reference&placements-page=3"))
    assert [row.a.text for row in page.select("table")[1].select("tbody tr")] == [f"S{n:03}" for n in range(50, 60)]
    assert "Smith 000" in page.select("table")[0].text

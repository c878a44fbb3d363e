"""The list of placements: whose they are, what may be asked of it, and what it costs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.models import JobRole
from compliance.actions import assess, exempt
from tests.factories import PlacementFactory, SupplierFactory

URL = "/placements/"


@pytest.fixture
def book(agreements, leavers_sent, in_march, walsall, dudley, asha):
    """Walsall: one live and over its cap, one ended, one to come, one over with leave; Dudley: one live."""
    over = {"authority": walsall, "checked": True, "rate__hourly_pay": Decimal("40.00")}
    PlacementFactory(reference="LIVE", started_on=date(2026, 2, 2), **over)
    PlacementFactory(
        reference="ENDED", authority=walsall, checked=True, started_on=date(2025, 6, 2), ended_on=date(2026, 3, 1)
    )
    PlacementFactory(
        reference="TO-COME", authority=walsall, checked=True, started_on=date(2026, 3, 3), rate__pay_type="paye",
        supplier=SupplierFactory(name="Another Supplier"), job_role=JobRole.objects.get(slug="social_worker"),
        expected_end_on=date(2026, 9, 30),
    )  # fmt: skip
    exempted = PlacementFactory(reference="EXEMPT", started_on=date(2026, 2, 2), **over)
    exempt(
        placement=exempted, clause="cap", kind="exemption", from_on=date(2026, 2, 2), until_on=date(2026, 8, 2),
        exit_plan="Recruit", decided_by="Ben", decided_on=date(2026, 2, 1), by=asha,
    )  # fmt: skip
    PlacementFactory(reference="DUDLEY", authority=dudley, started_on=date(2026, 2, 2))
    assess(reason="nightly", judged_on=in_march)


@pytest.fixture
def listed(client, soup):
    def references(person, query=""):
        client.force_login(person)
        page = soup(client.get(URL + query))
        return [link.text for link in page.select("tbody th a")]

    return references


def test_asha_reads_walsall_alone(book, asha, listed):
    references = listed(asha)

    assert references[0] == "TO-COME"
    assert set(references[1:3]) == {"LIVE", "EXEMPT"}
    assert references[3:] == ["ENDED"]


def test_cara_cannot_read_walsall(book, cara, listed, walsall):
    assert listed(cara) == ["DUDLEY"]
    assert listed(cara, f"?authority={walsall.pk}") == ["DUDLEY"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=live", {"LIVE", "EXEMPT"}),
        ("?status=ended", {"ENDED"}),
        ("?status=future", {"TO-COME"}),
        ("?pay_type=paye", {"TO-COME"}),
        ("?answer=breach", {"LIVE", "EXEMPT"}),
        ("?answer=none", {"TO-COME", "ENDED"}),
        ("?answer=cannot_tell", set()),
        ("?answer=breach&status=ended", set()),
        ("?answer=nonsense", set()),
    ],
)
def test_the_list_can_be_narrowed(book, asha, listed, query, found):
    assert set(listed(asha, query)) == found


def test_it_narrows_by_role_and_supplier(book, asha, listed):
    role = JobRole.objects.get(slug="social_worker")
    supplier = SupplierFactory(name="Another Supplier")

    assert listed(asha, f"?role={role.pk}&supplier={supplier.pk}") == ["TO-COME"]


def test_it_sorts_and_pages(agreements, walsall, asha, listed, in_march):
    for number in range(30):
        PlacementFactory(
            authority=walsall, reference=f"P{number:02}", started_on=in_march - timedelta(days=number),
            rate__hourly_pay=Decimal(20 + number),
        )  # fmt: skip

    assert listed(asha, "?sort=started_on")[0] == "P29"
    assert listed(asha, "?sort=-hourly_pay")[0] == "P29"
    assert len(listed(asha)) == 25
    assert listed(asha, "?page=2") == ["P25", "P26", "P27", "P28", "P29"]
    assert len(listed(asha, "?page=nonsense&sort=password")) == 25


def test_the_count_says_what_and_when(book, client, asha, soup):
    client.force_login(asha)

    assert "2 placements live on 2 March 2026" in soup(client.get(URL + "?status=live")).text
    page = soup(client.get(URL))
    assert "4 placements past, live and to come" in page.text
    assert "As of 2 March 2026" in page.text


def test_who_the_worker_is_shows_only_where_it_is_shared(book, client, asha, dev, elin, hugo, ivy, gita, soup):
    for person, seen in ((asha, True), (gita, True), (hugo, True), (ivy, True), (dev, False), (elin, False)):
        client.force_login(person)
        page = soup(client.get(URL))
        assert ("Test Worker" in page.text) is seen, person
        assert ("SW1" in page.text) is seen, person
        assert ("A dash stands for the worker" in page.text) is not seen, person


def test_the_region_sees_every_authority_and_can_choose_one(book, dev, listed, dudley, client, soup):
    assert len(listed(dev)) == 5
    assert listed(dev, f"?authority={dudley.pk}") == ["DUDLEY"]
    assert soup(client.get(URL)).find(id="id_authority")


def test_a_supplier_reads_its_own_placements_without_findings(book, ivy, listed, client, soup):
    assert set(listed(ivy)) == {"LIVE", "ENDED", "EXEMPT", "DUDLEY"}
    page = soup(client.get(URL))
    assert page.find(id="id_answer") is None
    assert "Breach" not in page.table.text


def test_an_answer_is_the_strictest_that_stands(book, client, asha, soup):
    client.force_login(asha)

    tags = {row.a.text: row.select_one(".govuk-tag").text for row in soup(client.get(URL)).select("tbody tr")}

    assert tags == {
        "LIVE": "Breach",
        "EXEMPT": "Exempt",
        "ENDED": "No breach",
        "TO-COME": "No breach",
    }


def test_sixty_cost_as_many_queries_as_three(agreements, walsall, dev, client, in_march):
    def cost():
        with CaptureQueriesContext(connection) as spent:
            assert client.get(URL).status_code == 200
        return len(spent)

    client.force_login(dev)
    for _ in range(3):
        PlacementFactory(authority=walsall, started_on=in_march)
    client.get(URL)
    three = cost()
    for _ in range(57):
        PlacementFactory(authority=walsall, started_on=in_march)

    assert cost() == three


def test_an_empty_list_says_what_to_do(asha, dev, client, soup):
    client.force_login(asha)
    assert soup(client.get(URL)).select_one(".mou-empty a")["href"] == "/placements/record/"
    assert "No placements match" in client.get(URL + "?status=live").text
    client.force_login(dev)
    assert "Placements show here once an authority or a supplier has recorded them." in client.get(URL).text


def test_the_administrator_finds_nothing_here(client, jan):
    client.force_login(jan)

    assert client.get(URL).status_code == 404

"""Pages that were read: auditors and the administrator see who read what, and narrow it; nobody else finds the page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from authorities.models import JobRole, LogRead
from tests.conftest import Role, appointed
from tests.factories import PlacementFactory


@pytest.fixture
def placed(walsall, agreements):
    return PlacementFactory(authority=walsall, job_role=JobRole.objects.first())


@pytest.fixture
def world(client, asha, cara, placed):
    """Asha has read a placement and the list; Cara the list."""
    for person, addresses in (
        (asha, (reverse("placement", args=[placed.pk]), "/placements/")),
        (cara, ("/placements/",)),
    ):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 200


def page(client, reader, **asked):
    client.force_login(reader)
    return client.get("/log/pages/", asked)


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def rows(answer):
    return [row.get_text(" ", strip=True) for row in BeautifulSoup(answer.content, "html.parser").select("tbody tr")]


def test_a_regions_auditor_reads_who_read_which_record(client, hugo, asha, placed, world):
    [row] = rows(page(client, hugo, page="placement", person=asha.pk))

    assert f"(person {asha.pk})" in row
    assert "Walsall" in row
    assert row.endswith(f"Placement placement {placed.pk}")


def test_an_authoritys_auditor_reads_of_that_authority_alone(client, asha, cara, walsall, world):
    olga = appointed("olga", Role.AUDITOR, authority=walsall)

    assert len(rows(page(client, olga, person=asha.pk))) == 2
    assert "No pages match" in text(page(client, olga, person=cara.pk))


def test_an_authoritys_auditor_reads_who_opened_its_records_from_elsewhere(client, dev, dudley, walsall, placed):
    olga, dora = (appointed(name, Role.AUDITOR, authority=each) for name, each in (("olga", walsall), ("dora", dudley)))
    client.force_login(dev)
    client.get(reverse("placement", args=[placed.pk]))
    client.get("/placements/")

    [row] = rows(page(client, olga, person=dev.pk))
    assert row.endswith(f"West Midlands Walsall Placement placement {placed.pk}")
    assert len(rows(page(client, olga, authority=walsall.pk, number=placed.pk))) == 1
    assert "No pages match" in text(page(client, dora, person=dev.pk))


def test_the_administrator_reads_all_of_it(client, jan, asha, cara, world):
    assert [len(rows(page(client, jan, person=each.pk))) for each in (asha, cara)] == [2, 1]


def test_nobody_else_finds_the_page(client, asha, ben, dev, elin, gita, ivy):
    for person in (asha, ben, dev, elin, gita, ivy):
        assert page(client, person).status_code == 404


def test_the_number_of_a_record_and_days_narrow_the_list(client, hugo, asha, placed, world):
    asked = {"person": asha.pk, "from_on": "2020-01-01", "number": placed.pk}
    assert len(rows(page(client, hugo, **asked))) == 1
    for other in ({"number": placed.pk + 1}, {"number": f"{placed.pk}0"}, {"until_on": "2020-01-01"}):
        assert "No pages match" in text(page(client, hugo, **asked | other))


@pytest.mark.parametrize("asked", [{"person": "x"}, {"number": "-1"}, {"from_on": "2026-02-30"}, {"page": "made up"}])
def test_a_filter_that_cannot_be_meant_is_said_to_be_wrong(client, hugo, world, asked):
    answer = page(client, hugo, **asked)

    assert answer.status_code == 200
    assert "There is a problem" in text(answer)


def test_a_reader_behind_a_one_time_link_has_no_name(client, hugo, walsall):
    LogRead.objects.create(
        at="2026-11-20T12:00Z", authority_id=walsall.pk, via="own_record", ids="link=987654321", method="GET"
    )

    [row] = rows(page(client, hugo, page="own_record", number=987654321))
    assert "A worker, through a one-time link" in row


def test_the_page_asks_as_often_for_many_rows_as_for_few(client, hugo, world, django_assert_num_queries):
    client.force_login(hugo)
    client.get("/log/pages/")
    with django_assert_num_queries(QUERIES):
        client.get("/log/pages/")
    for _ in range(5):
        client.get("/log/pages/")
    with django_assert_num_queries(QUERIES):
        client.get("/log/pages/")


QUERIES = 13


def test_the_page_that_was_read_last_comes_first(client, hugo, asha, cara, world):
    first, second = rows(page(client, hugo, page="placements"))

    assert f"(person {cara.pk})" in first
    assert f"(person {asha.pk})" in second

"""The same number offered singly and in a team: side by side, within six months, as a signal."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import AppointmentFactory, PlacementFactory, WorkerFactory

URL = "/teams/singly-and-in-a-team/"


@pytest.fixture
def worker(agreements, walsall):
    return WorkerFactory(authority=walsall, swe_number="SW700001", name="Wanda Walsall")


def placed(worker, in_team, started_on, ended_on=None, **rate):
    return PlacementFactory(
        authority=worker.authority,
        worker=worker,
        project_team=in_team,
        started_on=started_on,
        ended_on=ended_on,
        **rate,
    )


def references(page):
    return [row.th.a.text for row in page.select("tbody tr")]


def test_rates_stand_side_by_side_and_nobody_is_accused(client, soup, asha, worker):
    alone = placed(worker, False, date(2026, 1, 5), date(2026, 3, 31), rate__hourly_pay=Decimal("32.00"))
    team = placed(
        worker, True, date(2026, 4, 1), rate__hourly_pay=Decimal("39.00"), rate__hourly_charge=Decimal("52.00")
    )
    client.force_login(asha)
    page = soup(client.get(URL))

    assert references(page) == [team.reference, alone.reference]
    assert "Wanda Walsall, SW700001" in page.text
    assert [cell.text for cell in page.select('td[data-label="Hourly pay"]')] == ["£39.00", "£32.00"]
    assert [cell.text for cell in page.select('td[data-label="Hourly charge"]')] == ["£52.00", "Not known"]
    assert "This is a signal for review, never an accusation" in page.text


@pytest.mark.parametrize(("ended_on", "shown"), [(date(2025, 10, 31), True), (date(2025, 10, 30), False)])
def test_six_months_apart_is_the_furthest(client, soup, asha, worker, ended_on, shown):
    placed(worker, False, date(2025, 1, 6), ended_on)
    placed(worker, True, date(2026, 5, 2))
    client.force_login(asha)

    assert bool(references(soup(client.get(URL)))) == shown


def test_what_is_not_known_and_what_another_authority_has_is_left_out(client, soup, asha, worker, dudley):
    placed(worker, True, date(2026, 4, 1))
    placed(worker, None, date(2026, 4, 1))
    elsewhere = WorkerFactory(authority=dudley, swe_number=worker.swe_number)
    placed(elsewhere, False, date(2026, 4, 1))
    client.force_login(asha)
    page = soup(client.get(URL))

    assert references(page) == []
    assert "Nobody is offered both ways" in page.text


def test_the_region_sees_no_names(client, soup, dev, worker):
    for in_team in (True, False):
        placed(worker, in_team, date(2026, 4, 1))
    client.force_login(dev)
    page = soup(client.get(URL))

    assert "Worker 1" in page.text
    assert "SW700001" not in page.text


@pytest.mark.parametrize("number", [1, 15])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, walsall, agreements, number, django_assert_num_queries):
    for _ in range(number):
        worker = WorkerFactory(authority=walsall)
        for in_team in (True, False):
            placed(worker, in_team, date(2026, 4, 1))
    client.force_login(asha)
    client.get(URL)

    with django_assert_num_queries(5):
        client.get(URL)


def test_names_show_of_ones_own_workers_alone_to_whoever_also_works_for_a_region(client, dev, dudley, worker):
    """West Midlands Employers’ analyst reads no name; as Dudley’s officer they read those of Dudley."""
    AppointmentFactory(person=dev, role="hr_officer", authority=dudley)
    doris = WorkerFactory(authority=dudley, swe_number="SW700002", name="Doris Dudley")
    for one in (worker, doris):
        placed(one, False, date(2026, 1, 5), date(2026, 3, 31))
        placed(one, True, date(2026, 4, 1))
    client.force_login(dev)
    page = client.get(URL).content.decode()

    assert "2 workers" in page
    assert "Doris Dudley" in page
    assert "Wanda Walsall" not in page

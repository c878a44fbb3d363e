"""Findings: in the shape of an outcome, with the placement that they are about, for those who may read them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authorities.clock import today
from compliance.actions import assess, exempt
from compliance.queries import outcomes_of
from tests.factories import PlacementFactory

URL = "/api/v1/findings/"
OVER = {"checked": True, "rate__hourly_pay": Decimal("41.00"), "started_on": date(2026, 4, 6)}


@pytest.fixture
def two(agreements, walsall, dudley):
    found = PlacementFactory(authority=walsall, **OVER), PlacementFactory(authority=dudley, **OVER)
    assess(reason="nightly", judged_on=today())
    return found


def results(ask, person, query=""):
    status, answer = ask(person, URL + query)
    assert status == 200
    return answer["results"]


def test_a_finding_is_an_outcome_with_its_placement(ask, asha, two):
    [sent] = results(ask, asha, "?verdict=breach")
    [breach] = [one for one in outcomes_of(two[0], on=today()) if one["verdict"] == "breach"]

    assert (sent.pop("placement"), sent.pop("authority"), sent.pop("id") > 0) == (two[0].pk, "E08000030", True)
    assert sent == breach


def test_a_covered_breach_carries_its_cover(ask, asha, two):
    until_on = today() + timedelta(days=9)
    exemption = exempt(
        placement=two[0],
        clause="cap",
        kind="exemption",
        from_on=date(2026, 4, 6),
        until_on=until_on,
        exit_plan="Recruit.",
        decided_by="Head of service",
        decided_on=date(2026, 4, 1),
        by=asha,
    )

    [sent] = results(ask, asha, "?cover=exemption")
    assert sent["cover"] == {
        "kind": "exemption",
        "until": until_on.isoformat(),
        "reference": f"exemption-{exemption.pk}",
    }
    [breach] = [one for one in outcomes_of(two[0], on=today()) if one["verdict"] == "breach"]
    assert sent["cover"] == breach["cover"]


def test_each_reads_what_they_may(ask, asha, cara, gita, dev, elin, hugo, two):
    def codes(person):
        return {one["authority"] for one in results(ask, person)}

    assert codes(asha) == codes(gita) == {"E08000030"}
    assert codes(cara) == {"E08000027"}
    for person in (dev, elin, hugo):
        assert codes(person) == {"E08000030", "E08000027"}


def test_supplier_and_administrator_never_find_them(ask, ivy, jan, two):
    for person in (ivy, jan):
        assert ask(person, URL)[0] == 404


def test_another_s_findings_are_as_none_at_all(ask, gita, two):
    assert ask(gita, f"{URL}?authority=E08000027")[1]["results"] == []
    assert ask(gita, f"{URL}?placement={two[1].pk}")[1]["results"] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?verdict=breach", 2),
        ("?verdict=cannot_tell", 4),
        ("?regime=national", 2),
        ("?agreement=west-midlands-mou&clause=cap", 2),
        ("?rule=cool_off", 2),
        ("?role=team_manager", 0),
        ("?cover=none", 2),
        ("?cover=approval", 0),
        ("?status=live", 6),
        ("?authority=335", 3),
    ],
)
def test_each_filter_narrows(ask, dev, two, query, expected):
    assert len(results(ask, dev, query)) == expected


def test_the_number_of_queries_does_not_grow(ask, client, dev, two, walsall):
    ask(dev, URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    PlacementFactory.create_batch(10, authority=walsall, **OVER)
    assess(reason="nightly", judged_on=today())
    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(many) == len(few)

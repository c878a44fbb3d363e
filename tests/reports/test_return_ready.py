"""Whether the return is ready: what is lacking of a placement, and until when it may be sent."""

from datetime import date
from decimal import Decimal

import pytest

from authorities.models import JobTitle
from compliance.actions import assess, exempt
from reports.periods import quarter_coded
from reports.return_ready import closes_on, in_quarter, lacking, to_do
from tests.factories import PlacementFactory, WorkerFactory

SUMMER = quarter_coded("2026Q3")
NOVEMBER = date(2026, 11, 10)
IN_SUMMER = {"started_on": date(2026, 7, 6), "ended_on": date(2026, 9, 25)}


def placed(authority, **facts):
    return PlacementFactory(authority=authority, **{"checked": True, **IN_SUMMER, **facts})


def lacks(asha):
    """What is lacking of each placement of the summer, by reference."""
    names = ("lacks_role", "lacks_pay", "lacks_number", "lacks_team", "lacks_reason", "lacks_signatures")
    found = lacking(in_quarter(asha, SUMMER))
    return {each.reference: [name[6:] for name in names if getattr(each, name)] for each in found}


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("2025Q1", date(2025, 5, 31)),
        ("2026Q3", date(2026, 11, 30)),
        ("2026Q4", date(2027, 2, 28)),
        ("2027Q4", date(2028, 2, 29)),
    ],
)
def test_a_window_closes_two_months_after_its_quarter(code, day):
    assert closes_on(quarter_coded(code)) == day


def test_a_placement_with_everything_lacks_nothing(agreements, walsall, asha):
    placed(walsall)

    assert in_quarter(asha, SUMMER).count() == 1
    assert lacks(asha) == {}


def test_each_thing_that_is_lacking_is_named(agreements, walsall, asha):
    title = JobTitle.objects.create(authority=walsall, title="Agile practitioner")
    pseudonymised = WorkerFactory(authority=walsall, swe_number="PABCDEFGHJK2", match_key="0" * 64)
    placed(walsall, reference="role", job_role=None, job_title=title)
    placed(walsall, reference="pay", rate__hourly_pay=None)
    placed(walsall, reference="number", worker=pseudonymised)
    placed(walsall, reference="team", project_team=None)
    placed(walsall, reference="none", rate=False)

    assert lacks(asha) == {
        "role": ["role"], "pay": ["pay"], "number": ["number"], "team": ["team"], "none": ["pay"],
    }  # fmt: skip


def test_a_rate_that_was_ended_before_the_quarter_lacks_nothing_of_it(agreements, walsall, asha):
    placement = placed(walsall, started_on=date(2026, 5, 4), rate__hourly_pay=None)
    placement.rates.create(since=date(2026, 7, 1), pay_type="umbrella", hourly_pay=Decimal("30.00"))

    assert lacks(asha) == {}


@pytest.mark.parametrize(
    ("started_on", "ended_on", "counts"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
        (date(2026, 5, 4), date(2026, 7, 1), True),
        (date(2026, 5, 4), date(2026, 6, 30), False),
    ],
)
def test_a_placement_belongs_to_the_quarter_that_it_overlaps_by_a_day(
    agreements, walsall, asha, started_on, ended_on, counts
):
    placed(walsall, started_on=started_on, ended_on=ended_on, project_team=None)

    assert bool(lacks(asha)) == counts


def test_over_the_price_cap_both_signatures_and_a_reason_are_asked_for(agreements, walsall, asha, ben):
    over = placed(walsall, reference="over", rate__hourly_pay=Decimal("70.00"))
    assess(reason="nightly", judged_on=NOVEMBER)
    assert lacks(asha) == {"over": ["reason", "signatures"]}

    exempt(
        placement=over, clause="price-cap", kind="approval", from_on=over.started_on, until_on=over.ended_on,
        exit_plan="", decided_by="Director", decided_on=date(2026, 7, 1),
        second_by="Chief executive", second_on=date(2026, 7, 2), by=ben,
    )  # fmt: skip
    over.breach_reason = "Nobody else could be found."
    over.save()
    assert lacks(asha) == {}


def test_home_asks_for_it_with_the_day_on_which_the_window_closes(agreements, walsall, asha, cara, ben):
    placed(walsall, project_team=None)

    [task] = to_do(asha, NOVEMBER)
    assert (task.text, task.count, task.due_on, task.urgent) == (
        "Make the return of July to September 2026 ready", 1, date(2026, 11, 30), False,
    )  # fmt: skip
    assert [each.urgent for each in to_do(asha, date(2026, 11, 20))] == [True]
    assert list(to_do(cara, NOVEMBER)) == list(to_do(ben, NOVEMBER)) == []

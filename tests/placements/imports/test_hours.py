"""Importing hours."""

from datetime import date
from decimal import Decimal

import pytest

from placements.models import Change, Hours
from tests.factories import PlacementFactory, SupplierFactory

pytestmark = pytest.mark.django_db

ROW = {"reference": "T-1", "supplier": "Test Supplier", "week_ending": "2026-10-04", "hours": "37"}


@pytest.fixture
def placement(walsall, roles):
    return PlacementFactory(authority=walsall, reference="T-1", started_on=date(2026, 3, 2), job_role=roles[0])


def test_hours_go_in_and_a_later_row_for_the_week_amends(send, placement):
    answer = send("hours", [ROW, ROW | {"hours": "36.5", "amount": "£1,460.00"}, ROW | {"week_ending": "11/10/2026"}])

    assert (answer["added"], answer["unchanged"], answer["parked"]) == (2, 1, 0)
    assert list(Hours.objects.order_by("week_ending").values_list("hours", "amount")) == [
        (Decimal("36.50"), Decimal("1460.00")),
        (Decimal("37.00"), None),
    ]
    assert Change.objects.get().match_key == placement.worker.match_key


def test_the_same_file_twice_changes_nothing(send, placement):
    rows = [ROW, ROW | {"hours": "36.5"}]
    send("hours", rows)
    Change.objects.all().delete()

    answer = send("hours", rows)

    assert (answer["added"], answer["changed"], answer["unchanged"]) == (0, 0, 2)
    assert Hours.objects.get().events.count() == 1
    assert not Change.objects.exists()


def test_a_corrected_week_is_changed(send, placement):
    send("hours", [ROW])

    assert send("hours", [ROW | {"hours": "30"}])["changed"] == 1
    assert Hours.objects.get().hours == 30


@pytest.mark.parametrize("ending", ["2026-09-28", "2026-10-03", "2026-10-05", "2026-10-10"])
def test_a_week_that_shares_days_with_another_waits(send, placement, ending):
    send("hours", [ROW])

    [parked] = send("hours", [ROW | {"week_ending": ending}])["rows"]

    assert parked["column"] == "week_ending"
    assert parked["reason"] == "This week shares days with the week ending 04/10/2026, whose hours are on record."
    assert Hours.objects.count() == 1


@pytest.mark.parametrize("ending", ["2026-09-27", "2026-10-11"])
def test_weeks_that_stand_side_by_side_share_no_day(send, placement, ending):
    assert send("hours", [ROW, ROW | {"week_ending": ending}])["added"] == 2


def test_a_week_is_moved_to_another_day_by_sending_the_old_one_empty(send, placement):
    send("hours", [ROW])

    answer = send("hours", [ROW | {"hours": "0"}, ROW | {"week_ending": "2026-10-03"}])

    assert (answer["added"], answer["changed"], answer["parked"]) == (1, 1, 0)


def test_hours_of_a_placement_that_is_not_known_wait_for_it(send, placement, walsall):
    answer = send("hours", [ROW | {"reference": "T-2"}])
    assert answer["rows"][0]["reason"] == "No placement of Test Supplier has the reference T-2."

    PlacementFactory(authority=walsall, reference="T-2", job_role=placement.job_role)

    assert send("hours", [ROW | {"reference": "T-2"}])["added"] == 1


def test_another_suppliers_placement_is_not_meant(send, placement):
    SupplierFactory(name="Other")

    assert send("hours", [ROW | {"supplier": "Other"}])["parked"] == 1


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"hours": "-1"}, "hours", "Hours is -1."),
        ({"hours": "169"}, "hours", "Hours is 169."),
        ({"hours": ""}, "hours", "hours is missing."),
        ({"week_ending": "2026-02-22"}, "week_ending", "The placement starts on 02/03/2026, after this week."),
        ({"amount": "lots"}, "amount", "Amount charged is not an amount of money: “lots”."),
    ],
)
def test_what_is_wrong_is_said_at_its_column(send, placement, wrong, column, reason):
    (row,) = send("hours", [ROW | wrong])["rows"]

    assert (row["column"], row["reason"]) == (column, reason)
    assert not Hours.objects.exists()

"""What there is to do about reports."""

from reports.queries import to_do
from tests.reports.conftest import TODAY


def test_dev_is_asked_to_chase_the_hours_of_a_provisional_month(placed, rates, build_october, dev):
    build_october()
    [one, _] = to_do(dev, TODAY)

    assert (one.text, one.url, one.count) == (
        "Ask for the timesheets of October 2026 that are missing", "/reports/savings/2026-10/", 1,
    )  # fmt: skip


def test_a_complete_month_asks_for_no_timesheets(placed, timesheets, rates, build_october, dev):
    build_october()

    assert [one.text for one in to_do(dev, TODAY)] == ["Read the savings of October 2026"]


def test_nobody_else_is_asked_about_a_month(placed, rates, build_october, asha, cara, elin):
    build_october()

    assert [list(to_do(person, TODAY)) for person in (asha, cara, elin)] == [[], [], []]


def test_elin_is_told_of_a_new_quarterly_report(placed, rates, build_summer, elin):
    build_summer()

    assert [one.text for one in to_do(elin, TODAY)] == ["Read the quarterly report of July to September 2026"]

"""When work falls due, by London's clock."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.module_loading import import_string

from mou_portal import schedule


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-21T20:44:59", "2026-11-21T20:40Z"),
        ("2026-11-21T20:45:00", "2026-11-21T20:45Z"),
        ("2026-10-25T01:03:00", "2026-10-25T01:00Z"),  # the hour that London has twice
    ],
)
def test_every_five_minutes_goes_by_the_hour(now, slot):
    assert schedule.every(5)(utc(now)).name == slot


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-21T01:59:59", "2026-11-20"),
        ("2026-11-21T02:00:00", "2026-11-21"),
        ("2026-07-01T00:59:59", "2026-06-30"),  # 01:59 in London
        ("2026-07-01T01:00:00", "2026-07-01"),
        ("2026-03-29T00:59:59", "2026-03-28"),  # the clocks go forward: 02:00 is the moment after 00:59
        ("2026-03-29T01:00:00", "2026-03-29"),
        ("2026-10-25T01:30:00", "2026-10-24"),  # the clocks go back: 01:30 for the second time
        ("2026-10-25T02:00:00", "2026-10-25"),
        ("2026-07-01T23:30:00", "2026-07-01"),  # already the 2nd in London, but not yet two o'clock
    ],
)
def test_nightly_work_is_due_at_two_in_london_summer_and_winter(now, slot):
    assert schedule.nightly(time(2))(utc(now)).name == slot


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-30T06:59:59", "2026-11-27"),  # before seven on Monday: the last is Friday's
        ("2026-11-30T07:00:00", "2026-11-30"),
        ("2026-11-29T12:00:00", "2026-11-27"),  # Sunday
        ("2026-12-28T12:00:00", "2026-12-24"),  # Boxing Day is a Saturday: Monday is a bank holiday
        ("2026-07-01T06:00:00", "2026-07-01"),  # seven in London
        ("2026-07-01T05:59:59", "2026-06-30"),
    ],
)
def test_a_working_day_begins_at_seven_in_london(now, day):
    slot = schedule.on_working_days(time(7))(utc(now))

    assert (slot.name, slot.arguments) == (day, {"day": day})


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2026-11-06T05:59:00", "2026-09"),
        ("2026-11-06T06:00:00", "2026-10"),  # Friday 6 November is the fifth working day
        ("2027-01-08T06:00:00", "2026-12"),  # New Year's Day is a Friday and does not count
        ("2027-01-08T05:59:00", "2026-11"),
        ("2026-04-09T04:59:00", "2026-02"),  # Good Friday and Easter Monday do not count; six o'clock is 05:00 UTC
        ("2026-04-09T05:00:00", "2026-03"),
    ],
)
def test_the_savings_of_a_month_are_due_on_the_fifth_working_day_after_it(now, month):
    slot = schedule.after_month(working_day=5, at=time(6))(utc(now))

    assert slot.name == month
    assert slot.arguments == {"month": month}


@pytest.mark.parametrize(
    ("now", "quarter"),
    [
        ("2026-10-14T04:59:00", "2026Q2"),
        ("2026-10-14T05:00:00", "2026Q3"),
        ("2026-12-31T23:59:00", "2026Q3"),
        ("2027-01-15T05:59:00", "2026Q3"),
        ("2027-01-15T06:00:00", "2026Q4"),
    ],
)
def test_a_quarters_report_is_due_on_the_tenth_working_day_after_it(now, quarter):
    slot = schedule.after_quarter(working_day=10, at=time(6))(utc(now))

    assert slot.name == quarter
    assert slot.arguments == {"quarter": quarter}


def test_the_late_summer_bank_holiday_is_not_a_working_day_and_scotlands_is():
    assert not schedule.is_working_day(date(2026, 8, 31))
    assert schedule.is_working_day(date(2026, 8, 3))


def test_every_line_of_the_schedule_names_a_task_that_is_there():
    for work in schedule.SCHEDULE:
        assert callable(import_string(work.task)), work.task

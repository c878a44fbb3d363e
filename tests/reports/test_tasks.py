"""The scheduled tasks: the month and the quarter before today, safe to repeat."""

import pytest

from mou_portal.schedule import TASKS
from reports import tasks
from reports.models import Edition


def test_by_default_they_build_the_month_and_the_quarter_before(placed, rates, in_november):
    assert tasks.build_savings() == "West Midlands: October 2026, edition 1"
    assert tasks.build_quarterly() == "West Midlands: July to September 2026, edition 1"


def test_repeating_a_task_makes_nothing_new(placed, rates, in_november):
    tasks.build_savings(month="2026-09")
    tasks.build_savings(month="2026-09")

    assert [(each.period, each.number) for each in Edition.objects.all()] == [("2026-09", 1)]


def test_they_tell_how_far_they_have_come(placed, rates, in_november):
    told = []
    tasks.build_savings(month="2026-10", progress=lambda done, total: told.append((done, total)))

    # It is told once more before anything is written, where a job that was stopped ends.
    assert told == [(1, 1), (1, 1)]


def test_a_month_that_does_not_exist_fails_loudly(in_november):
    with pytest.raises(ValueError, match="2026-13"):
        tasks.build_savings(month="2026-13")


def test_the_schedule_names_them():
    assert TASKS["build_savings"] == "reports.tasks.build_savings"
    assert TASKS["build_quarterly"] == "reports.tasks.build_quarterly"

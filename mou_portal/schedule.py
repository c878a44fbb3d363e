"""The schedule: one table of what is done without anyone asking, and when. All hours are Europe/London's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Slot:
    """One time at which work falls due: its name in the list of work, the moment, and what the task is given."""

    name: str
    due_at: datetime
    arguments: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """A line of the table. `latest` gives the last slot due at or before a moment."""

    name: str
    task: str
    latest: Callable[[datetime], Slot]


def every(minutes):
    """Every so many minutes of the hour."""

    def latest(now):
        due = now.astimezone(UTC).replace(second=0, microsecond=0)
        due -= timedelta(minutes=due.minute % minutes)
        return Slot(f"{due:%Y-%m-%dT%H:%MZ}", due)

    return latest


def nightly(at):
    """Once a day. The hour must not be one that the clocks jump over: 01:00 to 01:59 is missing in March."""

    def latest(now):
        day = now.astimezone(LONDON).date()
        due = _moment(day, at)
        if due > now:
            day -= timedelta(days=1)
            due = _moment(day, at)
        return Slot(day.isoformat(), due)

    return latest


def on_working_days(at):
    """Once on each working day, told which: whoever comes late must know that the day is over."""

    def latest(now):
        day = now.astimezone(LONDON).date()
        while not is_working_day(day) or _moment(day, at) > now:
            day -= timedelta(days=1)
        return Slot(day.isoformat(), _moment(day, at), {"day": day.isoformat()})

    return latest


def after_month(working_day, at):
    """On a working day of each month, for the month before."""

    def latest(now):
        first, due = _last_due(now, working_day, at, months=range(1, 13))
        month = f"{_first_of_month_before(first):%Y-%m}"
        return Slot(month, due, {"month": month})

    return latest


def after_quarter(working_day, at):
    """On a working day of each January, April, July and October, for the quarter before."""

    def latest(now):
        first, due = _last_due(now, working_day, at, months=(1, 4, 7, 10))
        before = _first_of_month_before(first)
        quarter = f"{before.year}Q{(before.month + 2) // 3}"
        return Slot(quarter, due, {"quarter": quarter})

    return latest


SCHEDULE = (
    Work("prove_log", "authorities.tasks.prove_log", nightly(at=time(0, 30))),
    Work("send_mail", "authorities.tasks.send_mail", every(minutes=5)),
    Work("send_digests", "mou_portal.tasks.send_digests", on_working_days(at=time(7))),
    Work("assess_stale", "compliance.tasks.assess_stale", every(minutes=5)),
    Work("assess_all", "compliance.tasks.assess_all", nightly(at=time(2))),
    # After midnight, so that a free day is told on its own morning.
    Work("ask_watches", "compliance.tasks.ask_watches", nightly(at=time(2, 30))),
    Work("keep_to_schedule", "compliance.tasks.keep_to_schedule", nightly(at=time(3))),
    Work("tidy", "mou_portal.tasks.tidy", nightly(at=time(4))),
    Work("build_savings", "reports.tasks.build_savings", after_month(working_day=5, at=time(6))),
    Work("build_quarterly", "reports.tasks.build_quarterly", after_quarter(working_day=10, at=time(6))),
)
# What people ask for, beside what is due.
ASKED_FOR = {
    "check_upload": "placements.tasks.check_upload",
    "take_in_upload": "placements.tasks.take_in_upload",
}
TASKS = {work.name: work.task for work in SCHEDULE} | ASKED_FOR


def due(now):
    """Every line's latest slot: one that was missed is caught up, those before it are not."""
    return [(work, work.latest(now)) for work in SCHEDULE]


def is_working_day(day):
    """Whether offices of England and Wales are open. Beyond the years announced, bank holidays are not known."""
    return _holidays().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES)


@cache
def _holidays():
    return BankHolidays(use_cached_holidays=True)  # the package's own list: nothing is fetched


def _moment(day, at):
    # In UTC, because two local times are compared by their digits, which is wrong when the clocks change.
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def _last_due(now, working_day, at, months):
    first = now.astimezone(LONDON).date().replace(day=1)
    while first.month not in months or _moment(_nth_working_day(first, working_day), at) > now:
        first = _first_of_month_before(first)
    return first, _moment(_nth_working_day(first, working_day), at)


def _nth_working_day(first: date, number):
    day = first
    while not is_working_day(day) or number > 1:
        number -= is_working_day(day)
        day += timedelta(days=1)
    return day


def _first_of_month_before(first):
    return (first - timedelta(days=1)).replace(day=1)

"""Writing the hours that a worker has worked."""

from datetime import timedelta

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import details
from ..models import Change, Hours

WEEK = timedelta(days=7)


def record_hours(*, placement, week_ending, hours, by, amount=None, today=None):
    """Record the hours of one week of a placement, and what was charged; the same week again amends."""
    given = {"week_ending": week_ending, "hours": hours, "amount": amount}
    week = week_worked(placement, today=today or clock_today(), **given)
    with acting(by):
        weeks = {each.week_ending: each for each in Hours.objects.select_for_update().filter(placement=placement)}
        refuse_shared_days(week, weeks.get)
        stored = weeks.get(week["week_ending"])
        if stored is None:
            stored = Hours.objects.create(placement=placement, **week)
        elif (stored.hours, stored.amount) != (week["hours"], week["amount"]):
            stored.hours, stored.amount = week["hours"], week["amount"]
            stored.save()
        else:
            return stored
        Change.objects.create(match_key=placement.worker.match_key)
    return stored


def refuse_shared_days(week, week_ending_on):
    """Refuse a week that shares days with another on record: its hours would be counted twice.

    `week_ending_on(day)` gives the week on record that ends on a day, or None. A week of no hours shares nothing.
    """
    ending = week["week_ending"]
    near = [ending + timedelta(days=days) for days in range(-6, 7) if days]
    other = next((day for day in near if (kept := week_ending_on(day)) and kept.hours), None)
    if other and week["hours"]:
        raise Refused(
            f"This week shares days with the week ending {other:%d/%m/%Y}, whose hours are on record.",
            "End every week on the same day. To put the other week right, send it again with 0 hours first.",
            "week_ending",
        )


def week_worked(placement, *, today, **given):
    """The week in its stored form; raises Refused where the placement was not live in it."""
    week = details.all_checked(details.OF_HOURS, given, today=today)
    for field in ("week_ending", "hours"):
        if week[field] is None:
            raise Refused(f"{field.replace('_', ' ').capitalize()} is missing.", "Enter it.", field)
    ending = week["week_ending"]
    if ending < placement.started_on:
        begins = f"The placement starts on {placement.started_on:%d/%m/%Y}, after this week."
        raise Refused(begins, "Check the week and the reference.", "week_ending")
    if placement.ended_on is not None and ending - WEEK >= placement.ended_on:
        ended = f"The placement ended on {placement.ended_on:%d/%m/%Y}, before this week."
        raise Refused(ended, "Check the week and the reference.", "week_ending")
    if ending - WEEK >= today:
        raise Refused("This week has not begun yet.", "Send its hours when it is over.", "week_ending")
    return week

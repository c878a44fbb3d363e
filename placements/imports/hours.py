"""Rows of a timesheet file become hours."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from authorities.acting import acting
from authorities.refusal import Refused

from .. import details
from ..actions.working import refuse_shared_days, week_worked
from ..models import Change, Hours
from .cells import DAY, Reference, Supplier, day
from .intake import ADDED, CHANGED, UNCHANGED, Kind, by_reference
from .known import placements_of
from .row import Parked, Row, column, reads


def _of_hours(field):
    return reads(lambda value, today: details.checked(details.OF_HOURS, field, value, today=today))


class HoursRow(Row):
    """The hours of one week of a placement; a later row for the same week amends."""

    reference: Reference = column("The supplier’s reference of the placement.", type="string", maxLength=50)
    supplier: Supplier = column(
        "The managed service provider. May be given once with --supplier.", default="", type="string", maxLength=100
    )
    week_ending: Annotated[date, day("week_ending")] = column("The last day of the week.", **DAY)
    hours: Annotated[Decimal, _of_hours("hours")] = column(
        "Hours worked in the week.", type="number", minimum=0, maximum=168
    )
    amount: Annotated[Decimal | None, _of_hours("amount")] = column(
        "Pounds charged for the week.", default=None, type="number", minimum=0, maximum=99999
    )


def take(checked, intake):
    """Write these weeks; the fate of each, by row number."""
    fates, rows = {}, {}
    with acting(intake.by):
        known = placements_of(checked, intake)
        stored = {(week.placement_id, week.week_ending): week for week in _stored(known.values())}
        was = {key: _shown(week) for key, week in stored.items()}
        for line, row in checked:
            try:
                placement = known.of(row)
                week = week_worked(
                    placement, today=intake.today, week_ending=row.week_ending, hours=row.hours, amount=row.amount
                )
                refuse_shared_days(week, lambda day, pk=placement.pk: stored.get((pk, day)))
            except Refused as refused:
                fates[line.number] = Parked.because(line, refused)
                continue
            key = placement.pk, week["week_ending"]
            kept = stored.setdefault(key, Hours(placement=placement, week_ending=week["week_ending"]))
            kept.hours = week["hours"]
            kept.amount = kept.amount if week["amount"] is None else week["amount"]
            rows.setdefault(key, []).append(line.number)
        for key, numbers in rows.items():
            fate = ADDED if key not in was else CHANGED if was[key] != _shown(stored[key]) else UNCHANGED
            fates |= dict.fromkeys(numbers, UNCHANGED) | {numbers[0]: fate}
        _write(stored, was)
    return fates


def _stored(placements):
    return Hours.objects.select_for_update(of=("self",)).filter(placement__in=list(placements)).select_related(
        "placement__worker"
    )  # fmt: skip


def _write(stored, was):
    changed = [week for key, week in stored.items() if was.get(key) != _shown(week)]
    for week in changed:
        if week.pk:
            week.save()
    Hours.objects.bulk_create(week for week in changed if not week.pk)
    keys = {week.placement.worker.match_key for week in changed}
    Change.objects.bulk_create(Change(match_key=key) for key in sorted(keys))


def _shown(week):
    return week.hours, week.amount


KIND = Kind("hours", HoursRow, by_reference, take, needs_supplier=True)

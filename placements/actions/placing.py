"""Writing placements: record, amend, change the rate, extend, end."""

from contextlib import contextmanager

from authorities.refusal import Refused

from .. import checks, details, meanwhile
from ..models import Worker
from .desk import the_name, writing
from .entering import alter, enter, in_force, set_rate


def record(*, authority, by, today=None, **given):
    """Log a placement and return it.

    `given`: swe_number, name, supplier, reference, started_on, pay_type and hourly_pay, one of job_title or job_role,
    and any detail of `details.OF_PLACEMENT` and `details.OF_RATE`. Raises Refused.
    """
    if given.get("supplier") is None:
        raise Refused("Supplier is missing.", "Choose the supplier.", "supplier")
    with writing(authority, by=by, today=today) as desk:
        number = checks.swe_number(given.get("swe_number"))
        reference = details.checked(details.OF_PLACEMENT, "reference", given.get("reference"), today=desk.today)
        desk.look_up(swe_numbers=[number], references=[(given["supplier"].pk, reference)])
        sheet = enter(desk, **given)
    return sheet.placement


def amend(*, placement, by, today=None, seen=None, **changes):
    """Change details, the worker's name and number included, and return the placement. The rate has its own verb.

    With `seen` (`meanwhile.Seen`), answers that are as they were seen are left alone, and one that somebody else has
    changed since is not overwritten: raises `meanwhile.Crossed`.
    """
    with _on_desk(placement, by=by, today=today) as (desk, sheet):
        _amend(desk, sheet, seen, changes)
    return sheet.placement


def change_rate(*, placement, since, by, today=None, seen=None, **parts):
    """Pay this rate from a day on and return the placement; the day of the start corrects the first rate."""
    with _on_desk(placement, by=by, today=today) as (desk, sheet):
        before = sheet.rates
        set_rate(desk, sheet, since=since, **parts)
        if seen is not None and sheet.rates != before:
            _not_crossed(sheet, before, seen, checks.day(since, field="since", today=desk.today))
    return sheet.placement


def extend(*, placement, expected_end_on, by, today=None, seen=None):
    """Expect the placement to end on another day."""
    if not expected_end_on:
        raise Refused("Expected end date is missing.", "Enter the expected end date.", "expected_end_on")
    with _on_desk(placement, by=by, today=today) as (desk, sheet):
        ended_on = sheet.values["ended_on"]
        if ended_on is not None:
            ended = f"This placement ended on {ended_on:%d/%m/%Y}."
            raise Refused(ended, "Record a new placement.", "expected_end_on")
        _amend(desk, sheet, seen, {"expected_end_on": expected_end_on})
    return sheet.placement


def end(*, placement, on, by, today=None, seen=None, **why):
    """End a placement on its last day worked (local date); `end_reason` says why, as in `Placement.EndReason`."""
    if not on:
        raise Refused("Last day worked is missing.", "Enter the last day worked.", "ended_on")
    return amend(placement=placement, by=by, today=today, seen=seen, ended_on=on, **why)


def reopen(*, placement, by, today=None, seen=None):
    """Say that a placement has not ended after all."""
    return amend(placement=placement, by=by, today=today, seen=seen, ended_on=None, end_reason="")


def _amend(desk, sheet, seen, changes):
    if "swe_number" in changes:
        desk.look_up(swe_numbers=[checks.swe_number(changes["swe_number"])])
    if seen is not None:
        worker = Worker.objects.select_for_update(no_key=True).get(pk=sheet.values["worker"].pk)
        mine = {field: _as_stored(field, value, desk.today) for field, value in changes.items()}
        touched = meanwhile.untouched_left_out(sheet.placement, worker, seen=seen, mine=mine)
        changes = {field: changes[field] for field in touched}
        # What lies on the desk may have been read before somebody else's name for the worker was.
        sheet.values["worker"].name = worker.name
    alter(desk, sheet, **changes)


def _as_stored(field, value, today):
    if field in meanwhile.COLUMNS:
        return value and value.pk
    if field == "swe_number":
        return checks.swe_number(value)
    return the_name(value) if field == "name" else details.checked(details.OF_PLACEMENT, field, value, today=today)


def _not_crossed(sheet, before, seen, since):
    """Somebody else's rate for these days, written since the form was drawn, is not overwritten unseen."""
    then = meanwhile.rates_then(sheet.placement, seen)
    if not then or min(then) > since:
        raise meanwhile.Stale
    if in_force(then, since) != in_force(before, since) or (since in then) != (since in before):
        crossed = {"since": meanwhile.rate_since(sheet.placement, seen)}
        raise meanwhile.Crossed(crossed, meanwhile.seen_of(sheet.placement))


@contextmanager
def _on_desk(placement, *, by, today):
    with writing(placement.authority, by=by, today=today) as desk:
        key = placement.supplier_id, placement.reference
        desk.look_up(references=[key])
        # Fetched again under its lock: what the caller holds may be old.
        yield desk, desk.sheets[key]

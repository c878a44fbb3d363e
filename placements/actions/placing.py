"""Writing placements: record, amend, change the rate, extend, end."""

from contextlib import contextmanager

from authorities.refusal import Refused

from .. import checks, details
from .desk import writing
from .entering import alter, enter, set_rate


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


def amend(*, placement, by, today=None, **changes):
    """Change details, the worker's name and number included, and return the placement. The rate has its own verb."""
    with _on_desk(placement, by=by, today=today) as (desk, sheet):
        if "swe_number" in changes:
            desk.look_up(swe_numbers=[checks.swe_number(changes["swe_number"])])
        alter(desk, sheet, **changes)
    return sheet.placement


def change_rate(*, placement, since, by, today=None, **parts):
    """Pay this rate from a day on and return the placement; the day of the start corrects the first rate."""
    with _on_desk(placement, by=by, today=today) as (desk, sheet):
        set_rate(desk, sheet, since=since, **parts)
    return sheet.placement


def extend(*, placement, expected_end_on, by, today=None):
    """Expect the placement to end on another day."""
    if placement.ended_on is not None:
        ended = f"This placement ended on {placement.ended_on:%d/%m/%Y}."
        raise Refused(ended, "Record a new placement.", "expected_end_on")
    if not expected_end_on:
        raise Refused("Expected end date is missing.", "Enter the expected end date.", "expected_end_on")
    return amend(placement=placement, by=by, today=today, expected_end_on=expected_end_on)


def end(*, placement, on, by, today=None):
    """End a placement on its last day worked (local date)."""
    if not on:
        raise Refused("Last day worked is missing.", "Enter the last day worked.", "ended_on")
    return amend(placement=placement, by=by, today=today, ended_on=on)


@contextmanager
def _on_desk(placement, *, by, today):
    with writing(placement.authority, by=by, today=today) as desk:
        key = placement.supplier_id, placement.reference
        desk.look_up(references=[key])
        # Fetched again under its lock: what the caller holds may be old.
        yield desk, desk.sheets[key]

"""Rows of files that wait: put right by hand, tried again as they are, or discarded."""

from django.db import transaction
from django.utils import timezone

from authorities import jobs
from authorities.acting import acting
from authorities.refusal import Refused

from . import reading
from .actions.leaving import receive_months
from .imports.intake import Intake, import_lines
from .imports.kinds import KINDS
from .imports.row import Parked, checked_rows
from .imports.table import Line
from .models import ImportRun, ParkedRow

AT_ONCE = 500
SETTLED = "Somebody else has settled this row."


def can_be_corrected(row):
    """Whether this kind of row is put right here; the others in their own file."""
    return row.run.kind in KINDS


def problems_of(row, *, today):
    """Everything that is wrong with a waiting row, each as (column, reason, remedy): for what it waits, then what else
    is wrong with its cells."""
    kept = (row.column, row.reason, row.remedy)
    if not can_be_corrected(row):
        return [kept]
    [read] = checked_rows(KINDS[row.run.kind].row, [Line(row.row_number, row.row)], today=today)
    others = read.problems if isinstance(read, Parked) else ()
    return [kept, *(each for each in others if each[0] != row.column)]


@transaction.atomic
def put_right(*, row, cells, by, today):
    """Take in a waiting row as it was corrected; everything that is still wrong with it, or nothing when it is in.

    It goes the way of a file of one row, and nothing is written unless all of it is right. Raises Refused.
    """
    row = _locked(row)
    lines = [Line(row.row_number, {column: cell for column, cell in cells.items() if cell})]
    intake = _intake(row.run, by=by, today=today, dry_run=True)
    import_lines(lines, intake=intake)
    if intake.parked:
        return intake.parked[0].problems
    import_lines(lines, intake=_intake(row.run, by=by, today=today))
    _settle([row.pk], by=by, today=today)
    transaction.on_commit(lambda: jobs.hurry("assess_stale"))
    return ()


@transaction.atomic
def discard(*, row, because, by, today):
    """Settle a waiting row without taking it in. Raises Refused."""
    row = _locked(row)
    _settle([row.pk], by=by, today=today, because=because)


def try_again(*, rows, by, today):
    """Send waiting rows once more as they are, the oldest first; how many were taken in.

    For rows that waited for something else, such as hours for their placement.
    """
    taken, groups = 0, {}
    for row in rows:
        if can_be_corrected(row):
            groups.setdefault((row.run.authority_id, row.run.kind, row.run.supplier_id), []).append(row)
    for group in groups.values():
        taken += _tried(group, by, today)
    if taken:
        transaction.on_commit(lambda: jobs.hurry("assess_stale"))
    return taken


@transaction.atomic
def _tried(rows, by, today):
    waiting = ParkedRow.objects.select_for_update(of=("self",)).filter(
        pk__in=[row.pk for row in rows], settled_at__isnull=True
    )
    held = list(waiting.select_related("run__authority", "run__supplier").order_by("run__at", "row_number", "pk"))
    if not held:
        return 0
    intake = _intake(held[0].run, by=by, today=today)
    import_lines([Line(number, row.row) for number, row in enumerate(held)], intake=intake)
    taken = [row.pk for number, row in enumerate(held) if number in intake.fates]
    _settle(taken, by=by, today=today)
    return len(taken)


def _locked(row):
    held = ParkedRow.objects.select_for_update(of=("self",)).select_related("run__authority", "run__supplier")
    row = held.get(pk=row.pk)
    if row.settled_at:
        raise Refused(SETTLED, "Go on with the next one.")
    return row


def _intake(run, *, by, today, dry_run=False):
    return Intake(
        kind=KINDS[run.kind],
        authority=run.authority,
        by=by,
        today=today,
        supplier=run.supplier.name if run.supplier else "",
        file_name=run.file_name,
        dry_run=dry_run,
        # A row of a month is not the month.
        options={"of_several_months": True},
    )


def _settle(rows, *, by, today, because=""):
    with acting(by):
        settled = ParkedRow.objects.filter(pk__in=rows)
        settled.update(settled_at=timezone.now(), discarded_because=because)
        for run in ImportRun.objects.filter(parked_rows__in=rows).exclude(months_held_back=[]).distinct():
            _receive_what_was_held_back(run, by, today)


def _receive_what_was_held_back(run, by, today):
    """Count the months of a file of leavers as sent, once no row waits of any file that would have sent them."""
    waiting = ParkedRow.objects.filter(
        run__authority=run.authority_id, run__kind=ImportRun.Kind.LEAVERS, settled_at__isnull=True
    )
    waited_for = set().union(*waiting.values_list("run__months_held_back", flat=True))
    ready = [reading.day_from(f"{month}-01") for month in run.months_held_back if month not in waited_for]
    receive_months(authority=run.authority, months=ready, by=by, today=today)

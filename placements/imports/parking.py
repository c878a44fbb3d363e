"""Keeping what was imported and what was not: each parked row once, and settled when it is taken after all."""

import hashlib
import json

from django.utils import timezone

from authorities.acting import acting
from authorities.models import Supplier

from ..models import ImportRun, ParkedRow


def keep(intake, file_sha256, counts, unknown_columns):
    """Record the run and its parked rows; a file that changes nothing leaves nothing behind."""
    waiting = ParkedRow.objects.filter(
        run__authority=intake.authority, run__kind=intake.kind.name, settled_at__isnull=True
    )
    known = {row.row_sha256: row for row in waiting}
    new, again = {}, []
    for parked in intake.parked:
        sha256 = fingerprint(parked.line.cells, intake)
        if sha256 in known:
            again.append((known[sha256], parked))
        else:
            new.setdefault(sha256, parked)
    intake.waiting_already = len(again)
    _say_again(again)
    settled = _settled(known.values(), intake)
    if not (new or settled or counts["added"] or counts["changed"]):
        return
    with acting(intake.by):
        intake.run = ImportRun.objects.create(
            kind=intake.kind.name,
            authority=intake.authority,
            supplier=Supplier.objects.filter(name__iexact=intake.supplier).first() if intake.supplier else None,
            file_name=intake.file_name[:200],
            sha256=file_sha256,
            parked=len(intake.parked),
            unknown_columns=unknown_columns,
            months_held_back=intake.remarks.get("months_held_back", []),
            by=intake.by,
            **counts,
        )
        ParkedRow.objects.bulk_create(_parked_row(intake.run, parked, sha256) for sha256, parked in new.items())
        ParkedRow.objects.filter(pk__in=settled).update(settled_at=timezone.now())


def _say_again(again):
    """A row that waits still may wait for another reason by now."""
    for row, parked in again:
        told = parked.column[:100], parked.reason, parked.remedy
        if (row.column, row.reason, row.remedy) != told:
            row.column, row.reason, row.remedy = told
            row.save(update_fields=["column", "reason", "remedy"])


def fingerprint(cells, intake):
    """The same row, whatever file it comes in."""
    said = json.dumps([intake.kind.name, intake.supplier, sorted(cells.items())], ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _settled(waiting, intake):
    """Parked rows whose like was taken now: the same placement, leaving or week, and none of it refused."""
    refused = {intake.kind.key(parked.line.cells, intake) for parked in intake.parked}
    taken = intake.taken_keys - refused
    return [row.pk for row in waiting if intake.kind.key(row.row, intake) in taken]


def _parked_row(run, parked, sha256):
    return ParkedRow(
        run=run,
        row_number=parked.line.number,
        column=parked.column[:100],
        reason=parked.reason,
        remedy=parked.remedy,
        row={column: storable(cell) for column, cell in parked.line.cells.items()},
        row_sha256=sha256,
    )


def storable(text):
    """What the database can hold of a text: no NUL and no half of a character."""
    return text[:2000].replace("\x00", "\ufffd").encode("utf-8", "replace").decode()

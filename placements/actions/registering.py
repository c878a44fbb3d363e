"""Asking the public register about workers in batches, and writing down what its file says."""

import uuid
from typing import NamedTuple

from django.db.models import Q

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks, register
from ..models import RegisterCheck, Worker


class Answered(NamedTuple):
    """How many of a batch the register's file found, did not find and left waiting, and rows about anybody else."""

    found: int
    not_found: int
    waiting: int
    others: int


def ask_register(*, authority, by, today=None):
    """Put the next workers of an authority into a batch to ask the register about, and return the batch."""
    today = today or clock_today()
    with acting(by):
        next_ones = register.not_asked(by, today).filter(authority=authority).order_by("pk")
        locked = Worker.objects.select_for_update(of=("self",)).filter(
            pk__in=list(next_ones.values_list("pk", flat=True)[: register.MOST_IN_A_BATCH])
        )
        ids = list(locked.order_by("pk").values_list("pk", flat=True))
        # Asked again under the lock: somebody else may have made the same batch.
        asked = RegisterCheck.objects.filter(worker__in=ids).filter(
            Q(checked_on__isnull=True) | Q(checked_on__gte=register.renewal_before(today))
        )
        ids = sorted(set(ids) - set(asked.values_list("worker", flat=True)))
        if not ids:
            raise Refused("Nobody is left to ask about.", "Send the register’s file for the batches that wait.")
        batch = uuid.uuid4()
        RegisterCheck.objects.bulk_create(
            RegisterCheck(worker_id=pk, batch=batch, asked_on=today, asked_by=by) for pk in ids
        )
    return batch


def answer_register(*, batch, read, checked_on, file_name, by, today=None):
    """Write down what the register's file says of a batch (its id); raises Refused, and then nothing is written.

    Whoever of the batch the file does not name was not found, unless a row cannot be read: it may be about them. Of
    anybody else nothing is kept. The same file again changes nothing.
    """
    today = today or clock_today()
    checked_on = checks.day_so_far(checked_on, field="checked_on", today=today)
    with acting(by):
        kept = RegisterCheck.objects.select_for_update(of=("self",)).filter(batch=batch).select_related("worker")
        by_number = {check.worker.swe_number: check for check in kept.order_by("pk")}
        _refuse_another_s(read, by_number)
        told = {"checked_on": checked_on, "checked_by": by, "file_name": file_name[:200]}
        for number, check in by_number.items():
            if row := read.rows.get(number):
                _write(check, told | row.model_dump(exclude={"swe_number"}), found=True)
            elif check.found is None and not read.nameless and number not in read.numbers:
                _write(check, told, found=False)
    found = [check.found for check in by_number.values()]
    others = len(read.rows.keys() - by_number.keys())
    return Answered(found.count(True), found.count(False), found.count(None), others)


def drop_batch(*, batch, by):
    """Forget what was asked and has not been answered; what was answered stays."""
    with acting(by):
        RegisterCheck.objects.filter(batch=batch, checked_on__isnull=True).delete()


def _refuse_another_s(read, by_number):
    if (read.rows or read.problems) and not read.numbers & by_number.keys() and not read.nameless:
        raise Refused(
            "The file names nobody of this batch.", "Check that it is the register’s answer to these numbers.", "file"
        )


def _write(check, told, *, found):
    told = {"found": found} | told
    said = ("found", "status", "conditions", "renews_on", "checked_on")
    if any(name in told and getattr(check, name) != told[name] for name in said):
        for name, value in told.items():
            setattr(check, name, value)
        check.save()

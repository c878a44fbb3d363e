"""Changing the match key: every row that holds one is written anew under the current key."""

import pgtrigger
from django.apps import apps
from django.db import connection, transaction

from .. import matching
from ..models import Change, Worker

BATCH = 1000
# Every table that holds a match key. `keyed_by` says under which key, where the table has it.
# A look-up of somebody who is on record nowhere names no number: it stays under its key, and meets nobody any more.
HOLD_MATCH_KEYS = (
    "placements_worker",
    "placements_workerevent",
    "placements_change",
    "authorities_lookup",
    "compliance_watch",
)
KEYED = {"placements_worker", "placements_workerevent"}


def rotate_match_key(*, batch=BATCH, progress=None):
    """Write every match key anew under the current key; returns how many rows were changed.

    A batch is one transaction, and all rows of a person change in one: killed at any moment it leaves whole persons,
    and the next run does the rest. What waits to be assessed is re-keyed too, and everybody is judged once more, for
    a writer at work meanwhile may have left a change under a former key. `progress(done, total)` is called after each
    batch, outside its transaction.
    """
    done, total = 0, left_to_rekey()
    for model in (Worker, _events()):
        last = 0
        while rows := _next(model, last, batch):
            with transaction.atomic():
                change_keys({key: matching.match_key(number) for _, key, number in rows}, keyed_by=matching.key_id())
                _judge_everybody()
            last, done = rows[-1][0], done + len(rows)
            if progress:
                progress(done, total)
    return total - left_to_rekey()


def left_to_rekey():
    """How many rows that name a registration number stand under another key than the current one."""
    return sum(_left(model).count() for model in (Worker, _events()))


def _judge_everybody():
    if not Change.objects.filter(match_key="", started_from__isnull=True).exists():
        Change.objects.create()


def _left(model):
    # A row without a number has another of the same person beside it, or is to meet none again.
    return model.objects.exclude(keyed_by=matching.key_id()).filter(swe_number__startswith="SW")


def _next(model, last, batch):
    left = _left(model).filter(pk__gt=last).order_by("pk")
    return list(left.values_list("pk", "match_key", "swe_number")[:batch])


def _events():
    return apps.get_model("placements", "WorkerEvent")


def change_keys(new_of, *, keyed_by):
    """Write these match keys, each in place of another, wherever one is held: a person's rows go together."""
    # History says what became of a person; that their row was keyed anew is nothing that became of them.
    with pgtrigger.ignore("placements.Worker:update_update"), transaction.atomic(), connection.cursor() as cursor:
        for table in HOLD_MATCH_KEYS:
            also = ", keyed_by = %s" if table in KEYED else ""
            cursor.execute(
                f"UPDATE {table} held SET match_key = pair.new{also}"  # noqa: S608 - our own names
                " FROM unnest(%s::text[], %s::text[]) AS pair(old, new) WHERE held.match_key = pair.old",
                [*([keyed_by] if also else []), list(new_of), list(new_of.values())],
            )

"""Taking who somebody is out of their records, for good; what was paid, worked and found stays to the penny."""

import re
from collections import Counter

from django.apps import apps
from django.db import transaction

from .. import erasure, matching
from ..models import Draft, ParkedRow, Placement, Post, RecordLink, Reference, RegisterCheck, Spell, Worker
from .rekeying import change_keys

REVISED = (Worker, Placement, Post, Spell, Reference, RegisterCheck)


def pseudonymise(*, workers, on):
    """Erase who these workers are from their records and from every revision of them; returns rows changed by table.

    `workers`: ids. `on`: the local date. Each record keeps one random pseudonym in place of the registration number.
    The match key stays while another record of the person still names them, so that what was found there keeps its
    evidence; the last one to go replaces it by a random one, shared by the person's records, that meets no other.
    It cannot be undone. A worker whose record has been pseudonymised is passed over.
    """
    with erasure.unrecorded(*REVISED), transaction.atomic():
        held = Worker.objects.select_for_update().filter(pk__in=workers, pseudonymised_on__isnull=True)
        held, counts = list(held.order_by("pk")), Counter()
        for worker in held:
            counts.update(_rename(worker, on))
        ids = [worker.pk for worker in held]
        for label, values in erasure.ERASED.items():
            counts.update(_erase(apps.get_model(label), ids, values))
        _unlink({worker.match_key for worker in held})
        for gone in (RecordLink.objects.filter(worker__in=ids), Draft.objects.filter(placement__worker__in=ids)):
            counts[gone.model._meta.db_table] += gone.delete()[0]
    return dict(counts)


def _erase(model, ids, values):
    rows, revisions = {"worker__in": ids}, None
    if model is Placement:
        # A placement may once have been another worker's, recorded under a wrong number.
        revisions = {"pgh_obj_id__in": erasure.placements_of(ids)}
    elif model is Reference:
        of = erasure.placements_of(ids)
        rows, revisions = {"placement__in": of}, {"placement_id__in": of}
    elif model in REVISED:
        revisions = {"worker_id__in": ids}  # of rows taken away since, too
    return erasure.erase(model, rows=rows, values=values, revisions=revisions)


def _rename(worker, on):
    number, name, pseudonym = worker.swe_number, worker.name, erasure.pseudonym()
    values = {"swe_number": pseudonym, "name": "", "pseudonymised_on": on}
    counts = Counter(erasure.erase(Worker, rows={"pk": worker.pk}, values=values, revisions={"pgh_obj_id": worker.pk}))
    _rename_references(
        worker, re.compile("|".join(re.escape(text) for text in (number, name) if text), re.I), pseudonym
    )
    named = ParkedRow.objects.filter(run__authority=worker.authority_id, row__swe_number__icontains=number)
    counts[ParkedRow._meta.db_table] += named.delete()[0]
    return counts


def _rename_references(worker, said, pseudonym):
    """A supplier's own reference stays, but for a number or a name in it."""
    placements = erasure.placements_of([worker.pk])
    longest = Placement._meta.get_field("reference").max_length
    for model, key, of_worker in (
        (Placement, "pk", {"pk__in": placements}),
        (Placement.pgh_event_model, "pgh_id", {"pgh_obj_id__in": placements}),
    ):
        for pk, of, reference in model.objects.filter(**of_worker).values_list(key, "id", "reference"):
            if said.search(reference):
                told = said.sub(pseudonym, reference)
                told = told if len(told) <= longest else f"{pseudonym}-{of}"
                model.objects.filter(**{key: pk}).update(reference=told)


def _unlink(keys):
    """Give the persons of whom no record names anybody any more a match key that meets nobody else's."""
    named = Worker.objects.filter(match_key__in=keys, pseudonymised_on__isnull=True)
    gone = sorted(keys - set(named.values_list("match_key", flat=True)))
    change_keys({key: erasure.unlinked_key() for key in gone}, keyed_by=matching.NO_KEY)

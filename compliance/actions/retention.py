"""The sweep: what is past its time by the schedule is pseudonymised or deleted, and each step leaves a certificate."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from knox.models import AuthToken

from authorities.acting import acting
from authorities.log.erasing import erase_about, forget
from authorities.look_ups.models import LookUp
from authorities.models import Authority, LogRead, Mail
from authorities.refusal import Refused
from compliance.models import Certificate, Exemption, Watch
from compliance.queries import rulebook
from compliance.retention import due, erased
from compliance.retention import schedule as lines
from compliance.retention.models import digest
from placements import erasure, uploads
from placements.actions import pseudonymise
from placements.models import (
    Correction,
    Hold,
    ImportRun,
    ParkedRow,
    Placement,
    Post,
    RecordLink,
    Reference,
    RegisterCheck,
    Spell,
    Worker,
)

BATCH = 500


def keep_to_schedule(*, on, batch=BATCH, progress=None):
    """Do all that is due on the day (local date) and return the certificates; what is not due is not touched.

    Each step and its certificate are one transaction: killed at any moment it leaves whole steps, and the next run
    does the rest. Raises nothing for a record that is held: it is counted.
    """
    wait = rulebook().longest_wait
    made = []
    for steps in (_workers(on, wait, batch), *(_rows(rows, on, wait, batch) for rows in ROWS)):
        for step in steps:
            made += filter(None, [step()])
            if progress:
                progress(len(made))
    return made


def retire(*, workers, on):
    """Pseudonymise these workers' records in every room; returns rows changed by table."""
    placements = list(Placement.objects.filter(worker__in=workers).values_list("pk", flat=True))
    with erasure.unrecorded(Exemption), transaction.atomic():
        watches = _watches_of(workers)
        counts = Counter(uploads.forget(workers=workers))
        counts.update(pseudonymise(workers=workers, on=on))
        which = {"placement__in": placements}
        counts.update(
            erasure.erase(Exemption, rows=which, values=erased.EXEMPTION, revisions={"placement_id__in": placements})
        )
        counts[Watch._meta.db_table] += watches.delete()[0]
        counts["authorities_logdetail"] = erase_about(rows=_told_of(workers, placements), why=lines.WORKERS)
    return dict(counts)


def _watches_of(workers):
    """The watches that keep one of these workers' numbers for the same authority, open or ended."""
    same = Worker.objects.filter(pk__in=workers, match_key=OuterRef("match_key"), authority=OuterRef("authority"))
    return Watch.objects.filter(pk__in=list(Watch.objects.filter(Exists(same)).values_list("pk", flat=True)))


def _told_of(workers, placements):
    """Every row of which the log may have kept who somebody is, those that are gone since included."""
    rows = {"placements_worker": set(workers), "placements_placement": set(placements)}
    for model, of in (
        (Placement, {"worker__in": workers}),
        (Post, {"worker__in": workers}),
        (Spell, {"worker__in": workers}),
        (RegisterCheck, {"worker__in": workers}),
        (Reference, {"placement__in": placements}),
        (Exemption, {"placement__in": placements}),
    ):
        found = model.pgh_event_model.objects.filter(**of).values_list("pgh_obj_id", flat=True)
        rows.setdefault(model._meta.db_table, set()).update(found)
    for model in (Hold, Correction):
        rows[model._meta.db_table] = model.objects.filter(worker__in=workers).values_list("pk", flat=True)
    return rows


def retire_on_request(*, worker, on, by):
    """Pseudonymise one worker's record before its time, as decided upon request, and return the certificate.

    Raises Refused while a placement or a post goes on, a hold is in force or a request for correction waits.
    """
    wait = rulebook().longest_wait
    with acting(by):
        kept = Worker.objects.select_for_update().get(pk=worker.pk)
        for why, refused in due.reasons_to_keep(kept, on):
            if refused:
                raise Refused(why, "Settle that first.")
        counts = retire(workers=[worker.pk], on=on)
        return _certify(
            lines.WORKERS, worker.authority_id, [worker.pk], counts, on, wait, cutoff=on.isoformat(), held=0, asked=True
        )


def _workers(on, wait, batch):
    """One step for each authority and batch of workers; none while no agreement says how far back it looks."""
    if not rulebook().versions:
        return
    by_authority = defaultdict(list)
    for pk, authority in due.workers_due(on, wait).order_by("pk").values_list("pk", "authority"):
        by_authority[authority].append(pk)
    held = Counter(due.workers_held(on, wait).values_list("authority", flat=True))
    for authority, pks in sorted(by_authority.items()):
        for begin in range(0, len(pks), batch):
            ids = pks[begin : begin + batch]
            yield partial(_retire, authority, ids, held[authority], on, wait)


@transaction.atomic
def _retire(authority, ids, held, on, wait):
    # Asked again under its lock: a placement may have been recorded, or a hold placed, since the list was made.
    still = list(
        due.workers_due(on, wait).filter(pk__in=ids).select_for_update(of=("self",)).values_list("pk", flat=True)
    )
    if not still:
        return None
    counts = retire(workers=still, on=on)
    told = {"cutoff": due.cutoff(on, wait).isoformat(), "held": held}
    return _certify(lines.WORKERS, authority, sorted(still), counts, on, wait, **told)


class Rows(NamedTuple):
    """Rows that a line of the schedule is about: those past their time before a moment, the path to their authority
    (none: the portal's own), and what is written over them; nothing deletes them, by `delete`, so many at a time."""

    slug: str
    past: Callable[..., QuerySet]
    authority: str = ""
    values: dict | None = None
    delete: Callable[[QuerySet], int] = lambda rows: rows.delete()[0]
    at_once: int = 0


ROWS = (
    Rows(lines.SETTLED, lambda at: ParkedRow.objects.filter(settled_at__lt=at), "run__authority"),
    Rows(
        lines.WAITING,
        lambda at: ParkedRow.objects.filter(settled_at__isnull=True, run__at__lt=at),
        "run__authority",
    ),
    Rows(
        lines.FILES,
        lambda at: ImportRun.objects.filter(at__lt=at).exclude(file_name=""),
        "authority",
        {"file_name": ""},
    ),
    Rows(lines.LOOK_UPS, lambda at: LookUp.objects.filter(at__lt=at), "authority"),
    # A day has thousands: one certificate for them, and not one for each batch.
    Rows(lines.READS, lambda at: LogRead.objects.filter(at__lt=at), delete=forget, at_once=100_000),
    Rows(lines.LINKS, lambda at: RecordLink.objects.filter(expires_at__lt=at), "worker__authority"),
    Rows(lines.ATTEMPTS, lambda at: AccessAttempt.objects.filter(attempt_time__lt=at)),
    Rows(lines.ATTEMPTS, lambda at: AccessLog.objects.filter(attempt_time__lt=at)),
    Rows(lines.ATTEMPTS, lambda at: AccessFailureLog.objects.filter(attempt_time__lt=at)),
    Rows(lines.KEYS, lambda at: AuthToken.objects.filter(expiry__lt=at)),
    Rows(lines.WATCHES, lambda at: Watch.objects.filter(ended_at__lt=at), "authority"),
    Rows(lines.MAILS, lambda at: Mail.objects.filter(made_at__lt=at)),
)


def _rows(rows, on, wait, batch):
    """One step for each authority and batch of rows."""
    last = on - lines.kept_for(rows.slug)
    past, by_authority = rows.past(due.start_of(last)).order_by("pk"), defaultdict(list)
    for found in past.values_list("pk", *([rows.authority] if rows.authority else [])):
        by_authority[found[1] if rows.authority else None].append(found[0])
    size = rows.at_once or batch
    for authority, pks in by_authority.items():
        for begin in range(0, len(pks), size):
            yield partial(_clear, rows, authority, pks[begin : begin + size], on, wait)


@transaction.atomic
def _clear(rows, authority, pks, on, wait):
    last = on - lines.kept_for(rows.slug)
    # What has changed since the list was made is asked again.
    found = rows.past(due.start_of(last)).filter(pk__in=pks)
    still = sorted(found.values_list("pk", flat=True))
    if not still:
        return None
    model = found.model
    done = model._base_manager.filter(pk__in=still)
    count = done.update(**rows.values) if rows.values else rows.delete(done)
    return _certify(
        rows.slug, authority, still, {model._meta.db_table: count}, on, wait, cutoff=last.isoformat(), held=0
    )


def _certify(slug, authority, pks, counts, on, wait, *, cutoff, held, asked=False):
    """Write down what was done, chained to the authority's certificate before it."""
    line = lines.BY_SLUG[slug]
    before = Certificate.objects.filter(authority=authority).order_by("-pk").first()
    content = {
        "certificate": "retention",
        "authority": Authority.objects.get(pk=authority).ons_code if authority else None,
        "purpose": slug,
        "records": line.records,
        "kept": line.kept(wait),
        "since": line.since,
        "then": line.then,
        "done_on": on.isoformat(),
        "cutoff": cutoff,
        "number_of_records": len(pks),
        "records_sha256": hashlib.sha256(",".join(map(str, pks)).encode()).hexdigest(),
        "rows_by_table": {table: count for table, count in sorted(counts.items()) if count},
        "held": held,
        "upon_request": asked,
        "before": before.sha256 if before else None,
    }
    return Certificate.objects.create(
        authority_id=authority, purpose=slug, done_on=on, content=content, sha256=digest(content)
    )

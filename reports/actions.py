"""Writes: editions and their files, and the rates that savings are measured against."""

import hashlib
import json
from contextlib import contextmanager
from datetime import datetime, time

from django.db import connection, transaction
from django.utils import timezone

from authorities.acting import acting
from authorities.log.heads import head
from authorities.models import JobRole, Region
from authorities.refusal import Refused

from . import method
from .files import quarterly as quarterly_files
from .files import savings as savings_files
from .known import known_at
from .models import Edition, EditionFile, ReferenceRate
from .quarterly import quarterly_of
from .reference_file import read
from .savings import savings_of


def build_savings(*, region, month, today, progress=None):
    """The edition of a month's savings: a new one where the records have changed, else the one there is.

    Raises Refused while the month is not over.
    """
    _refuse_unfinished(month, today)
    with _one_snapshot():
        known = known_at(_moment_after(month))
        content = savings_of(region=region, month=month, progress=progress)
    _still_asked_for(progress)
    found = {"content": content, "known_at": known, "provisional": content["provisional"], "method": method.SAVINGS}
    return _publish(region, Edition.Kind.SAVINGS, month, found, savings_files.files, today)


def build_quarterly(*, region, quarter, today, progress=None):
    """The edition of a quarter's report: a new one where the records have changed, else the one there is.

    Raises Refused while the quarter is not over.
    """
    _refuse_unfinished(quarter, today)
    with _one_snapshot():
        known = known_at(_moment_after(quarter))
        content = quarterly_of(region=region, quarter=quarter, progress=progress)
    _still_asked_for(progress)
    whole, leavers = content["now"]["region"], content["now"]["leavers"]
    complete = whole["recorded"] and not leavers["missing"] and whole["with_timesheets"] == whole["placements"]
    found = {"content": content, "known_at": known, "provisional": not complete, "method": method.QUARTERLY}
    return _publish(region, Edition.Kind.QUARTERLY, quarter, found, quarterly_files.files, today)


def _still_asked_for(progress):
    """Raise before anything is written where the job was stopped while the figures were gathered in one snapshot."""
    if progress is not None:
        progress(1, 1)


def load_reference_rates(*, text, name, by):
    """Load the reference rates of a file; the same file twice changes nothing. Raises Refused with what is wrong.

    Returns how many rates were added, changed and left as they were.
    """
    code, rows = read(text, name)
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise Refused(f"No region has the code {code}.", "Load the region first, or mend the code in the file.")
    known = set(JobRole.objects.filter(region=region).values_list("slug", flat=True))
    unknown = sorted({row["role"] for row in rows} - known)
    if unknown:
        raise Refused(
            f"{name} names roles that the region does not have: {', '.join(unknown)}.",
            "Load the region’s agreement first, or mend the names.",
        )
    told = {"added": 0, "changed": 0, "unchanged": 0}
    with acting(by):
        for row in rows:
            told[_keep(region, row)] += 1
    return told


def _keep(region, row):
    key = {name: row[name] for name in ("role", "pay_type", "since")}
    values = {name: row[name] for name in ("hourly_rate", "source", "illustrative")}
    kept = ReferenceRate.objects.select_for_update().filter(region=region, **key).first()
    if kept is None:
        ReferenceRate.objects.create(region=region, **key, **values)
        return "added"
    if all(getattr(kept, name) == value for name, value in values.items()):
        return "unchanged"
    ReferenceRate.objects.filter(pk=kept.pk).update(**values)
    return "changed"


@transaction.atomic
def _publish(region, kind, period, found, files, today):
    # One writer at a time, so that numbers have no gap and no double.
    Region.objects.select_for_update().get(pk=region.pk)
    digest = _sha256(json.dumps(found["content"], sort_keys=True, ensure_ascii=False).encode())
    latest = Edition.objects.filter(region=region, kind=kind, period=period.code).order_by("-number").first()
    if latest and latest.sha256 == digest:
        return latest
    number = latest.number + 1 if latest else 1
    log_head = str(head(before=today) or "")
    edition = Edition.objects.create(
        region=region, kind=kind, period=period.code, number=number, sha256=digest, log_head=log_head, **found
    )
    for name, media_type, body in files(found["content"], number, found["known_at"], log_head):
        EditionFile.objects.create(edition=edition, name=name, media_type=media_type, body=body, sha256=_sha256(body))
    return edition


@contextmanager
def _one_snapshot():
    """Everything inside reads the records as they stood at one moment, whatever is being written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _refuse_unfinished(period, today):
    if not period.is_over(today):
        raise Refused(
            f"{period.words} is not over yet, so its report cannot be built.",
            "Wait until its last day has passed, or choose an earlier one.",
            field="month" if len(period.months) == 1 else "quarter",
        )


def _moment_after(period):
    return timezone.make_aware(datetime.combine(period.last, time.max.replace(microsecond=0)))


def _sha256(body):
    return hashlib.sha256(body).hexdigest()

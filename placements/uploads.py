"""Files on their way in by the browser: kept, understood column by column, checked, and taken in."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from authorities import jobs
from authorities.models import Job
from authorities.refusal import Refused

from .imports import meaning, table
from .imports.intake import Intake, import_rows, plain
from .imports.kinds import KINDS
from .imports.parking import storable
from .imports.row import columns_of
from .models import Change, Placement, Upload, Worker

State = Upload.State
AT_ONCE = 200  # rows; a longer file is given to a worker
BODY_KEPT_FOR, KEPT_FOR = timedelta(hours=24), timedelta(days=7)
MOST_TOLD = 2_000  # rows with a problem; of a file with more, the rest is counted
SAMPLES = 3
GONE = "The file was kept for 24 hours and has been deleted. Send it again."


def receive(*, kind, authority, supplier, name, content, by):
    """Keep a file that was sent. Raises Refused where it cannot be read at all."""
    known = columns_of(KINDS[kind].row)
    said = meaning.remembered(authority=authority, supplier=supplier, kind=kind)
    sheet = table.headed(content, {*known, *said})
    lines = list(sheet.lines)
    headings = [heading for heading in sheet.columns if heading]
    told = {name: name for name in headings if name in known} | {name: said[name] for name in headings if name in said}
    _refuse_the_hopeless(kind, headings, lines, told)
    return Upload.objects.create(
        authority=authority,
        supplier=supplier,
        kind=kind,
        file_name=storable(name)[:200],
        body=content,
        headings=[[heading, storable(sheet.written[heading]), _samples(lines, heading)] for heading in headings],
        lines=len(lines),
        meaning=told,
        state=State.COLUMNS,
        by=by,
    )


def _refuse_the_hopeless(kind, headings, lines, told):
    if not lines:
        raise Refused("The file has no rows below its first.", "Send a file with a row of column names and then rows.")
    needed = [name for name, field in KINDS[kind].row.model_fields.items() if field.is_required()]
    if not told and len(headings) < len(needed):
        raise Refused(
            "The first row has no column name that we know.",
            f"The first row must name the columns, such as {', '.join(needed)}.",
        )


def _samples(lines, heading):
    found = (storable(line.cells[heading])[:60] for line in lines if heading in line.cells)
    return list(dict.fromkeys(text for text, _ in zip(found, range(50), strict=False)))[:SAMPLES]


def is_understood(upload):
    """Whether every column of the file is known, and none is lacking."""
    if any(heading not in upload.meaning for heading, _, _ in upload.headings):
        return False
    try:
        _refuse_what_lacks(upload, upload.meaning)
    except Refused:
        return False
    return True


def _refuse_what_lacks(upload, said):
    columns = [column for column in said.values() if column]
    meaning.refuse_what_lacks(upload.kind, columns, has_supplier=upload.supplier is not None)


@transaction.atomic
def say_columns(*, upload, said, by):
    """Say what each heading of the file means ("" leaves it out), and remember it. Raises Refused."""
    _refuse_what_lacks(upload, said)
    meaning.remember(authority=upload.authority, supplier=upload.supplier, kind=upload.kind, meaning=said, by=by)
    upload.meaning = said
    upload.save(update_fields=["meaning"])


def begin(upload, *, state, today, by):
    """Begin to check a file, or to take it in (`state`): at once where it is short, else by a worker.

    Of two people who ask at the same time, the second finds it begun.
    """
    before = {State.CHECKING: (State.COLUMNS, State.CHECKED), State.TAKING: (State.CHECKED,)}[state]
    with transaction.atomic():
        held = Upload.objects.select_for_update(of=("self",)).defer("body").select_related("job").get(pk=upload.pk)
        if held.state not in before and not (held.state == state and held.job.state == Job.State.FAILED):
            return
        held.state, held.by, held.job = state, by, None
        if held.lines > AT_ONCE:
            name = "check_upload" if state == State.CHECKING else "take_in_upload"
            slot = f"{held.pk} {timezone.now():%Y-%m-%dT%H:%M:%S.%f}"
            held.job = jobs.enqueue(name=name, slot=slot, arguments={"upload_id": str(held.pk)}, by=by)
        held.save(update_fields=["state", "by", "job"])
        if held.job is None:
            (check if state == State.CHECKING else take_in)(upload_id=held.pk, today=today)


def check(*, upload_id, today, progress=None):
    """Find out what would become of a file, and write nothing of it."""
    upload = Upload.objects.select_related("authority", "supplier", "by").get(pk=upload_id)
    if upload.state == State.CHECKING:
        _finish(upload, State.CHECKED, *_imported(upload, today, progress, dry_run=True))


def take_in(*, upload_id, today, progress=None, hurried=True):
    """Take in a file. Safe to repeat: what has been taken in already is found unchanged."""
    upload = Upload.objects.select_related("authority", "supplier", "by").get(pk=upload_id)
    if upload.state != State.TAKING:
        return
    told, refused = _imported(upload, today, progress, dry_run=False)
    # Once no change up to this one waits to be assessed, what the rules say of the file is known.
    told["last_change"] = Change.objects.aggregate(last=Max("pk"))["last"]
    _finish(upload, State.TAKEN, told, refused, body=b"")
    if hurried:
        # What was taken in is judged now, not at the next tick of the schedule.
        transaction.on_commit(lambda: jobs.hurry("assess_stale"))


def _imported(upload, today, progress, *, dry_run):
    """What became of the file, and in words why it was refused whole ("" where it was not)."""
    intake = Intake(
        kind=KINDS[upload.kind],
        authority=upload.authority,
        by=upload.by,
        today=today,
        supplier=upload.supplier.name if upload.supplier else "",
        file_name=upload.file_name,
        meaning=upload.meaning,
        dry_run=dry_run,
    )
    if progress:
        intake.progress = progress
    try:
        answer = import_rows(content=bytes(upload.body), intake=intake)
    except Refused as refused:
        return {}, str(refused)
    return told_of(intake, answer, {heading: written for heading, written, _ in upload.headings}), ""


def told_of(intake, answer, written):
    """The answer of an import as it is kept and shown: the first problems, and the fate of every row.

    `written` gives each heading as the file writes it.
    """
    headings = {column: written.get(heading, heading) for heading, column in intake.meaning.items() if column}
    problems = [
        {
            "row": each.line.number,
            "column": column,
            "heading": headings.get(column, column),
            "value": storable(each.line.cells.get(column, ""))[:100],
            "reason": reason,
            "remedy": remedy,
        }
        for each in intake.parked[:MOST_TOLD]
        for column, reason, remedy in each.problems
    ]
    fates = {fate: _stretches(rows) for fate, rows in _rows_by_fate(intake).items()}
    counts = {name: value for name, value in answer.items() if name not in ("rows", "kind", "authority", "file")}
    at = timezone.now().isoformat()
    return counts | {
        "problems": problems,
        "fates": fates,
        "waiting_already": intake.waiting_already,
        "at": at,
        "placements": _placements_of(intake),
    }


def _placements_of(intake):
    """The ids of the placements on record of which good rows spoke."""
    found = Placement.objects.filter(
        authority=intake.authority, reference__in={reference for _, reference in intake.taken_keys}
    )
    return [
        pk
        for pk, supplier, reference in found.order_by("pk").values_list("pk", "supplier__name", "reference")
        if (plain(supplier).casefold(), reference) in intake.taken_keys
    ]


def _rows_by_fate(intake):
    by_fate = {}
    for number, fate in sorted(intake.fates.items()):
        by_fate.setdefault(fate, []).append(number)
    return by_fate


def _stretches(numbers):
    """[2, 3, 4, 9] as [[2, 4], [9, 9]]: a long file is told in a few numbers."""
    stretches = []
    for number in numbers:
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return stretches


def _finish(upload, state, told, refused, **more):
    if refused:
        state, told = State.REFUSED, {"refused": refused}
    # Somebody may have said meanwhile that the columns mean something else: then this answers nothing.
    asked = Upload.objects.filter(pk=upload.pk, state=upload.state, meaning=upload.meaning)
    asked.update(state=state, told=told, **more)


def changes_nothing(upload):
    """Whether all that a file says is on record, or waits to be put right, already."""
    told = upload.told
    return not told["added"] and not told["changed"] and told["parked"] == told["waiting_already"]


def rows_about(worker):
    """The rows of files on their way in, or of what was told of them, that hold this worker's registration number."""
    for upload in Upload.objects.filter(authority=worker.authority).order_by("at", "pk"):
        for line in _lines_of(upload):
            if worker.swe_number in {cell.upper() for cell in line.cells.values()}:
                yield upload, {heading: storable(cell) for heading, cell in line.cells.items()}
        for one in upload.told.get("problems", ()):
            if worker.swe_number in one["value"].upper():
                yield upload, one


def _lines_of(upload):
    if not upload.body:
        return []
    try:
        return list(table.headed(bytes(upload.body), columns_of(KINDS[upload.kind].row)).lines)
    except Refused:
        return []


def forget(*, workers):
    """Delete files on their way in that speak of these workers (ids): rows deleted, by table."""
    named = {
        upload.pk
        for worker in Worker.objects.filter(pk__in=workers, pseudonymised_on__isnull=True).select_related("authority")
        for upload, _ in rows_about(worker)
    }
    return {Upload._meta.db_table: Upload.objects.filter(pk__in=named).delete()[0]}


def forget_old():
    """Delete files a day after they came, and what was found in them a week after; returns how many were deleted."""
    now = timezone.now()
    Upload.objects.filter(at__lt=now - BODY_KEPT_FOR).exclude(state=State.TAKEN).update(
        body=b"", state=State.REFUSED, told={"refused": GONE}
    )
    return Upload.objects.filter(at__lt=now - KEPT_FOR).delete()[0]

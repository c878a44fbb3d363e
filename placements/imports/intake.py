"""Taking in a file: rows are checked and written a chunk at a time, and those that cannot be taken are parked."""

import unicodedata
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db import DataError, IntegrityError, transaction

from authorities.refusal import Refused

from . import parking, table
from .row import Checked, Parked, Row, checked_rows, columns_of

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
CHUNK = 500


@dataclass(frozen=True)
class Kind:
    """A kind of file: its row, which rows belong together, how they are written, and what follows the last one.

    `take(checked, intake)` gives the fate of each row by its number: ADDED, CHANGED, UNCHANGED or Parked.
    """

    name: str
    row: type[Row]
    key: Callable[[dict, Any], tuple]
    take: Callable[[list[Checked], Any], dict]
    finish: Callable[..., None] = lambda *_: None
    needs_supplier: bool = False
    either: tuple[str, ...] = ()


@dataclass
class Intake:
    """One file on its way in."""

    kind: Kind
    authority: Any
    by: Any
    today: date
    supplier: str = ""
    file_name: str = ""
    # Which column each heading of the file stands for, where it is not that column's own name.
    meaning: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False
    progress: Callable[[int, int], None] = lambda *_: None
    options: dict = field(default_factory=dict)
    fates: dict = field(default_factory=dict)
    parked: list[Parked] = field(default_factory=list)
    taken_keys: set = field(default_factory=set)
    remarks: dict = field(default_factory=dict)
    # How many of the parked rows wait already, from a file before this one.
    waiting_already: int = 0
    run: Any = None

    def remark(self, name, more):
        """Something to tell beside the counts: numbers and lists add up over the chunks."""
        self.remarks[name] = self.remarks.get(name, type(more)()) + more


def import_rows(*, content, intake):
    """Take in a file and return what became of it, as commands print it. Raises Refused for the whole file."""
    columns = columns_of(intake.kind.row)
    read = table.read(content, columns, intake.meaning)
    _refuse_missing_columns(read.columns, intake)
    unknown = sorted({column for column in read.columns if column and column not in columns})
    return import_lines(list(read.lines), intake=intake, sha256=read.sha256, unknown_columns=unknown)


def import_lines(lines, *, intake, sha256="", unknown_columns=()):
    """Take in lines that have been read, and return what became of them."""
    done = 0
    for chunk in _chunks(lines, intake):
        _take_in(chunk, intake)
        done += len(chunk)
        intake.progress(done, len(lines))
    intake.parked.sort(key=lambda parked: parked.line.number)
    with _kept_unless_dry(intake):
        intake.kind.finish(intake, lines, intake.parked)
        counts = {
            fate: sum(1 for each in intake.fates.values() if each == fate) for fate in (ADDED, CHANGED, UNCHANGED)
        }
        parking.keep(intake, sha256, counts, list(unknown_columns))
    return _answer(intake, counts, list(unknown_columns))


@contextmanager
def _kept_unless_dry(intake):
    """What is written inside is written together; in a dry run it is taken back again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(intake.dry_run)


def _answer(intake, counts, unknown_columns):
    rows = [
        {"row": each.line.number, "column": each.column, "reason": each.reason, "remedy": each.remedy}
        for each in intake.parked
    ]
    return {
        "kind": intake.kind.name,
        "authority": intake.authority.ons_code,
        "file": intake.file_name,
        "dry_run": intake.dry_run,
        **counts,
        "parked": len(rows),
        "unknown_columns": unknown_columns,
        "rows": rows,
        **{name: _once(more) for name, more in intake.remarks.items()},
    }


def _once(told):
    """A list without what it says again: chunks of a dry run each find the same new name."""
    return list(dict.fromkeys(told)) if isinstance(told, list) else told


def _refuse_missing_columns(present, intake):
    fields = intake.kind.row.model_fields
    missing = [name for name in columns_of(intake.kind.row) if fields[name].is_required() and name not in present]
    if intake.kind.needs_supplier and not intake.supplier and "supplier" not in present:
        missing.append("supplier (or --supplier)")
    if intake.kind.either and not set(intake.kind.either) & set(present):
        missing.append(" or ".join(intake.kind.either))
    if missing:
        raise Refused(
            f"The file has no column {', '.join(missing)}.",
            "Add it, or correct the names in the first row.",
            missing[0],
        )


def _chunks(lines, intake):
    """The lines in chunks, those that belong together in one chunk and in the file's order."""
    groups = {}
    for line in lines:
        groups.setdefault(intake.kind.key(line.cells, intake), []).append(line)
    chunk = []
    for group in groups.values():
        if chunk and len(chunk) + len(group) > CHUNK:
            yield chunk
            chunk = []
        chunk.extend(group)
    if chunk:
        yield chunk


def _take_in(lines, intake):
    good = []
    for each in checked_rows(intake.kind.row, lines, today=intake.today):
        if isinstance(each, Checked) and _lacks_supplier(each, intake):
            each = Parked(each.line, "supplier", "supplier is missing.", "Fill in this cell or give --supplier.")
        if isinstance(each, Parked):
            intake.parked.append(each)
        else:
            good.append(each)
    if good:
        _write(good, intake)


def _lacks_supplier(checked, intake):
    return intake.kind.needs_supplier and not (checked.row.supplier or intake.supplier)


def _write(good, intake):
    """Write a chunk in one transaction; where the database refuses it, its halves, down to the rows at fault."""
    remarks = {name: list(more) if isinstance(more, list) else more for name, more in intake.remarks.items()}
    try:
        with _kept_unless_dry(intake):
            fates = intake.kind.take(good, intake)
    except (Refused, IntegrityError, DataError) as error:
        intake.remarks = remarks
        groups = [list(group) for _, group in groupby(good, lambda each: intake.kind.key(each.line.cells, intake))]
        if len(groups) > 1:
            half = len(groups) // 2
            for part in (groups[:half], groups[half:]):
                _write([each for group in part for each in group], intake)
            return
        fates = {each.line.number: _not_stored(each.line, error) for each in good}
    for line, _ in good:
        fate = fates[line.number]
        if isinstance(fate, Parked):
            intake.parked.append(fate)
        else:
            intake.fates[line.number] = fate
            intake.taken_keys.add(intake.kind.key(line.cells, intake))


def _not_stored(line, error):
    if isinstance(error, Refused):
        return Parked.because(line, error)
    return Parked(line, "", "This row could not be stored.", "Compare it with the example file, and send it again.")


def by_reference(cells, intake):
    """Rows of one placement belong together."""
    return plain(cells.get("supplier", "") or intake.supplier).casefold(), plain(cells.get("reference", ""))


def plain(text):
    """A text as it is stored, to compare by."""
    return " ".join(unicodedata.normalize("NFC", text).split())

"""What the import commands share."""

from pathlib import Path

from authorities import command, jobs
from authorities.clock import today
from authorities.command import authority_coded
from authorities.refusal import Refused

from . import table
from .intake import Intake, import_rows


class ImportCommand(command.Command):
    """Good rows in, bad rows parked with row, column, reason and remedy; the same file twice changes nothing."""

    kind = None
    by_supplier = True
    file_needed = True

    def options(self, parser):
        needed = None if self.file_needed else "?"
        parser.add_argument("file", metavar="FILE", nargs=needed, help="a CSV (UTF-8) or XLSX file; see docs/formats/")
        parser.add_argument("--authority", required=True, metavar="CODE", help="its ONS or DfE code")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        if self.by_supplier:
            parser.add_argument("--supplier", metavar="S", default="", help="for rows that do not name theirs")

    def work(self, *, by, file, authority, dry_run, supplier="", **options):
        intake = Intake(
            kind=self.kind,
            authority=authority_coded(authority),
            by=by,
            today=today(),
            supplier=" ".join(supplier.split()),
            file_name=Path(file).name if file else "",
            dry_run=dry_run,
            progress=self.progress,
            options=options,
        )
        answer = import_rows(content=self.content(file), intake=intake)
        if not dry_run:
            # What was taken in is judged now, not at the next tick of the schedule.
            jobs.hurry("assess_stale")
        return answer, command.NOT_ALL if answer["parked"] else command.DONE

    def content(self, file):
        """The bytes of the file, never more than may be read."""
        path = Path(file)
        if path.is_file() and path.stat().st_size > table.MOST_BYTES:
            raise Refused(f"{path.name} is larger than {table.MOST_BYTES // 1024 // 1024} MB.", "Split it.", "file")
        return path.read_bytes()

    def in_words(self, answer):
        counts = ", ".join(f"{answer[fate]:,} {fate}" for fate in ("added", "changed", "unchanged", "parked"))
        lines = [f"{answer['kind'].capitalize()}: {counts}." + " Nothing was written." * answer["dry_run"]]
        if answer["unknown_columns"]:
            lines.append(f"Columns that we do not know, left out: {', '.join(answer['unknown_columns'])}.")
        if answer.get("new_names"):
            lines.append(f"New: {', '.join(answer['new_names'])}.")
        if answer.get("assumed_permanent"):
            lines.append(f"Rows that name no contract, taken as permanent: {answer['assumed_permanent']:,}.")
        for name in ("months_received", "months_held_back"):
            if answer.get(name):
                lines.append(f"{name.replace('_', ' ').capitalize()}: {', '.join(answer[name])}.")
        for row in answer["rows"]:
            lines.append(f"Row {row['row']}, {row['column'] or 'whole row'}: {row['reason']} {row['remedy']}")
        return "\n".join(lines)

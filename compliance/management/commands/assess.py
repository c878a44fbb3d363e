"""manage.py assess: judge every placement and store what changed."""

import csv
import json
import os
from argparse import ArgumentTypeError
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from authorities import command
from authorities.clock import today
from authorities.models import Authority, Supplier
from authorities.refusal import Refused
from authorities.spreadsheet import defused
from compliance.actions import assess
from compliance.models import Assessment
from compliance.queries import answers, every_placement

COLUMNS = (
    "authority", "supplier", "reference", "regime", "agreement", "version", "clause", "rule", "verdict",
    "from", "until", "sentence", "remedy", "numbers", "cover", "illustrative",
)  # fmt: skip


class Command(command.Command):
    help = "Assesses every placement. Looking back (--in-force-on, --known-on) stores nothing."

    def options(self, parser):
        parser.add_argument("--in-force-on", type=command.day_option, metavar="DATE", help="judge as on this day")
        parser.add_argument("--known-on", type=_moment, metavar="TIMESTAMP", help="with what was known at this moment")
        parser.add_argument("--findings", type=Path, metavar="FILE", help="write the findings to this CSV file")

    def work(self, *, in_force_on, known_on, findings, by):
        day = in_force_on or today()
        answer = {"in_force_on": day.isoformat(), "known_on": (known_on or timezone.now()).isoformat()}
        if findings:
            _refuse_unwritable(findings)
        if in_force_on is None and known_on is None:
            progress = lambda done, total: self.progress(done, total, "placements")  # noqa: E731
            run = assess(reason=Assessment.Reason.ASKED, judged_on=day, progress=progress)
            answer["assessment"] = run.pk
        counts, rows = _counted(answers(every_placement(known_on), judged_on=day, known_at=known_on))
        if findings:
            _write(findings, rows)
            answer["file"] = str(findings)
        return answer | counts


def _moment(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a moment such as 2026-10-31T18:00:00+00:00") from None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _refuse_unwritable(file):
    """Before anything is assessed and stored: a command that could not be done has written nothing."""
    if not file.parent.is_dir():
        raise Refused(f"There is no folder {file.parent}.", "Make it first, or choose another.")
    if file.is_dir():
        raise Refused(f"{file} is a folder.", "Give the name of a file in it.")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise Refused(f"{file} may not be written.", "Choose another place, or ask for leave to write there.")


def _counted(answered):
    """How many of each verdict, and the findings as rows in the order of placements."""
    codes = dict(Authority.objects.values_list("pk", "ons_code"))
    suppliers = dict(Supplier.objects.values_list("pk", "name"))
    counts, rows = {"placements": 0, "breaches": 0, "covered": 0, "cannot_tell": 0}, []
    for row, answer in answered:
        counts["placements"] += 1
        named = {
            "authority": codes[row.authority_id],
            "supplier": suppliers[row.supplier_id],
            "reference": row.reference,
        }
        for outcome in answer.as_dict()["outcomes"]:
            if outcome["verdict"] != "met":
                counts["breaches" if outcome["verdict"] == "breach" else "cannot_tell"] += 1
                counts["covered"] += outcome["cover"] is not None
                rows.append(named | outcome)
    return counts, rows


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in rows:
            cells = row | {"numbers": json.dumps(row["numbers"]), "cover": json.dumps(row["cover"])}
            writer.writerow({column: defused(cell) for column, cell in cells.items()})

"""manage.py assess: judge every placement and store what changed, or look back at what was said."""

import csv
import json
import os
from argparse import ArgumentTypeError
from collections import Counter
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from authorities import command
from authorities.clock import today
from authorities.models import Authority, Supplier
from authorities.refusal import Refused
from authorities.spreadsheet import defused
from compliance.actions import assess
from compliance.differing import REASONS
from compliance.looking_back import differences_since
from compliance.models import Agreement, Assessment
from compliance.queries import answers, every_placement

FINDINGS = (
    "authority", "supplier", "reference", "regime", "agreement", "version", "clause", "rule", "verdict",
    "from", "until", "sentence", "remedy", "numbers", "cover", "illustrative",
)  # fmt: skip
DIFFERENCES = (
    "authority", "supplier", "reference", "regime", "agreement", "clause", "from", "said_version", "said_verdict",
    "said_cover", "said", "should_version", "should_verdict", "should_cover", "should_have_said", "reasons", "in_words",
)  # fmt: skip


class Command(command.Command):
    help = "Assesses every placement. Looking back (--in-force-on, --known-on) stores nothing."

    def options(self, parser):
        parser.add_argument("--in-force-on", type=command.day_option, metavar="DATE", help="judge as on this day")
        parser.add_argument("--known-on", type=_moment, metavar="TIMESTAMP", help="with what was known at this moment")
        parser.add_argument("--findings", type=Path, metavar="FILE", help="write the findings to this CSV file")
        parser.add_argument(
            "--differences",
            type=Path,
            metavar="FILE",
            help="write to this CSV file what was said at the moment of --known-on and should have been said otherwise",
        )

    def work(self, *, in_force_on, known_on, findings, differences, by):
        if differences and known_on is None:
            raise Refused("Differences from which moment?", "Give it with --known-on.")
        for file in filter(None, (findings, differences)):
            _refuse_unwritable(file)
        day = in_force_on or (timezone.localtime(known_on).date() if known_on else today())
        answer = {"in_force_on": day.isoformat(), "known_on": (known_on or timezone.now()).isoformat()}
        if in_force_on is None and known_on is None:
            run = assess(reason=Assessment.Reason.ASKED, judged_on=day, progress=self._progress)
            answer["assessment"] = run.pk
        counts, rows = _counted(answers(every_placement(known_on), judged_on=day, known_at=known_on))
        answer |= counts
        if findings:
            _write(findings, FINDINGS, rows)
            answer["file"] = str(findings)
        if differences:
            answer["differences"] = self._differences(known_on, day, differences)
        return answer

    def in_words(self, answer):
        looked = answer.pop("differences", None)
        said = super().in_words(answer)
        if looked is None:
            return said
        why = [f"{words.capitalize()}: {looked['reasons'][reason]}" for reason, words in REASONS.items()]
        return "\n".join([said, f"Differences: {looked['count']}, written to {looked['file']}", *why])

    def _progress(self, done, total):
        self.progress(done, total, "placements")

    def _differences(self, known_on, day, file):
        rows = _compared(differences_since(known_on, judged_on=day, progress=self._progress), known_on)
        _write(file, DIFFERENCES, rows)
        reasons = Counter(reason for row in rows for reason in row["reasons"])
        counts = {reason: reasons[reason] for reason in REASONS}
        return {"file": str(file), "count": len(rows), "reasons": counts, "rows": rows}


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


def _naming():
    """A function that names a placement's row by authority, supplier and reference."""
    codes = dict(Authority.objects.values_list("pk", "ons_code"))
    suppliers = dict(Supplier.objects.values_list("pk", "name"))
    return lambda row: {
        "authority": codes[row.authority_id],
        "supplier": suppliers[row.supplier_id],
        "reference": row.reference,
    }


def _counted(answered):
    """How many of each verdict, and the findings as rows in the order of placements."""
    named = _naming()
    counts, rows = {"placements": 0, "breaches": 0, "covered": 0, "cannot_tell": 0}, []
    for row, answer in answered:
        counts["placements"] += 1
        for outcome in answer.as_dict()["outcomes"]:
            if outcome["verdict"] != "met":
                counts["breaches" if outcome["verdict"] == "breach" else "cannot_tell"] += 1
                counts["covered"] += outcome["cover"] is not None
                rows.append(named(row) | outcome)
    return counts, rows


def _compared(found, known_on):
    """The differences as rows, in the order of authority, supplier, reference, agreement, clause and first day."""
    named, regimes = _naming(), dict(Agreement.objects.values_list("slug", "regime"))
    told_on = timezone.localtime(known_on).date()
    rows = [
        named(row)
        | {
            "regime": regimes[each.agreement],
            "agreement": each.agreement,
            "clause": each.clause,
            "from": each.on.isoformat(),
            **_side("said", each.said, "" if each.was_assessed else "not_assessed"),
            "said": each.said_in_words(),
            **_side("should", each.should),
            "should_have_said": each.should_in_words(),
            "reasons": list(each.reasons),
            "in_words": each.in_words(told_on),
        }
        for row, each in found
    ]
    return sorted(rows, key=lambda row: [row[name] for name in DIFFERENCES[:7]])


def _side(name, told, otherwise=""):
    if told is None:
        return {f"{name}_version": "", f"{name}_verdict": otherwise, f"{name}_cover": ""}
    return {f"{name}_version": told.version, f"{name}_verdict": told.verdict.value, f"{name}_cover": told.cover}


def _write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            writer.writerow({column: defused(_cell(column, row[column])) for column in columns})


def _cell(column, value):
    if column == "reasons":
        return "; ".join(REASONS[each] for each in value)
    return json.dumps(value) if column in ("numbers", "cover") else value

"""manage.py load_agreement FILE [--publish]: check an agreement file, then load it."""

from pathlib import Path

from authorities import command
from authorities.refusal import Refused
from compliance.actions import load_agreement


class Command(command.Command):
    help = "Checks an agreement file (gaps, overlaps, unknown roles, missing sources), then loads it as a draft."

    def options(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publish it, so that answers follow it")

    def work(self, *, file, publish, by):
        version = load_agreement(text=_text(file), name=file.name, publish=publish, by=by)
        return {
            "agreement": version.agreement.slug,
            "version": version.label,
            "state": version.state,
            "in_force_from": version.in_force_from.isoformat(),
        }

    def in_words(self, answer):
        return "{agreement} {version}, in force from {in_force_from}: {state}".format_map(answer)


def _text(file):
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{file.name} is not a text file in UTF-8.", "Save it as UTF-8 and load it again.") from None

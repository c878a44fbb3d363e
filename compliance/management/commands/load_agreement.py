"""manage.py load_agreement FILE [--publish]: check an agreement file, then load it."""

from pathlib import Path

from authorities import command
from authorities.refusal import Refused
from compliance.actions import load_agreement
from compliance.models import AgreementVersion


class Command(command.Command):
    help = (
        "Checks an agreement file (gaps, overlaps, unknown roles, missing sources), then loads it as a draft, to be "
        "approved in the portal by two people. With --publish it is published at once, and says that it had no keys."
    )

    def options(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="publish it without two keys: answers follow it")

    def work(self, *, file, publish, by):
        version = load_agreement(text=_text(file), name=file.name, publish=publish, by=by)
        published = version.state == AgreementVersion.State.PUBLISHED
        return {
            "agreement": version.agreement.slug,
            "version": version.label,
            "state": version.state,
            "in_force_from": version.in_force_from.isoformat(),
            "two_keys": published and not version.without_keys,
        }

    def in_words(self, answer):
        without = ", without two keys" if answer["state"] == "published" and not answer["two_keys"] else ""
        return "{agreement} {version}, in force from {in_force_from}: {state}".format_map(answer) + without


def _text(file):
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{file.name} is not a text file in UTF-8.", "Save it as UTF-8 and load it again.") from None

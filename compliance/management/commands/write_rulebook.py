"""manage.py write_rulebook [--check]: write docs/rulebook.md from the agreements that the product ships."""

from pathlib import Path

from authorities import command
from authorities.refusal import Refused
from compliance.agreement_file import read
from compliance.rulebook_document import document

ROOT = Path(__file__).resolve().parents[3]
AGREEMENTS = ROOT / "compliance" / "agreements"
RULEBOOK = ROOT / "docs" / "rulebook.md"


class Command(command.Command):
    help = "Writes docs/rulebook.md; with --check, only says whether it is in step."

    def options(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit with 2 where it is out of step")

    def work(self, *, check, by):
        written = document([read(file.read_text(encoding="utf-8"), file.name) for file in AGREEMENTS.glob("*.toml")])
        if not check:
            RULEBOOK.write_text(written, encoding="utf-8")
        elif not RULEBOOK.exists() or RULEBOOK.read_text(encoding="utf-8") != written:
            raise Refused("docs/rulebook.md is out of step with the agreements.", "Run manage.py write_rulebook.")
        return {"file": "docs/rulebook.md"}

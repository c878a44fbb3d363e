"""manage.py write_rulebook [--check]: write docs/rulebook.md and the tables of docs/agreements.md."""

from authorities import command
from authorities.refusal import Refused
from compliance import documents


class Command(command.Command):
    help = "Writes what docs/ says of the agreements that ship and of their format; --check says if it is in step."

    def options(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit with 2 where it is out of step")

    def work(self, *, check, by):
        if not check:
            return {"written": documents.write()}
        stale = documents.out_of_step()
        if stale:
            raise Refused(f"Not in step with the agreements: {', '.join(stale)}.", "Run manage.py write_rulebook.")
        return {"written": []}

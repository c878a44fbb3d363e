"""Load the rates that savings are measured against."""

from pathlib import Path

from authorities.command import Command as PortalCommand
from reports import actions

SHIPPED = Path(actions.__file__).with_name("reference_rates.toml")


class Command(PortalCommand):
    help = "Load reference rates from a TOML file; the same file twice changes nothing."

    def options(self, parser):
        parser.add_argument("file", nargs="?", default=str(SHIPPED), help="by default the illustrative rates shipped")

    def work(self, *, by, file):
        return actions.load_reference_rates(text=Path(file).read_text(encoding="utf-8"), name=Path(file).name, by=by)

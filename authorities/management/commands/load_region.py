"""Load a region and the authorities that have signed its agreement."""

from authorities import regions
from authorities.command import Command as Base


class Command(Base):
    help = "Load a region and its authorities; loading again changes nothing."

    def options(self, parser):
        parser.add_argument("file", nargs="?", default=str(regions.WEST_MIDLANDS), help="a region file (TOML)")

    def work(self, *, by, file):
        return regions.load(file=file, by=by)

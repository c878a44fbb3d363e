"""manage.py import_leavers: who left which post; and that a month is complete, or had no leavers."""

from authorities.command import month_option
from authorities.refusal import Refused
from placements.imports import leavers
from placements.imports.command import ImportCommand, today


class Command(ImportCommand):
    help = ImportCommand.__doc__
    kind = leavers.KIND
    by_supplier = False
    file_needed = False

    def options(self, parser):
        super().options(parser)
        parser.add_argument(
            "--month",
            type=month_option,
            metavar="YYYY-MM",
            help="the file is all of this month's leavers; without a file there were none",
        )

    def content(self, file):
        # A month without leavers needs no file.
        return super().content(file) if file else b"swe_number,left_on,role"

    def work(self, *, month, **options):
        if month and month >= today().replace(day=1):
            raise Refused(f"{month:%B %Y} is not over yet.", "Send its leavers after its last day.", "month")
        if not options["file"] and not month:
            raise Refused("There is no file.", "Give a file, or --month for a month without leavers.", "file")
        return super().work(month=month, **options)

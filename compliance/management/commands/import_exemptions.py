"""manage.py import_exemptions: leave to go outside a clause, with its end and its exit plan."""

from compliance.exemption_rows import KIND
from placements.imports.command import ImportCommand


class Command(ImportCommand):
    help = ImportCommand.__doc__
    kind = KIND

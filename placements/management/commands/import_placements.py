"""manage.py import_placements: a file of placements, from a supplier or an authority."""

from placements.imports import placements
from placements.imports.command import ImportCommand


class Command(ImportCommand):
    help = ImportCommand.__doc__
    kind = placements.KIND

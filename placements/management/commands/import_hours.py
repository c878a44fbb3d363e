"""manage.py import_hours: a file of hours, from a supplier or an authority."""

from placements.imports import hours
from placements.imports.command import ImportCommand


class Command(ImportCommand):
    help = ImportCommand.__doc__
    kind = hours.KIND

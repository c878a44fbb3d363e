"""What every test stands on, loaded once by the real commands and then written again from what they wrote.

Loading six agreements takes a third of a second, and thousands of tests stand on them. The commands themselves have
their own tests. Rows are written again under the numbers they had: a test's end takes them back, or deletes them.
"""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg2 import sql

from authorities.acting import acting
from authorities.command import person
from authorities.models import Authority, JobRole, Membership, Region
from compliance.models import Agreement, AgreementVersion, VersionStep
from placements.models import Change

_kept = {}


def load_region():
    """The West Midlands and its 14 authorities."""
    models = (Region, Authority, Membership)
    if any(model.objects.exists() for model in models):
        call_command("load_region", "--json", stdout=StringIO())
    elif "region" not in _kept:
        call_command("load_region", "--json", stdout=StringIO())
        _kept["region"] = _inserted(models)
    else:
        with acting(person()), connection.cursor() as cursor:
            cursor.execute(_kept["region"], {"now": timezone.now()})


def load_agreements(files):
    """These files, published in this order."""
    models = (Agreement, JobRole, AgreementVersion, VersionStep)
    key, regions = tuple(files), set(Region.objects.values_list("pk", "code"))
    fresh = not any(model.objects.exists() for model in models)
    rows, known, changes = _kept.get(key, ("", None, 0))
    if fresh and known == regions:
        by = person()
        with acting(by), connection.cursor() as cursor:
            cursor.execute(rows, {"by": by.pk, "now": timezone.now()})
            Change.objects.bulk_create(Change() for _ in range(changes))
        return
    changes = Change.objects.count()
    for file in files:
        call_command("load_agreement", str(file), "--publish", "--json", stdout=StringIO())
    if fresh:
        _kept[key] = _inserted(models), regions, Change.objects.count() - changes


# Who loads and publishes is somebody else in each test, and so is the moment.
BY, NOW = sql.SQL("%(by)s"), sql.SQL("%(now)s")
ANEW = {
    AgreementVersion: {"loaded_by": BY, "published_by": BY, "published_at": NOW},
    VersionStep: {"by": BY, "at": NOW},
}


def _inserted(models):
    """The statements that write every row of these models again."""
    with connection.cursor() as cursor:
        return sql.SQL("; ").join(map(_insert, models)).as_string(cursor.cursor)


def _insert(model):
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    anew = ANEW.get(model, {}) | {field.name: NOW for field in fields if getattr(field, "auto_now_add", False)}
    rows = [[anew.get(field.name) or _literal(field, row) for field in fields] for row in model.objects.order_by("pk")]
    return sql.SQL("INSERT INTO {} ({}) VALUES {}").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
        sql.SQL(", ").join(sql.SQL("({})").format(sql.SQL(", ").join(row)) for row in rows),
    )


def _literal(field, row):
    written = sql.Literal(field.get_db_prep_save(getattr(row, field.attname), connection))
    with connection.cursor() as cursor:
        return sql.SQL(written.as_string(cursor.cursor).replace("%", "%%"))

"""Make the database what the demonstration shows: schema, region, agreements, people, invented placements."""

import hashlib
import io
import json
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from authorities import clock
from authorities.models import Person
from compliance.actions.agreements import PublishedOtherwise
from mou_portal.demo.refusal import CannotDemonstrate
from mou_portal.demo.words import say
from mou_portal.demonstration import desks
from mou_portal.embedded.locks import lock, open_lock
from placements.models import Change, Placement

AGREEMENTS = settings.ROOT / "compliance" / "agreements"
LOADED = settings.DATA / "demonstration.loaded"
EARLIER = "This demonstration was made by an earlier version of the portal. Begin again with bin/demo --reset."


def one_at_a_time(prepare):
    """Another demonstration on the same data waits until this one has prepared it."""

    @wraps(prepare)
    def prepared():
        with open_lock(settings.DATA / "preparing.lock") as preparing:
            lock(preparing, wait=True)
            return prepare()

    return prepared


@one_at_a_time
def bring_schema_up_to_date():
    """Migrate, where there is anything to migrate."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database")
        _silently("migrate", interactive=False, verbosity=0)
    _refuse_a_real_database()
    _collect_static_files()


def is_loaded():
    """Whether the whole book was loaded before."""
    return LOADED.exists() and Placement.objects.exists()


@one_at_a_time
def load():
    """Load region, agreements and, the first time, the book. True where it is new, and so is not yet assessed."""
    _answer("load_region")
    for file in sorted(AGREEMENTS.glob("*.toml")):
        _answer("load_agreement", str(file), publish=True)
    _answer("load_reference_rates")
    if is_loaded():
        return False
    say("Loading the demonstration book: invented people and placements")
    _answer("load_demonstration")
    accounts()
    desks.load(today=clock.today())
    LOADED.touch()
    return True


def assessed():
    """What was loaded has been assessed, all of it: no change of it waits."""
    Change.objects.all().delete()


def accounts():
    """One account for each role, as (role, e-mail address, password, secret, code of this moment)."""
    return [tuple(row) for row in _answer("load_demonstration_people")["accounts"]]


def _refuse_a_real_database():
    strangers = Person.objects.exclude(email__endswith="@example.org").exclude(email=settings.OPERATOR_EMAIL)
    if strangers.exists():
        raise CannotDemonstrate(
            "DATABASE_URL names a database with real accounts in it. The demonstration's accounts have well-known "
            "passwords, so it was left alone. Unset DATABASE_URL, or name an empty database."
        )


def _collect_static_files():
    """Gather and compress them, unless the same ones are there already."""
    print_of_files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            path = Path(storage.path(name))
            print_of_files.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    kept = settings.DATA / "static.collected"
    if kept.exists() and kept.read_text() == print_of_files.hexdigest():
        return
    _silently("collectstatic", interactive=False, verbosity=0)
    kept.write_text(print_of_files.hexdigest())


def _silently(command, *arguments, **options):
    try:
        call_command(command, *arguments, stdout=io.StringIO(), **options)
    except CommandError as error:
        raise CannotDemonstrate(f"{command} could not be done. {error}") from error


def _answer(command, *arguments, **options):
    """What one of our commands answers, as with --json."""
    out = io.StringIO()
    try:
        call_command(command, *arguments, json=True, stdout=out, **options)
    except CommandError as error:
        if isinstance(error.__context__, PublishedOtherwise):
            raise CannotDemonstrate(EARLIER) from error
        raise CannotDemonstrate(f"{command} could not be done. {error}") from error
    return json.loads(out.getvalue() or "{}")

"""Each walled table, one by one: what an officer of another authority, or of another region, reads, changes and adds.

And the proof that this would be noticed: each policy is loosened in turn, and the same questions must find the hole.
"""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error, connection, transaction
from django.db.backends.postgresql.psycopg_any import Jsonb
from django.utils import timezone

from authorities.models import Authority, JobRole, Membership, Region
from authorities.people import Appointment
from authorities.wall.standing import standing_for
from compliance.actions import assess
from compliance.models import Certificate, DueItem, Exemption
from placements.models import (
    ColumnMapping,
    Conversion,
    Correction,
    Draft,
    Hold,
    ImportRun,
    LeaverReturn,
    ParkedRow,
    Post,
    ProjectTeam,
    RecordLink,
    TeamMember,
    Upload,
)
from tests.conftest import appointed
from tests.factories import (
    JobTitleFactory,
    PlacementFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    WatchFactory,
    WorkerFactory,
)

# How a table's rows lead to their authority.
OWN = "t.authority_id"
PATHS = {
    "placement_id": "(SELECT p.authority_id FROM placements_placement p WHERE p.id = t.placement_id)",
    "worker_id": "(SELECT w.authority_id FROM placements_worker w WHERE w.id = t.worker_id)",
    "job_title_id": "(SELECT j.authority_id FROM authorities_jobtitle j WHERE j.id = t.job_title_id)",
    "run_id": "(SELECT r.authority_id FROM placements_importrun r WHERE r.id = t.run_id)",
}
# Everybody signed in reads these: who has sent which month, and the terms of an authority's own staff.
READ_BY_ALL = {
    "placements_leaverreturn", "placements_leaverreturnevent", "placements_substantivenotice",
    "placements_substantivenoticeevent",
}  # fmt: skip
# Rows of a region, or of nobody in particular, which have tests of their own.
ELSEWHERE = {
    "authorities_logdetail", "authorities_logentry", "authorities_loglink", "authorities_logread", "authorities_lookup",
    "authorities_savedfilter", "compliance_whatif", "placements_change", "reports_edition", "reports_editionfile",
}  # fmt: skip
LOOSENED = ("read", "add", "change", "remove")


def asked(query, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def columns_of(table):
    return [name for (name,) in asked(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
        " ORDER BY ordinal_position", table)]  # fmt: skip


def path(table):
    columns = columns_of(table)
    return OWN if "authority_id" in columns else next(PATHS[name] for name in PATHS if name in columns)


def walled():
    found = asked("SELECT relname::text FROM pg_class WHERE relforcerowsecurity AND relkind = 'r' ORDER BY 1")
    return [table for (table,) in found if table not in ELSEWHERE]


@pytest.fixture
def filled(agreements, walsall, asha, dev):
    """At least one row of Walsall's in every table that can hold one."""
    title = JobTitleFactory(authority=walsall, title="Title", job_role=JobRole.objects.get(slug="social_worker"))
    worker = WorkerFactory(authority=walsall, swe_number="SW900001", name="Worker of Walsall")
    placed = PlacementFactory(authority=walsall, worker=worker, job_title=title, job_role=None, rate__hourly_pay=60,
        started_on=date(2026, 11, 2), expected_end_on=date(2027, 1, 29))  # fmt: skip
    placed.hours.create(week_ending=date(2026, 10, 4), hours=37)
    SpellFactory(worker=worker)
    ReferenceFactory(placement=placed)
    RegisterCheckFactory(worker=worker, asked_by=asha)
    Post.objects.create(worker=worker, left_on=date(2026, 6, 30), reason="resignation")
    SubstantiveNoticeFactory(authority=walsall, job_role=JobRole.objects.get(slug="team_manager"))
    LeaverReturn.objects.create(authority=walsall, month=date(2026, 6, 1))
    Draft.objects.create(person=asha, authority=walsall)
    run = ImportRun.objects.create(kind="hours", authority=walsall, file_name="file", sha256="", by=asha)
    ParkedRow.objects.create(run=run, row_number=2, reason="", remedy="", row={}, row_sha256="")
    Upload.objects.create(
        authority=walsall, kind="hours", file_name="file", body=b"a", headings=[], lines=1, state="columns", by=asha
    )
    ColumnMapping.objects.create(authority=walsall, kind="hours", meaning={}, by=asha)
    Hold.objects.create(worker=worker, until_on=date(2027, 1, 1), placed_by=asha)
    Correction.objects.create(worker=worker, text="Wrong.")
    later = timezone.now() + timedelta(days=7)
    RecordLink.objects.create(authority=walsall, worker=worker, token_sha256="0" * 64, made_by=asha, expires_at=later)
    Certificate.objects.create(authority=walsall, purpose="workers", done_on=date(2026, 1, 1), content={}, sha256="")
    WatchFactory(authority=walsall, by=asha, job_title=title)
    Exemption.objects.create(
        placement=placed, clause="cap", kind="exemption", from_on=date(2026, 1, 1), until_on=date(2026, 12, 31),
        exit_plan="Recruit.", decided_by="A director", decided_on=date(2026, 1, 1),
    )  # fmt: skip
    term = {"from_on": date(2026, 11, 2), "until_on": date(2026, 12, 31), "purpose": "A backlog."}
    team = ProjectTeam.objects.create(authority=walsall, supplier=placed.supplier, name="A team", **term)
    TeamMember.objects.create(authority=walsall, team=team, placement=placed)
    Conversion.objects.create(placement=placed, interest_on=date(2026, 11, 9))
    assess(reason="asked", judged_on=date(2026, 11, 20))
    assert DueItem.objects.exists()
    return walsall


@pytest.fixture
def strangers(cara, filled):
    """Those who may see nothing of Walsall's: another authority's officer, another region's analyst, nobody."""
    north = Region.objects.create(code="E12000001", name="North East")
    newcastle = Authority.objects.create(
        name="Newcastle", ons_code="E08000021", dfe_code="391", kind="metropolitan", run_by="council"
    )
    Membership.objects.create(region=north, authority=newcastle, from_on=date(2015, 1, 1))
    return [cara, appointed("nora", Appointment.Role.WME_ANALYST, region=north), AnonymousUser()]


def row_of(table, authority):
    """One of the authority's rows, as the database's owner reads it."""
    names = ", ".join(f't."{name}"' for name in columns_of(table))
    found = asked(f"SELECT {names} FROM {table} t WHERE {path(table)} = %s LIMIT 1", authority.pk)
    assert found, f"{table} holds no row to ask about"
    return found[0]


def holes(table, authority, strangers):
    """What strangers can do with an authority's rows of a table, though they may do nothing."""
    columns, row = columns_of(table), row_of(table, authority)
    key, number = columns[0], row[0]
    cast = f"{key}::text = %s"
    for person in strangers:
        may_read = table in READ_BY_ALL and person.is_authenticated
        with standing_for(person):
            if not may_read and asked(f"SELECT 1 FROM {table} WHERE {cast}", str(number)):
                yield "read"
            for does, statement in (
                ("change", f"UPDATE {table} SET {columns[1]} = {columns[1]} WHERE {cast}"),
                ("remove", f"DELETE FROM {table} WHERE {cast}"),
            ):
                if _done(table, statement, str(number)):
                    yield does
            values = ", ".join(["%s"] * len(columns))
            names = ", ".join(f'"{name}"' for name in columns)
            if _done(table, f"INSERT INTO {table} ({names}) VALUES ({values})", *_anew(row)):
                yield "add"


def _anew(row):
    return [Jsonb(value) if isinstance(value, dict | list) else value for value in row]


def _done(table, statement, *arguments):
    """Whether this table's wall let it be done, though the next one, of its history, may still refuse."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            touched = cursor.rowcount
            transaction.set_rollback(True)
            return touched > 0
    except Error as error:
        return f'row-level security policy for table "{table}"' not in str(error)


def test_strangers_do_nothing_with_any_row_of_any_table(filled, strangers):
    found = {table: sorted(set(holes(table, filled, strangers))) for table in walled()}

    assert {table: each for table, each in found.items() if each} == {}


def test_each_policy_that_is_loosened_is_noticed(filled, strangers, capsys):
    """Loosened for everybody, each policy in turn; a change or removal also needs a row that can be read."""
    unnoticed, tried = [], 0
    policies = asked("SELECT tablename::text, policyname::text, cmd FROM pg_policies ORDER BY 1, 2")
    for table, policy, command in policies:
        kind = policy.removeprefix("wall_")
        if table not in walled() or kind not in LOOSENED or (kind == "read" and table in READ_BY_ALL):
            continue
        tried += 1
        with transaction.atomic():
            for each in {policy, "wall_read"} if command in ("UPDATE", "DELETE") else {policy}:
                said = "WITH CHECK (true)" if each == "wall_add" else "USING (true)"
                said += " WITH CHECK (true)" if each == "wall_change" else ""
                asked(f"ALTER POLICY {each} ON {table} {said}")
            if kind not in holes(table, filled, strangers):
                unnoticed.append((table, kind))
            transaction.set_rollback(True)
    with capsys.disabled():
        print(f"\n{tried} policies loosened, {len(unnoticed)} not noticed")

    assert unnoticed == []
    assert tried > 90

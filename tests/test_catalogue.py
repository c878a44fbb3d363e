"""What the database says of its tables, roles and functions: the second wall has no hole that nobody knows of."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection

from authorities.wall import BACKUP, WEB, WORKER
from mou_portal import schedule
from mou_portal.settings import STORAGES

pytestmark = pytest.mark.django_db
ROLES = (WEB, WORKER, BACKUP)
# Tables that hold no authority's data, and why each is without row-level security.
OPEN = {
    "authorities_agency": "a register of names that every authority uses",
    "authorities_appointment": "who may sign in for whom; read before it is known who asks",
    "authorities_authority": "public",
    "authorities_council": "which issuer an authority signs in with; read before it is known who asks",
    "authorities_invitation": "offers of a role; opened by a one-time key before it is known who asks",
    "authorities_job": "the list of work; its arguments name a period and a region",
    "authorities_jobrole": "the region's agreement",
    "authorities_keyname": "what a person calls their own API key",
    "authorities_logbell": "rung by the log, and empty after each transaction",
    "authorities_mail": "e-mails to people who sign in, sealed until sent; written before it is known who asks",
    "authorities_membership": "public: who has signed, and when",
    "authorities_membershipevent": "public",
    "authorities_person": "read at sign-in, before it is known who asks",
    "authorities_person_groups": "not used",
    "authorities_person_user_permissions": "not used",
    "authorities_region": "public",
    "authorities_supplier": "a register of names that every authority uses",
    "compliance_agreement": "the region's agreement; drafts are kept apart by for_user",
    "compliance_agreementversion": "the region's agreement; drafts are kept apart by for_user",
    "compliance_approval": "who turned which key of a version",
    "compliance_assessment": "one run over all placements: when and why, and nothing of any",
    "compliance_versionstep": "what was done with a version",
    "pghistory_context": "who wrote, and from which page; reached through the rows that were written",
    "reports_referencerate": "public: what savings are measured against, with its source",
    "reports_referencerateevent": "public",
    "shared_cache": "counts of requests by a keyed name, for the limits",
}
FRAMEWORKS = ("account_", "auth_", "axes_", "django_", "knox_", "mfa_", "socialaccount_", "usersessions_")
# Functions that read more than their caller may. Each gives back no more than its columns.
DOORS = {"posts_that_meet", "look_ups_about", "titles_elsewhere"}
# A unique index must hold one of these, or be about a row's own number or a random secret: otherwise a value that
# another authority took would be refused here, and so be known to exist.
OWNERS = {"authority_id", "worker_id", "placement_id", "job_title_id", "run_id", "region_id", "edition_id", "person_id"}
UNGUESSABLE = {"token_sha256"}
# Numbers that the database counts by itself, and nobody can ask for.
COUNTED = {"authorities_loglink.loglink_once"}


def asked(query, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()


def tables():
    found = asked("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace")
    return {name for (name,) in found}


def walled():
    found = asked("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'")
    return {name for (name,) in found}


def of_frameworks(name):
    return name.startswith(FRAMEWORKS)


def test_every_table_stands_behind_the_wall_or_says_why_not():
    open_ones = {name for name in tables() - walled() if not of_frameworks(name)}

    assert open_ones == set(OPEN)
    assert not walled() & set(OPEN)


def test_every_model_that_names_an_authority_or_belongs_to_one_stands_behind_it():
    owning = {"Authority", "Worker", "Placement", "JobTitle", "ImportRun"}
    named = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model.__name__ in owning
    }

    accounts = {"authorities_appointment", "authorities_council", "authorities_invitation"}
    assert named - walled() == accounts | {"authorities_membership", "authorities_membershipevent"}


def test_each_walled_table_has_its_policies_for_named_roles_alone():
    policies = asked("SELECT tablename, policyname, roles::text[], cmd FROM pg_policies WHERE schemaname = 'public'")
    by_table = {}
    for table, policy, roles, _ in policies:
        by_table.setdefault(table, set()).add(policy)
        assert "public" not in roles, f"{policy} on {table} lets everybody in"
        if policy.removeprefix("wall_") in {"read", "add", "change", "remove"}:
            assert set(roles) == {WEB, WORKER}
        elif policy == "wall_backup":
            assert set(roles) == {BACKUP}
        else:
            assert WEB not in roles, f"{policy} on {table}"
    assert set(by_table) == walled()
    assert all({"wall_system", "wall_backup", "wall_read"} <= found for found in by_table.values())


def test_no_view_shows_more_than_its_reader_may_see():
    views = asked("SELECT relname, coalesce(reloptions, '{}') FROM pg_class"
                  " WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace")  # fmt: skip
    copies = asked("SELECT relname FROM pg_class WHERE relkind = 'm'")

    assert [name for name, options in views if "security_invoker=true" not in options] == []
    assert copies == []


def test_the_doors_are_those_on_the_list():
    found = asked("SELECT proname, proconfig, provolatile FROM pg_proc"
                  " WHERE prosecdef AND pronamespace = 'public'::regnamespace")  # fmt: skip

    assert {name for name, _, _ in found} == DOORS
    # A definer's function looks its tables up where nobody can put another in their place, and writes nothing.
    assert all(settings == ["search_path=public, pg_temp"] for _, settings, _ in found)
    assert all(volatility == "s" for _, _, volatility in found)


def test_a_door_is_for_web_and_worker_alone():
    for door in DOORS:
        (allowed,) = asked("SELECT proacl::text FROM pg_proc WHERE proname = %s", door)[0]
        assert not re.search(r"[{,]=X", allowed), f"{door} is open to everybody"
        assert f"{WEB}=X" in allowed


@pytest.mark.parametrize("role", ROLES)
def test_the_roles_own_nothing_and_have_no_way_round(role):
    (powers,) = asked(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", role
    )

    assert powers == (False, False, False, False)
    assert asked("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s", role) == []
    assert asked("SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = %s", role) == []
    assert asked("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) == [(False,)]
    for table in tables():
        assert asked("SELECT has_table_privilege(%s, %s, 'TRUNCATE, TRIGGER, REFERENCES')", role, table) == [(False,)]


def test_the_backup_reads_everything_and_writes_nothing():
    for table in tables():
        rights = "has_table_privilege(%s, %s, 'SELECT'), has_table_privilege(%s, %s, 'INSERT, UPDATE, DELETE')"
        assert asked(f"SELECT {rights}", BACKUP, table, BACKUP, table) == [(True, False)], table


def test_the_web_cannot_read_what_waits_to_be_assessed():
    columns = {column.name for column in apps.get_model("placements.Change")._meta.get_fields()}
    readable = {name for name in columns if asked("SELECT has_column_privilege(%s, 'placements_change', %s, 'SELECT')",
                                                  WEB, name) == [(True,)]}  # fmt: skip

    assert readable == {"id"}


def test_nothing_unique_shows_across_authorities():
    found = asked("""
        SELECT c.relname, i.relname, array_agg(a.attname::text), x.indisprimary, bool_or(a.atttypid = 'uuid'::regtype)
          FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(x.indkey)
         WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace GROUP BY 1, 2, 4""")
    shown = {
        f"{table}.{index}"
        for table, index, columns, primary, random in found
        if table in walled() and not primary and not random and not set(columns) & (OWNERS | UNGUESSABLE)
    }

    assert shown == COUNTED


def test_a_key_to_another_table_of_the_same_authority_holds_the_authority_too():
    """A foreign key looks past the wall, so one by number alone would tell that another's row exists."""
    found = asked("""
        SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
               array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = ANY(c.conkey))
          FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace""")
    both = {(table, target): set() for table, target, _ in found}
    for table, target, columns in found:
        both[table, target] |= {frozenset(columns)}
    with_authority = {"placements_worker", "placements_placement", "authorities_jobtitle"}
    own = {row[0] for row in asked("SELECT table_name::text FROM information_schema.columns"
                                   " WHERE column_name = 'authority_id' AND table_schema = 'public'")}  # fmt: skip

    for (table, target), keys in both.items():
        if target in with_authority and table in own and table in walled():
            assert any("authority_id" in key for key in keys), f"{table} names rows of {target} by number alone"


def test_jobs_say_nothing_of_anybody():
    days = (datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number) for number in range(0, 366, 3))
    given = {name for day in days for work in schedule.SCHEDULE for name in work.latest(day).arguments}

    assert given == {"day", "month", "quarter"}


def test_files_are_not_kept_outside_the_database():
    # Their names would be seen by whoever sees the folder.
    kept = [field for model in apps.get_models() for field in model._meta.get_fields()
            if re.search("FileField|ImageField", type(field).__name__)]  # fmt: skip

    assert kept == []
    assert set(STORAGES) == {"default", "staticfiles"}

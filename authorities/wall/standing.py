"""For whom the database is asked: its policies answer for that person alone, and for nobody while nobody is named.

What is set here lives in the connection: the role, and settings that policies read (`policies.py`).
"""

from contextlib import contextmanager

from django.db import connection

from .. import clock
from ..people import Appointment
from ..sharing import Reach, reach_of
from . import WEB, WORKER

Role = Appointment.Role
# Those who write an authority's records; all who read for it and are not named here read alone.
WRITERS = (Role.HR_OFFICER, Role.APPROVER, Role.DCS, Role.CHIEF_EXECUTIVE)
SETTINGS = ("person", "reads", "writes", "suppliers", "regions", "told", "counted", "link", "system")
OF_THE_LOG = ("audits", "audits_regions", "oversees")
# One round trip, and no query of Django's: what a page asks for is counted without it.
STAND = """
    WITH held AS (
        SELECT DISTINCT m.authority_id, m.region_id FROM authorities_membership m WHERE m.from_on <= %(day)s
    ), region AS (
        SELECT unnest(%(regions)s::bigint[]) AS id
    ), told AS (
        SELECT id FROM region UNION SELECT unnest(%(told)s::bigint[])
        UNION SELECT region_id FROM held WHERE authority_id = ANY(%(own)s::bigint[])
    ), audits AS (
        SELECT unnest(%(audits)s::bigint[]) AS id
        UNION SELECT authority_id FROM held WHERE region_id::text = ANY(string_to_array(%(audits_regions)s, ','))
    ), reads AS (
        SELECT unnest(%(own)s::bigint[]) AS id
        UNION SELECT authority_id FROM held WHERE region_id IN (SELECT id FROM region)
    )
    SELECT set_config('role', %(role)s, false),
           set_config('app.audits_regions', %(audits_regions)s, false),
           set_config('app.oversees', %(oversees)s, false),
           set_config('app.audits', coalesce((SELECT string_agg(id::text, ',') FROM audits), ''), false),
           set_config('app.system', '', false),
           set_config('app.counted', '', false),
           set_config('app.person', %(person)s, false),
           set_config('app.reads', coalesce((SELECT string_agg(id::text, ',') FROM reads), ''), false),
           set_config('app.writes', %(writes)s, false),
           set_config('app.suppliers', %(suppliers)s, false),
           set_config('app.regions', coalesce((SELECT string_agg(id::text, ',') FROM region), ''), false),
           set_config('app.told', coalesce((SELECT string_agg(id::text, ',') FROM told), ''), false)"""
WITHIN = """
    SELECT set_config('role', %(role)s, false), set_config('app.system', '', false),
           set_config('app.reads', %(authority)s, false), set_config('app.writes', %(authority)s, false),
           set_config('app.told', coalesce((SELECT string_agg(DISTINCT m.region_id::text, ',')
             FROM authorities_membership m
            WHERE m.authority_id = %(authority)s::bigint AND m.from_on <= %(day)s), ''), false)"""
ASIDE = "RESET ROLE; " + "; ".join(f"RESET app.{name}" for name in (*SETTINGS, *OF_THE_LOG))


def stand_for(person, role=WEB):
    """From here on the web's database role reads and writes what this person may; nothing when signed out."""
    known = person.is_authenticated and person.is_active
    reach = reach_of(person) if known else Reach()
    held = person.current_appointments if known else []
    _say(
        STAND,
        {
            "role": role,
            "day": clock.today(),
            "person": str(person.pk) if known else "",
            "own": list(reach.authorities),
            "regions": list(reach.regions),
            "told": [each.region_id for each in held if each.region_id],
            "writes": _listed(each.authority_id for each in held if each.authority_id and each.role in WRITERS),
            "suppliers": _listed(reach.suppliers),
            "audits": [each.authority_id for each in held if each.authority_id and each.role == Role.AUDITOR],
            "audits_regions": _listed(each.region_id for each in held if each.region_id and each.role == Role.AUDITOR),
            "oversees": "on" if any(each.role == Role.ADMINISTRATOR for each in held) else "",
        },
    )


def stand_aside():
    """The connection is nobody's again."""
    if connection.connection is None:
        return
    try:
        _say(ASIDE)
    except connection.Database.Error:
        # Whatever state it is in, nobody after us shall stand where this person stood.
        connection.close()


@contextmanager
def standing_for(person):
    """Everything inside is asked of the database on behalf of this person."""
    stand_for(person)
    try:
        yield
    finally:
        stand_aside()


@contextmanager
def asking_for(person):
    """Inside a job, everything is asked on behalf of this person alone; after it the job goes on as before."""
    before = _say("SELECT current_setting('role') || ' ' || coalesce(current_setting('app.system', true), '')")
    role, _, system = before.partition(" ")
    # The worker's own role, whose policies for people are the web's: it may not put on another.
    stand_for(person, WORKER)
    try:
        yield
    finally:
        stand_aside()
        _say(
            "SELECT set_config('role', %(role)s, false), set_config('app.system', %(system)s, false)",
            {"role": role, "system": system},
        )


@contextmanager
def standing_within(authority_id):
    """Everything inside is of one authority's records, for somebody whom it let in without an account."""
    _say(WITHIN, {"role": WEB, "authority": str(authority_id), "day": clock.today()})
    try:
        yield
    finally:
        stand_aside()


@contextmanager
def presenting(secret_sha256):
    """Inside, the one-time link with this secret (its hash) is found by whoever presents it, and no other link."""
    _say("SELECT set_config('app.link', %(link)s, false)", {"link": secret_sha256})
    try:
        yield
    finally:
        if connection.connection is not None:
            _say("SELECT set_config('app.link', '', false)")


@contextmanager
def working():
    """Everything inside is the portal's own work for all authorities, by the worker's role: a job from the list."""
    _say("SELECT set_config('role', %(role)s, false), set_config('app.system', 'on', false)", {"role": WORKER})
    try:
        yield
    finally:
        stand_aside()


@contextmanager
def operating():
    """Everything inside is the operator's, at the machine itself. The web's role gains nothing by it."""
    if _say("SELECT current_setting('app.system', true)") == "on":
        yield
        return
    _say("SELECT set_config('app.system', 'on', false)")
    try:
        yield
    finally:
        stand_aside()


@contextmanager
def counting(authorities):
    """Inside, findings of these authorities (ids) may be counted by one who reads their numbers and no record."""
    _say("SELECT set_config('app.counted', %(ids)s, false)", {"ids": _listed(authorities)})
    try:
        yield
    finally:
        if connection.connection is not None:
            _say("SELECT set_config('app.counted', '', false)")


def _listed(numbers):
    return ",".join(str(number) for number in sorted(set(numbers)))


def _say(statement, values=None):
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0] if cursor.description else None

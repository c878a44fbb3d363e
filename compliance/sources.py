"""The tables that facts come from, as they stand or as they were known at a moment."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

PLACEMENTS = """
    SELECT p.id, p.authority_id, a.ons_code, p.worker_id, w.match_key, p.supplier_id, p.agency_id, p.reference,
           p.job_title_id, coalesce(t.title, ''), p.job_role_id, p.started_on, p.expected_end_on, p.ended_on,
           p.hours_per_week, p.offered_hourly_pay, p.notice_weeks, p.references_received, p.last_reference_on,
           p.reference_given_on, p.pqe_months, p.quality_record, p.on_site_days, p.project_team, p.team_approved_on,
           p.team_cost_apart, p.team_control_kept, p.contractual_bar
      FROM {placements_placement} p
      JOIN authorities_authority a ON a.id = p.authority_id
      JOIN {placements_worker} w ON w.id = p.worker_id
      LEFT JOIN authorities_jobtitle t ON t.id = p.job_title_id
     WHERE p.id = ANY(%s) ORDER BY p.id"""
RATES = """
    SELECT placement_id, since, pay_type, hourly_pay, employer_ni, apprenticeship_levy, holiday_pay, agency_fee,
           msp_fee, hourly_charge
      FROM {placements_rate} r WHERE placement_id = ANY(%s) ORDER BY placement_id, since"""
# Records of a person in different authorities meet by this query and no other. It gives no name, no number and no
# placement: only the posts, for the rules that read them. Through the wall it goes by a door of the database's own.
POSTS = """
    SELECT h.match_key, h.authority_id, h.contract, h.from_on, h.left_on, h.reason, coalesce(h.role, '')
      FROM {posts_that_meet} h ORDER BY h.id"""
POSTS_AS_KNOWN = """
    (SELECT h.id, w.match_key, w.authority_id, h.contract, h.from_on, h.left_on, h.reason, r.slug AS role
       FROM {placements_post} h
       JOIN {placements_worker} w ON w.id = h.worker_id
       LEFT JOIN authorities_jobrole r ON r.id = h.job_role_id
      WHERE w.match_key = ANY({keys}))"""
# While the match key is being changed: under which numbers, and so under which other keys, these workers' rows stand.
NUMBERS = """
    SELECT DISTINCT w.match_key, w.swe_number
      FROM {placements_placement} p JOIN {placements_worker} w ON w.id = p.worker_id WHERE p.id = ANY(%s)"""
# An authority reads the spells on its own record of a worker, and no other's.
SPELLS = """
    SELECT w.match_key, w.authority_id, s.setting, s.from_on, s.until_on, s.registered
      FROM {placements_spell} s JOIN {placements_worker} w ON w.id = s.worker_id
     WHERE w.match_key = ANY({keys}) ORDER BY s.from_on, s.id"""
MEMBERSHIPS = """
    SELECT r.code, m.authority_id, a.ons_code, m.from_on, m.until_on
      FROM {authorities_membership} m
      JOIN authorities_region r ON r.id = m.region_id
      JOIN authorities_authority a ON a.id = m.authority_id {only_memberships}
     ORDER BY m.from_on, m.id"""
LEAVER_RETURNS = "SELECT l.authority_id, l.month FROM {placements_leaverreturn} l {only_returns}"
MAPPINGS = """
    SELECT m.job_title_id, m.since, m.job_role_id FROM {authorities_jobtitlemapping} m {only_mappings}
     ORDER BY m.job_title_id, m.since"""
NOTICES = """
    SELECT n.authority_id, n.job_role_id, n.since, n.weeks FROM {placements_substantivenotice} n {only_notices}
     ORDER BY n.authority_id, n.job_role_id, n.since"""
EXEMPTIONS = """
    SELECT placement_id, clause, kind, from_on, until_on, greatest(decided_on, second_on), id
      FROM {compliance_exemption} x
     WHERE placement_id = ANY(%s) ORDER BY placement_id, kind, until_on DESC"""
# Of two versions in force from the same day the one published later holds: it corrects the other.
PUBLISHED = """
    SELECT v.id, v.sha256 FROM compliance_agreementversion v
     WHERE v.state = 'published' AND (%s::timestamptz IS NULL OR v.published_at <= %s::timestamptz)
     ORDER BY v.agreement_id, v.in_force_from, v.published_at, v.id"""
NEXT_PLACEMENTS = "SELECT p.id FROM {placements_placement} p WHERE p.id > %s ORDER BY p.id LIMIT %s"
ROLES = "SELECT r.id, r.slug, r.name, r.core_type FROM authorities_jobrole r {only_roles}"
# What every placement stands on, the same for a whole region and for one proposal.
GROUND = {
    "roles": ROLES,
    "mappings": MAPPINGS,
    "notices": NOTICES,
    "returns": LEAVER_RETURNS,
    "memberships": MEMBERSHIPS,
}


class Row(NamedTuple):
    """The columns of one placement. Hours are a week's; pay is pounds an hour."""

    id: int | None
    authority_id: int
    authority_code: str
    worker_id: int | None
    match_key: str
    supplier_id: int | None = None
    agency_id: int | None = None
    reference: str = ""
    job_title_id: int | None = None
    job_title: str = ""
    job_role_id: int | None = None
    started_on: date = date.min
    expected_end_on: date | None = None
    ended_on: date | None = None
    hours_per_week: Decimal | None = None
    offered_hourly_pay: Decimal | None = None
    notice_weeks: int | None = None
    references_received: int | None = None
    last_reference_on: date | None = None
    reference_given_on: date | None = None
    pqe_months: int | None = None
    quality_record: bool | None = None
    on_site_days: Decimal | None = None
    project_team: bool | None = None
    team_approved_on: date | None = None
    team_cost_apart: bool | None = None
    team_control_kept: bool | None = None
    contractual_bar: bool = False


class RateRow(NamedTuple):
    """One dated rate, its parts in pounds an hour."""

    since: date
    pay_type: str
    hourly_pay: Decimal | None
    employer_ni: Decimal | None = None
    apprenticeship_levy: Decimal | None = None
    holiday_pay: Decimal | None = None
    agency_fee: Decimal | None = None
    msp_fee: Decimal | None = None
    hourly_charge: Decimal | None = None


class Tables(dict):
    """Names for a query's tables: today's, or the last revision of each row up to a moment."""

    def __init__(self, known_at: datetime | None):
        super().__init__()
        self.known_at = known_at

    def __missing__(self, table):
        if table == "keys":
            return "%s"
        if table == "posts_that_meet":
            # The door opens on today's rows; revisions are read by the portal's own work alone.
            return f"posts_that_meet({self['keys']})" if self.known_at is None else POSTS_AS_KNOWN.format_map(self)
        if table.startswith("only_"):
            return ""
        if self.known_at is None:
            return table
        app, name = table.split("_", 1)
        return (
            f"(SELECT * FROM (SELECT DISTINCT ON (pgh_obj_id) * FROM {app}_{name}event"  # noqa: S608  our own names
            f" WHERE pgh_created_at <= '{self.known_at.isoformat()}'::timestamptz"
            " ORDER BY pgh_obj_id, pgh_id DESC) revision WHERE pgh_label <> 'delete')"
        )


def fetch(query, *arguments, known_at=None):
    """The rows of one of this file's queries, as known at a moment; None for now."""
    with connection.cursor() as cursor:
        cursor.execute(query.format_map(Tables(known_at)), arguments)
        return cursor.fetchall()

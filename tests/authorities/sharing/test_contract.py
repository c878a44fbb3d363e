"""The sharing contract: who reads which rows and which fields, asked of the code for each of the cast."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from authorities.models import Appointment, JobRole, LookUp
from authorities.sharing import reach_of, readers
from authorities.sharing.contract import KINDS
from authorities.sharing.readers import Case
from compliance import actions
from compliance.models import Certificate, Exemption, WhatIf
from placements.models import (
    ColumnMapping,
    Conversion,
    Correction,
    Draft,
    Hold,
    ImportRun,
    LeaverReturn,
    ParkedRow,
    ProjectTeam,
    RecordLink,
    TeamMember,
    Upload,
    Worker,
)
from reports.actions import build_savings
from reports.models import Edition
from reports.periods import month_coded
from tests.conftest import appointed
from tests.factories import (
    HoursFactory,
    JobTitleFactory,
    PlacementFactory,
    PostFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    SupplierFactory,
    WatchFactory,
    WorkerFactory,
)

Role = Appointment.Role
OWN = {"asha", "ben", "gita", "audrey"}
REGION = {"dev", "elin", "hugo"}
# Written by hand, apart from the contract: whose rows of Walsall each kind shows.
WALSALLS = {
    "placements.Placement": OWN | REGION | {"ivy"},
    "placements.Rate": OWN | REGION | {"ivy"},
    "placements.ProjectTeam": OWN | REGION,
    "placements.TeamMember": OWN | REGION,
    "placements.Hours": OWN | REGION | {"ivy"},
    "placements.Worker": OWN | {"hugo", "ivy"},
    "placements.SearchText": OWN | {"hugo", "ivy"},
    "placements.Post": OWN | {"hugo"},
    "placements.Conversion": OWN | {"hugo"},
    "placements.Spell": OWN | {"hugo"},
    "placements.Reference": OWN | {"hugo"},
    "placements.RegisterCheck": OWN | {"hugo"},
    "placements.Hold": {"asha", "ben", "audrey", "hugo"},
    "placements.RecordLink": {"asha", "ben"},
    "compliance.Watch": {"asha", "ben"},
    "placements.Correction": {"asha", "ben"},
    "compliance.Certificate": {"asha", "ben", "audrey", "hugo"},
    "placements.LeaverReturn": OWN | REGION,
    "placements.SubstantiveNotice": OWN | REGION,
    "authorities.JobTitle": OWN | REGION | {"ivy"},
    "authorities.JobTitleMapping": OWN | REGION,
    "authorities.LookUp": {"ben", "audrey", "hugo"},
    "placements.Draft": {"asha"},
    "placements.ImportRun": {"asha"},
    "placements.ParkedRow": {"asha"},
    "placements.Upload": {"asha"},
    "placements.ColumnMapping": {"asha"},
    "compliance.Finding": OWN | REGION,
    "compliance.Met": OWN | REGION,
    "compliance.DueItem": OWN | REGION,
    "compliance.Exemption": OWN | REGION,
    "compliance.WhatIf": {"dev", "elin"},
    "reports.Edition": OWN | REGION | {"cara"},
    "reports.EditionFile": {"dev", "elin"},
}
# Fields that fewer people read than the row that they stand in.
NARROWER = {
    ("placements.Placement", "breach_reason"): OWN | REGION,
    ("placements.Worker", "match_key"): set(),
    ("placements.Worker", "keyed_by"): set(),
    ("placements.RecordLink", "token_sha256"): set(),
    ("compliance.Watch", "match_key"): set(),
    ("placements.RecordLink", "visit_sha256"): set(),
    ("authorities.LookUp", "match_key"): set(),
    ("placements.ImportRun", "sha256"): set(),
    ("placements.ParkedRow", "row_sha256"): set(),
    ("reports.Edition", "sha256"): set(),
}


@pytest.fixture
def cast(asha, ben, cara, dev, elin, gita, hugo, ivy, jan, walsall):
    people = {person.email.split("@")[0]: person for person in (asha, ben, cara, dev, elin, gita, hugo, ivy, jan)}
    other = appointed("olga", Role.SUPPLIER, supplier=SupplierFactory(name="Another supplier"))
    return people | {"audrey": appointed("audrey", Role.AUDITOR, authority=walsall), "olga": other}


@pytest.fixture
def records(agreements, cast, walsall, supplier_one, west_midlands):
    """One row of every kind, of Walsall and its supplier."""
    role = JobRole.objects.get(slug="social_worker")
    worker = WorkerFactory(authority=walsall)
    placed = PlacementFactory(
        authority=walsall,
        worker=worker,
        supplier=supplier_one,
        job_title=JobTitleFactory(authority=walsall, job_role=role),
        job_role=None,
        started_on=date(2026, 11, 2),
        rate__hourly_pay=60,
    )
    PostFactory(worker=worker, left_on=date(2020, 1, 31))
    term = {"from_on": date(2026, 11, 2), "until_on": date(2026, 12, 31)}
    team = ProjectTeam.objects.create(authority=walsall, supplier=supplier_one, name="A team", purpose="", **term)
    TeamMember.objects.create(authority=walsall, team=team, placement=placed)
    SpellFactory(worker=worker)
    Conversion.objects.create(placement=placed, interest_on=date(2026, 11, 9))
    ReferenceFactory(placement=placed)
    RegisterCheckFactory(worker=worker, asked_by=cast["asha"])
    HoursFactory(placement=placed, week_ending=date(2026, 11, 8))
    SubstantiveNoticeFactory(authority=walsall)
    LeaverReturn.objects.create(authority=walsall, month=date(2026, 9, 1))
    asha = cast["asha"]
    LookUp.objects.create(by=asha, authority=walsall, match_key="", starts_on=date(2026, 11, 2))
    Draft.objects.create(person=asha, authority=walsall)
    run = ImportRun.objects.create(kind="hours", authority=walsall, file_name="hours.csv", sha256="", by=asha)
    ParkedRow.objects.create(run=run, row_number=2, reason="Wrong.", remedy="Mend it.", row={}, row_sha256="")
    Upload.objects.create(
        authority=walsall, kind="hours", file_name="file", body=b"a", headings=[], lines=1, state="columns", by=asha
    )
    ColumnMapping.objects.create(authority=walsall, kind="hours", meaning={}, by=asha)
    Hold.objects.create(worker=worker, why="A claim.", until_on=date(2027, 1, 1), placed_by=asha)
    WatchFactory(authority=walsall, by=asha, job_title=None)
    RecordLink.objects.create(
        authority=walsall, worker=worker, token_sha256="0", made_by=asha, expires_at=datetime(2026, 12, 1, tzinfo=UTC)
    )
    Correction.objects.create(worker=worker, text="Wrong name.")
    Certificate.objects.create(
        authority=walsall, purpose="waiting-rows", done_on=date(2026, 1, 1), content={}, sha256=""
    )
    leave = {"from_on": date(2026, 11, 2), "until_on": date(2026, 12, 1), "decided_on": date(2026, 11, 1)}
    Exemption.objects.create(placement=placed, clause="cap", kind="exemption", exit_plan="Hire.", **leave)
    WhatIf.objects.create(by=cast["dev"], region=west_midlands, title="Higher", definition={})
    actions.assess(reason="asked", judged_on=date(2026, 10, 30))
    build_savings(region=west_midlands, month=month_coded("2026-10"), today=date(2026, 11, 20))


def of_kind(label, person):
    return apps.get_model(label).objects.for_user(person)


def test_each_kind_of_record_is_read_by_those_whom_the_contract_names_and_by_nobody_else(records, cast):
    found = {
        kind.label: {name for name, person in cast.items() if of_kind(kind.label, person).exists()}
        for kind in KINDS
        if kind.label != "placements.Change"
    }

    assert found == WALSALLS


def test_a_field_that_fewer_read_is_known_as_such():
    narrower = {
        (kind.label, name)
        for kind in KINDS
        for to, names in kind.shared
        for name in names.split()
        if to != readers(kind.label) and readers(kind.label)
    }

    assert narrower == set(NARROWER)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_each_field_shows_to_its_readers_alone(kind, cast, walsall, supplier_one):
    expected = WALSALLS.get(kind.label, set())
    about = {"authority_id": walsall.pk, "supplier_id": supplier_one.pk}
    if kind.person or kind.region:
        return  # a person's own, or a region's: rows are shown whole, as tried above

    for name in (name for _, names in kind.shared for name in names.split()):
        shown = {who for who, person in cast.items() if reach_of(person).shares(kind.label, name, **about)}
        assert shown == NARROWER.get((kind.label, name), expected), name


def test_no_reader_of_an_authoritys_records_stands_outside_it_its_region_and_its_supplier():
    outside = {reader.case for kind in KINDS if kind.authority and not kind.person for reader in readers(kind.label)}

    assert outside == {Case.OWN, Case.REGION, Case.ORDER} & outside
    assert {reader.case for kind in KINDS for reader in readers(kind.label)} == set(Case)


def test_a_row_counts_once_however_many_orders_lead_to_it(ivy, walsall, supplier_one, agreements):
    worker = WorkerFactory(authority=walsall)
    for _ in range(2):
        PlacementFactory(authority=walsall, worker=worker, supplier=supplier_one)

    assert list(Worker.objects.for_user(ivy)) == [worker]


def test_a_supplier_who_is_an_officer_elsewhere_reads_of_an_order_what_a_supplier_reads(asha, dudley, supplier_one):
    asha.appointments.create(role=Role.SUPPLIER, supplier=supplier_one, from_on=date(2015, 1, 1))
    order = {"authority_id": dudley.pk, "supplier_id": supplier_one.pk}
    reach = reach_of(asha)

    assert reach.shares("placements.Placement", "reference", **order)
    assert not reach.shares("placements.Placement", "breach_reason", **order)
    assert not reach.shares("compliance.Finding", **order)


def test_who_is_signed_out_or_closed_reads_nothing(records, asha):
    asha.is_active = False

    assert not reach_of(asha)
    assert not of_kind("placements.Placement", asha).exists()
    assert Edition.objects.exists()


# What is shown with a record once that is read, without being asked for by itself.
SHOWN_WITH = {
    "placements.Post": (
        "placements.Placement", "placements.Spell", "placements.Reference", "placements.RegisterCheck",
        "compliance.DueItem",
    ),
    "compliance.Finding": ("compliance.Exemption", "compliance.Met", "compliance.DueItem"),
    "placements.SearchText": ("placements.Worker", "placements.Placement"),
    "placements.ProjectTeam": ("placements.TeamMember", "placements.Placement"),
    "compliance.WhatIf": ("reports.Edition",),
}  # fmt: skip


@pytest.mark.parametrize("record", SHOWN_WITH)
def test_whoever_reads_a_record_reads_what_is_shown_with_it(record):
    """Else it would have to be asked for by itself: see docs/checks.md."""
    for label in SHOWN_WITH[record]:
        assert readers(record) <= readers(label), label

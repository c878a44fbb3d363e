"""Which records reach the facts, whose they must be, and that each of them has a past."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from authorities.models import JobRole, JobTitleMapping, Membership
from compliance.facts import SpellWorked
from compliance.gather import Proposal, gather, gather_proposal
from compliance.models import Exemption
from compliance.queries import every_placement, leave_of, rulebook
from placements.models import LeaverReturn, Placement, Post, Rate, Spell
from tests.factories import (
    JobTitleFactory,
    PlacementFactory,
    PostFactory,
    RateFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
STARTED = date(2026, 5, 4)
NUMBER = "SW12345"


def gathered(placement, known_at=None):
    [(_, stretches)] = gather([placement.pk], rulebook=rulebook(), judged_on=TODAY, known_at=known_at)
    return stretches


def proposed(authority, **changes):
    role = JobRole.objects.get(slug="senior_social_worker")
    usual = {"swe_number": NUMBER, "started_on": STARTED, "pay_type": "umbrella", "hourly_pay": Decimal("30.00")}
    proposal = Proposal(authority_id=authority.pk, job_role_id=role.pk, **usual | changes)
    return gather_proposal(proposal, rulebook=rulebook(), judged_on=TODAY)


def database_clock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_experience_is_read_from_the_authoritys_own_record_and_no_others(walsall, dudley, agreements):
    placement = PlacementFactory(authority=walsall, started_on=STARTED, worker__swe_number=NUMBER)
    SpellFactory(worker=placement.worker, from_on=date(2020, 1, 1), until_on=date(2023, 12, 31))
    elsewhere = WorkerFactory(authority=dudley, swe_number=NUMBER)
    SpellFactory(worker=elsewhere, from_on=date(2010, 1, 1), until_on=date(2019, 12, 31))
    theirs = PlacementFactory(authority=dudley, worker=elsewhere, started_on=STARTED)

    [own], [other] = gathered(placement), gathered(theirs)
    assert own.spells == (SpellWorked("local_authority", date(2020, 1, 1), date(2023, 12, 31), True),)
    assert [spell.from_on for spell in other.spells] == [date(2010, 1, 1)]


def test_a_proposal_reads_the_same_spells_and_none_where_the_record_is_not_to_be_read(walsall, dudley, agreements):
    SpellFactory(worker=WorkerFactory(authority=walsall, swe_number=NUMBER), from_on=date(2020, 1, 1))
    SpellFactory(worker=WorkerFactory(authority=dudley, swe_number=NUMBER), from_on=date(2010, 1, 1))

    assert [spell.from_on for spell in proposed(walsall)[0].spells] == [date(2020, 1, 1)]
    assert proposed(walsall, reads_record=False)[0].spells == ()


def test_what_is_on_record_of_a_placement_reaches_the_rules(walsall, agreements):
    recorded = {
        "notice_weeks": 3,
        "references_received": 2,
        "last_reference_on": date(2026, 4, 1),
        "reference_given_on": date(2026, 10, 1),
        "pqe_months": 40,
        "quality_record": False,
        "on_site_days": Decimal("2.5"),
        "project_team": True,
        "team_approved_on": date(2026, 4, 2),
        "team_cost_apart": True,
        "team_control_kept": False,
        "contractual_bar": True,
        "expected_end_on": date(2026, 12, 31),
    }
    [facts] = gathered(PlacementFactory(authority=walsall, started_on=STARTED, **recorded))

    assert {name: getattr(facts, name) for name in recorded} == recorded


def test_what_is_not_on_record_is_not_known(walsall, agreements):
    [facts] = gathered(PlacementFactory(authority=walsall, started_on=STARTED))

    names = ("notice_weeks", "references_received", "quality_record", "on_site_days", "project_team", "pqe_months")
    assert {getattr(facts, name) for name in names} == {None}
    assert (facts.spells, facts.substantive_notice_weeks) == ((), None)


def test_the_notice_of_staff_is_that_of_the_authority_and_role_on_the_day(walsall, dudley, agreements):
    SubstantiveNoticeFactory(authority=walsall, since=date(2026, 7, 1), weeks=2)
    SubstantiveNoticeFactory(authority=walsall, weeks=3)
    SubstantiveNoticeFactory(authority=walsall, weeks=9, job_role=JobRole.objects.get(slug="team_manager"))
    SubstantiveNoticeFactory(authority=dudley, weeks=8)

    stretches = gathered(PlacementFactory(authority=walsall, started_on=STARTED))

    assert [(facts.stretch_from, facts.substantive_notice_weeks) for facts in stretches] == [
        (STARTED, 3),
        (date(2026, 7, 1), 2),
    ]
    assert [facts.is_last_stretch for facts in stretches] == [False, True]


def test_notice_of_staff_follows_the_role_that_a_title_means(walsall, agreements):
    title = JobTitleFactory(authority=walsall, job_role=JobRole.objects.get(slug="senior_social_worker"))
    manager = JobRole.objects.get(slug="team_manager")
    JobTitleMapping.objects.create(job_title=title, job_role=manager, since=date(2026, 6, 1))
    SubstantiveNoticeFactory(authority=walsall, weeks=4)
    SubstantiveNoticeFactory(authority=walsall, weeks=12, job_role=manager)
    placement = PlacementFactory(authority=walsall, started_on=STARTED, job_title=title, job_role=None)

    assert [facts.substantive_notice_weeks for facts in gathered(placement)] == [4, 12]


CHANGES = {
    "the rate": lambda world: Rate.objects.update(hourly_pay=Decimal("99.00")),
    "another rate": lambda world: RateFactory(placement=world["placement"], since=date(2026, 7, 1)),
    "a rate taken away": lambda world: Rate.objects.all().delete(),
    "a spell amended": lambda world: Spell.objects.update(until_on=date(2022, 1, 1)),
    "a spell added": lambda world: SpellFactory(worker=world["placement"].worker, from_on=date(2012, 1, 1)),
    "a spell taken away": lambda world: Spell.objects.all().delete(),
    "a post added": lambda world: PostFactory(worker=world["elsewhere"], left_on=date(2026, 1, 31)),
    "a post amended": lambda world: Post.objects.update(reason="redundancy"),
    "a post taken away": lambda world: Post.objects.all().delete(),
    "leavers received": lambda world: LeaverReturn.objects.create(
        authority=world["dudley"], month=date(2026, 3, 1), nil=True
    ),
    "the notice of staff": lambda world: SubstantiveNoticeFactory(authority=world["walsall"], weeks=2),
    "a membership": lambda world: Membership.objects.filter(authority=world["dudley"]).update(
        until_on=date(2026, 3, 31)
    ),
    "what a title means": lambda world: JobTitleMapping.objects.create(
        job_title=world["title"], job_role=JobRole.objects.get(slug="team_manager"), since=date(2026, 6, 1)
    ),
    "a check": lambda world: Placement.objects.update(quality_record=True),
    "the start": lambda world: Placement.objects.update(started_on=date(2026, 4, 20)),
    "who the worker is": lambda world: Placement.objects.update(
        worker=WorkerFactory(authority=world["walsall"], swe_number="SW54321")
    ),
}


@pytest.fixture
def world(walsall, dudley, agreements):
    """A placement with a history: a post in Dudley, a spell in Walsall, a title that means a role."""
    title = JobTitleFactory(authority=walsall, job_role=JobRole.objects.get(slug="senior_social_worker"))
    placement = PlacementFactory(
        authority=walsall, worker__swe_number=NUMBER, started_on=STARTED, job_title=title, job_role=None
    )
    elsewhere = WorkerFactory(authority=dudley, swe_number=NUMBER)
    PostFactory(worker=elsewhere, left_on=date(2025, 1, 31))
    SpellFactory(worker=placement.worker, from_on=date(2020, 1, 1), until_on=date(2023, 12, 31))
    return {"placement": placement, "elsewhere": elsewhere, "title": title, "walsall": walsall, "dudley": dudley}


@pytest.mark.django_db(transaction=True)  # each change has its own moment only where it is its own transaction
@pytest.mark.parametrize("what", CHANGES)
def test_each_record_has_a_past_that_a_later_change_leaves_alone(what, world):
    before, then = gathered(world["placement"]), database_clock()

    CHANGES[what](world)

    assert gathered(world["placement"]) != before
    assert gathered(world["placement"], known_at=then) == before


@pytest.mark.django_db(transaction=True)
def test_a_placement_and_leave_are_known_from_the_moment_of_their_record(walsall, agreements):
    before = database_clock()
    placement = PlacementFactory(authority=walsall, started_on=STARTED)
    recorded = database_clock()
    exemption = Exemption.objects.create(
        placement=placement, clause="cap", kind="exemption", from_on=STARTED, until_on=TODAY, exit_plan="Recruit.",
        decided_by="Ben", decided_on=STARTED,
    )  # fmt: skip
    given = database_clock()
    exemption.delete()

    assert (list(every_placement(before)), list(every_placement(recorded))) == ([], [placement.pk])
    held = [leave_of([placement.pk], known_at=moment) for moment in (recorded, given, None)]
    assert [len(each[placement.pk]) for each in held] == [0, 1, 0]

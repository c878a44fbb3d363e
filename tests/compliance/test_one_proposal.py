"""One proposal's facts come in one statement, whatever the connection, and are those of a recorded placement."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from authorities.models import JobRole, JobTitleMapping, Membership
from compliance import queries
from compliance.gather import Proposal, gather, gather_proposal
from compliance.one_proposal import rows_of
from placements.models import LeaverReturn, Spell, SubstantiveNotice
from tests.factories import JobTitleFactory, PlacementFactory, PostFactory, WorkerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
START = date(2026, 11, 23)


@pytest.fixture
def proposal(walsall, dudley, agreements):
    """A worker with a post in Dudley and a spell on Walsall's record, for a title that Walsall has mapped."""
    role = JobRole.objects.get(region__code="E12000005", slug="senior_social_worker")
    title = JobTitleFactory(authority=walsall, title="Senior")
    JobTitleMapping.objects.create(job_title=title, job_role=role, since=date(2020, 1, 1))
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW777"), left_on=date(2025, 3, 31))
    worker = WorkerFactory(authority=walsall, swe_number="SW777")
    Spell.objects.create(worker=worker, setting="local_authority", from_on=date(2019, 1, 1), until_on=None)
    SubstantiveNotice.objects.create(authority=walsall, job_role=role, since=date(2024, 1, 1), weeks=8)
    for authority in (walsall, dudley):
        LeaverReturn.objects.create(authority=authority, month=date(2026, 9, 1), nil=True)
    return Proposal(walsall.pk, "SW777", START, "umbrella", Decimal("33.00"), None, title.pk, "Senior")


def facts_of(proposal):
    return gather_proposal(proposal, rulebook=queries.rulebook(), judged_on=TODAY)


def without_the_ground(facts):
    """A stretch without the region's memory of what it was asked."""
    return facts._replace(region=facts.region.code)


def test_the_facts_are_those_of_the_placement_once_it_is_recorded(proposal, walsall):
    recorded = PlacementFactory(
        authority=walsall, worker=walsall.workers.get(swe_number="SW777"), job_title_id=proposal.job_title_id,
        job_role=None, started_on=START, hours_per_week=None, offered_hourly_pay=None,
        rate__hourly_pay=Decimal("33.00"),
    )  # fmt: skip

    [(_, saved)] = gather([recorded.pk], rulebook=queries.rulebook(), judged_on=TODAY)
    [unsaved] = facts_of(proposal)

    own = dict.fromkeys(("notice_weeks", "references_received", "last_reference_on", "pqe_months"))
    assert without_the_ground(unsaved) == without_the_ground(saved[0])._replace(**own, project_team=None)
    assert unsaved.spells
    assert unsaved.posts
    assert unsaved.substantive_notice_weeks == 8


def test_members_and_their_leavers_are_those_of_the_region(proposal, walsall, dudley):
    [facts] = facts_of(proposal)

    assert {member.authority for member in facts.region.members} == set(
        Membership.objects.values_list("authority", flat=True)
    )
    sent = {member.authority: member.months_sent for member in facts.region.members}
    assert sent[dudley.pk] == {(2026, 9)}


def test_leavers_are_read_as_far_back_as_the_longest_wait_looks(proposal, dudley):
    book = queries.rulebook()
    assert book.longest_wait == 12
    LeaverReturn.objects.create(authority=dudley, month=date(2025, 10, 1), nil=True)
    LeaverReturn.objects.create(authority=dudley, month=date(2025, 9, 1), nil=True)

    [facts] = facts_of(proposal)

    [sent] = [member.months_sent for member in facts.region.members if member.authority == dudley.pk]
    assert sent == {(2025, 10), (2026, 9)}


def test_a_pooled_connection_that_keeps_no_plans_reads_the_same(proposal, monkeypatch):
    planned = [without_the_ground(facts) for facts in facts_of(proposal)]
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    assert [without_the_ground(facts) for facts in facts_of(proposal)] == planned


def test_the_plan_is_made_once_for_a_connection(proposal, django_assert_num_queries):
    asked = {"authority_id": proposal.authority_id, "keys": [], "job_title_id": None, "job_role_id": None}
    rows_of(**asked, since=START)

    with django_assert_num_queries(1):
        found = rows_of(**asked, since=START)
    assert (found["posts"], found["spells"], found["mappings"]) == ([], [], [])


def test_an_answer_takes_two_queries(proposal, django_assert_num_queries):
    queries.answer(proposal=proposal, judged_on=TODAY)

    with django_assert_num_queries(2):
        queries.answer(proposal=proposal, judged_on=TODAY)


def test_who_may_not_read_the_record_is_answered_without_it(proposal):
    [facts] = facts_of(proposal._replace(reads_record=False))

    assert facts.spells == ()
    assert facts.posts

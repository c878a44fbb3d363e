"""Facts are gathered in a fixed number of queries and cut where anything they rest on changes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from authorities.models import JobRole, JobTitleMapping, Membership
from compliance.gather import Proposal, gather, gather_proposal
from compliance.queries import rulebook
from placements.models import LeaverReturn
from tests.factories import JobTitleFactory, PlacementFactory, PostFactory, RateFactory, WorkerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def gathered(*placements, judged_on=TODAY):
    return list(gather([p.pk for p in placements], rulebook=rulebook(), judged_on=judged_on))


def spans(placement, **options):
    [(_, stretches)] = gathered(placement, **options)
    return [(facts.stretch_from, facts.stretch_until) for facts in stretches]


def test_a_placement_without_changes_is_one_open_stretch(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))

    assert spans(placement) == [(date(2026, 5, 4), None)]


def test_a_rate_change_cuts_the_stretch_on_its_day(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4), ended_on=date(2026, 9, 30))
    RateFactory(placement=placement, since=date(2026, 7, 1), hourly_pay=Decimal("31.00"))

    [(_, [before, after])] = gathered(placement)
    assert (before.stretch_until, before.hourly_pay) == (date(2026, 6, 30), Decimal("30.00"))
    assert (after.stretch_from, after.stretch_until) == (date(2026, 7, 1), date(2026, 9, 30))
    assert after.hourly_pay == Decimal("31.00")


def test_a_cap_that_changes_in_the_middle_cuts_the_stretch(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 3, 2))

    assert spans(placement) == [(date(2026, 3, 2), date(2026, 3, 31)), (date(2026, 4, 1), None)]


def test_a_stretch_that_has_not_begun_by_the_day_of_judgement_is_left_out(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 3, 2))

    assert spans(placement, judged_on=date(2026, 3, 31)) == [(date(2026, 3, 2), date(2026, 3, 31))]
    assert len(spans(placement, judged_on=date(2026, 4, 1))) == 2


def test_the_first_stretch_of_a_placement_yet_to_start_is_always_there(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2027, 1, 4))

    assert spans(placement) == [(date(2027, 1, 4), None)]


def test_a_one_day_placement_is_one_stretch(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 4, 1), ended_on=date(2026, 4, 1))

    assert spans(placement) == [(date(2026, 4, 1), date(2026, 4, 1))]


def test_a_change_on_the_day_after_the_end_cuts_nothing(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 3, 2), ended_on=date(2026, 3, 31))
    RateFactory(placement=placement, since=date(2026, 4, 1))

    assert spans(placement) == [(date(2026, 3, 2), date(2026, 3, 31))]


def test_a_job_title_means_the_role_of_its_day(walsall, agreements):
    title = JobTitleFactory(authority=walsall, job_role=JobRole.objects.get(slug="social_worker"))
    JobTitleMapping.objects.create(
        job_title=title, job_role=JobRole.objects.get(slug="team_manager"), since=date(2026, 6, 1)
    )
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4), job_title=title, job_role=None)

    [(_, stretches)] = gathered(placement)
    assert [(f.role, f.stretch_from) for f in stretches] == [
        ("social_worker", date(2026, 5, 4)),
        ("team_manager", date(2026, 6, 1)),
    ]


def test_an_unmapped_title_leaves_the_role_empty(walsall, agreements):
    title = JobTitleFactory(authority=walsall, title="Community Navigator")
    placement = PlacementFactory(authority=walsall, job_title=title, job_role=None)

    [(_, [facts, *_])] = gathered(placement)
    assert (facts.role, facts.job_title) == ("", "Community Navigator")


def test_the_first_rate_holds_from_the_start_even_when_its_day_is_later(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4), rate__since=date(2026, 5, 11))

    [(_, [facts])] = gathered(placement)
    assert facts.hourly_pay == Decimal("30.00")


def test_a_placement_without_a_rate_has_no_pay(walsall, agreements):
    placement = PlacementFactory(authority=walsall, rate=False)

    [(_, [facts, *_])] = gathered(placement)
    assert facts.hourly_pay is None


def test_posts_of_the_same_person_meet_across_authorities(walsall, dudley, agreements):
    elsewhere = WorkerFactory(authority=dudley, swe_number="SW12345")
    PostFactory(worker=elsewhere, left_on=date(2026, 1, 31))
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW54321"), left_on=date(2026, 1, 31))
    placement = PlacementFactory(authority=walsall, worker__swe_number="SW12345")

    [(_, [facts, *_])] = gathered(placement)
    assert [(post.employer, post.left_on) for post in facts.posts] == [(dudley.pk, date(2026, 1, 31))]


def test_a_membership_that_ends_cuts_the_stretch(walsall, agreements):
    Membership.objects.filter(authority=walsall).update(until_on=date(2026, 6, 30))
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))

    assert spans(placement) == [(date(2026, 5, 4), date(2026, 6, 30)), (date(2026, 7, 1), None)]


def test_leavers_received_are_known_by_month(walsall, dudley, agreements):
    LeaverReturn.objects.create(authority=dudley, month=date(2026, 10, 1), nil=True)
    placement = PlacementFactory(authority=walsall)

    [(_, [facts, *_])] = gathered(placement)
    sent = {member.authority: member.months_sent for member in facts.region.members}
    assert sent[dudley.pk] == {(2026, 10)}
    assert sent[walsall.pk] == frozenset()


def test_a_proposal_and_the_placement_recorded_from_it_give_the_same_facts(walsall, agreements):
    role = JobRole.objects.get(slug="senior_social_worker")
    placement = PlacementFactory(authority=walsall, worker__swe_number="SW12345", job_role=role)
    proposal = Proposal(
        authority_id=walsall.pk,
        swe_number="sw12345 ",
        started_on=placement.started_on,
        pay_type="umbrella",
        hourly_pay=Decimal("30.00"),
        job_role_id=role.pk,
        hours_per_week=Decimal("37.00"),
    )

    [(_, recorded)] = gathered(placement)
    assert gather_proposal(proposal, rulebook=rulebook(), judged_on=TODAY) == recorded


@pytest.mark.parametrize("many", [1, 40])
def test_gathering_takes_nine_queries_however_many_placements(many, walsall, agreements, django_assert_num_queries):
    placements = [PlacementFactory(authority=walsall) for _ in range(many)]
    book = rulebook()

    with django_assert_num_queries(9):
        assert len(list(gather([p.pk for p in placements], rulebook=book, judged_on=TODAY))) == many


@pytest.mark.django_db(transaction=True)
def test_what_was_known_then_is_gathered_from_the_revisions(walsall, agreements):
    placement = PlacementFactory(authority=walsall, started_on=date(2026, 5, 4))
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [then] = cursor.fetchone()
    placement.rates.update(hourly_pay=Decimal("99.00"))
    RateFactory(placement=placement, since=date(2026, 6, 1))

    [(_, now)] = gathered(placement)
    [(_, known_then)] = list(gather([placement.pk], rulebook=rulebook(), judged_on=TODAY, known_at=then))
    assert [facts.hourly_pay for facts in now] == [Decimal("99.00"), Decimal("30.00")]
    assert [facts.hourly_pay for facts in known_then] == [Decimal("30.00")]

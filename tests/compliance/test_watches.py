"""Watching a worker until they are free: asked again, told, slowed, ended, and nothing kept that is not needed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from authorities import jobs, sealing
from authorities.models import Job, JobRole, LookUp
from authorities.refusal import Refused
from compliance import actions, queries, tasks
from compliance.actions import watches
from compliance.gather import Proposal
from compliance.models import Watch
from compliance.watches import reads
from placements.actions import rotate_match_key
from placements.matching import match_key
from placements.models import Change, LeaverReturn, PayType
from reports.subject_access.gathered import everything_about
from tests.factories import PostFactory, WorkerFactory
from tests.real_worker import wait_for, worker

NUMBER = "SW900001"
NOVEMBER, FREE = date(2026, 11, 20), date(2027, 1, 16)


@pytest.fixture
def november():
    with time_machine.travel(f"{NOVEMBER}T12:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def left(november, agreements, dudley):
    """Left Dudley's staff on 15 January 2026: free under both regimes from 16 January 2027."""
    Change.objects.all().delete()  # that the agreements were published has been seen to
    return PostFactory(worker=WorkerFactory(authority=dudley, swe_number=NUMBER), left_on=date(2026, 1, 15))


@pytest.fixture
def everybody_sent(left, west_midlands):
    """Every member has sent its leavers of each month until the free day."""
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(26)]
    for membership in west_midlands.memberships.all():
        for month in months:
            LeaverReturn.objects.get_or_create(authority=membership.authority, month=month, nil=True)


@pytest.fixture
def proposal(walsall, left):
    role = JobRole.objects.get(slug="senior_social_worker")
    return Proposal(walsall.pk, NUMBER, date(2026, 12, 1), PayType.UMBRELLA, 30, job_role_id=role.pk)


def begin(proposal, by):
    answer = queries.answer(proposal=proposal, judged_on=NOVEMBER)
    return watches.watch(proposal=proposal, answer=answer, purpose="engage", by=by)


@pytest.fixture
def watched(proposal, asha):
    return begin(proposal, asha)


def again(watched):
    watched.refresh_from_db()
    return watched


def test_a_watch_keeps_the_number_sealed_and_says_it_to_its_own_authority(watched, asha, ben, cara, hugo):
    assert NUMBER not in watched.sealed_number
    assert (watched.free_on, watched.expires_on) == (FREE, date(2027, 12, 20))
    assert [reads.number_of(each) for each in reads.watches_of(asha)] == [NUMBER]
    assert reads.watches_of(ben).count() == 1
    assert not reads.watches_of(cara)
    assert not reads.watches_of(hugo)


def test_only_what_waiting_cures_can_be_waited_for(proposal, asha, left):
    left.delete()

    with pytest.raises(Refused, match="no day from which they are free"):
        begin(proposal, asha)


def test_watching_the_same_worker_again_asks_the_newest_question(proposal, asha, watched):
    later = begin(proposal._replace(started_on=date(2026, 12, 15)), asha)

    assert list(Watch.objects.open()) == [later]
    assert again(watched).sealed_number == ""


def test_so_many_may_be_open(proposal, asha, watched, monkeypatch, dudley):
    monkeypatch.setattr(watches, "MOST_OPEN", 1)
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number="SW900002"), left_on=date(2026, 1, 15))

    with pytest.raises(Refused, match="You already watch 1 workers"):
        begin(proposal._replace(swe_number="SW900002"), asha)


def test_nothing_is_asked_before_the_free_day_and_home_tells_of_it_on_that_day(
    watched, everybody_sent, asha, cara, november
):
    assert tasks.ask_watches() == "0 asked again"
    assert list(reads.to_do(asha, NOVEMBER)) == []

    november.move_to(f"{FREE}T03:00:00Z")
    assert tasks.ask_watches() == "1 asked again"
    assert (again(watched).answer, watched.told_on) == ("yes", FREE)
    [task] = reads.to_do(asha, FREE)
    assert (task.text, task.count, task.since_on) == ("Look at workers whose free date has come", 1, FREE)
    assert list(reads.to_do(cara, FREE)) == []
    assert tasks.ask_watches() == "0 asked again"


def test_a_later_leaving_day_moves_the_free_day_as_soon_as_it_is_known(watched, left):
    left.left_on = date(2026, 3, 10)
    left.save()
    Change.objects.create(match_key=match_key(NUMBER))

    tasks.assess_stale()

    assert (again(watched).free_on, watched.told_on) == (date(2027, 3, 11), None)


def test_an_answer_that_is_no_longer_a_day_is_told_at_once(watched, left, asha):
    left.left_on = None
    left.save()
    Change.objects.create(match_key=match_key(NUMBER))
    tasks.assess_stale()

    assert (again(watched).answer, watched.told_on) == ("cannot_tell", NOVEMBER)
    assert len(list(reads.to_do(asha, NOVEMBER))) == 1


def test_what_changes_about_others_asks_nothing(watched):
    Change.objects.create(match_key=match_key("SW900002"))
    tasks.assess_stale()
    assert LookUp.objects.count() == 0

    Change.objects.create()  # everybody: an agreement was published
    tasks.assess_stale()
    assert LookUp.objects.count() == 1


def test_asking_again_is_a_look_up_of_whoever_waits_and_is_limited_like_one(watched, asha, monkeypatch):
    Change.objects.create(match_key=match_key(NUMBER))
    tasks.assess_stale()
    found = LookUp.objects.get()
    assert (found.by, found.channel, found.purpose) == (asha, "watch", "engage")

    monkeypatch.setitem(settings.LOOK_UPS, "person", {"hour": 1, "day": 1})
    LookUp.objects.update(starts_on=NOVEMBER)
    asked_at = again(watched).asked_at
    Change.objects.create(match_key=match_key(NUMBER))
    tasks.assess_stale()
    assert again(watched).asked_at == asked_at


def test_it_is_asked_by_nobody_who_has_left(watched, asha):
    asha.appointments.update(until_on=NOVEMBER - timedelta(days=1))
    Change.objects.create(match_key=match_key(NUMBER))
    tasks.assess_stale()

    assert again(watched).ended_at
    assert not LookUp.objects.exists()


@pytest.mark.parametrize(
    ("told_on", "day", "over"),
    [
        (None, date(2027, 12, 20), False),
        (None, date(2027, 12, 21), True),
        (date(2027, 1, 16), date(2027, 2, 15), False),
        (date(2027, 1, 16), date(2027, 2, 16), True),
    ],
)
def test_it_ends_by_itself_and_the_number_goes_with_it(watched, november, asha, told_on, day, over):
    Watch.objects.update(told_on=told_on, free_on=date(2028, 1, 1))
    november.move_to(f"{day}T03:00:00Z")
    tasks.ask_watches()

    assert bool(again(watched).ended_at) == over
    assert bool(watched.sealed_number) != over


def test_the_sweep_deletes_it_thirty_days_after_its_end(watched, asha):
    watches.end_watch(watch=watched, by=asha)
    assert again(watched).sealed_number == ""
    Watch.objects.update(ended_at=timezone.now() - timedelta(days=31))
    actions.keep_to_schedule(on=NOVEMBER)

    assert not Watch.objects.exists()


def test_a_record_that_is_pseudonymised_leaves_no_watch_with_its_number(watched, walsall):
    record = WorkerFactory(authority=walsall, swe_number=NUMBER)
    actions.retire(workers=[record.pk], on=NOVEMBER)

    assert not Watch.objects.exists()


def test_a_worker_is_told_that_they_are_waited_for(watched, walsall, dudley):
    told = everything_about(WorkerFactory(authority=walsall, swe_number=NUMBER), on=NOVEMBER)
    [row] = next(each["rows"] for each in told["sections"] if each["kind"] == "compliance.Watch")
    assert (row["by"], row["free_on"]) == ("HR officer", "2027-01-16")

    elsewhere = everything_about(WorkerFactory(authority=dudley, swe_number=NUMBER), on=NOVEMBER)
    assert [each["rows"] for each in elsewhere["sections"] if each["kind"] == "compliance.Watch"] == [[]]


def test_a_new_match_key_is_the_watch_s_too(watched, settings):
    settings.MATCH_KEYS_OLD = (settings.MATCH_KEY,)
    settings.MATCH_KEY = b"another key of enough letters"
    rotate_match_key()

    assert again(watched).match_key == match_key(NUMBER)


def test_a_number_that_nobody_can_unseal_ends_the_watch(watched, settings):
    settings.SECRET_KEY = "another" * 10
    Change.objects.create(match_key=match_key(NUMBER))
    tasks.assess_stale()

    assert again(watched).ended_at


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_asks_again(broker, agreements, walsall, dudley, asha):
    today = timezone.localdate()
    PostFactory(worker=WorkerFactory(authority=dudley, swe_number=NUMBER), left_on=today - timedelta(days=100))
    role = JobRole.objects.get(slug="senior_social_worker")
    asked = Proposal(walsall.pk, NUMBER, today, PayType.UMBRELLA, 30, job_role_id=role.pk)
    begun = watches.watch(
        proposal=asked, answer=queries.answer(proposal=asked, judged_on=today), purpose="engage", by=asha
    )
    Watch.objects.update(free_on=today)
    with worker(broker):
        job = jobs.enqueue(name="ask_watches", slot="a-night")
        done = wait_for(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).first())

    assert done.note == "1 asked again"
    assert again(begun).free_on > today
    assert sealing.unseal(begun.sealed_number) == NUMBER

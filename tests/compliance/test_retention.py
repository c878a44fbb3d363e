"""The retention schedule: what is past its time goes, on its day; what is held stays; and each step is certified."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.core.management import CommandError, call_command
from django.db import InternalError, transaction
from knox.models import AuthToken

from authorities.look_ups.models import LookUp
from authorities.models import LogRead
from authorities.outbox.models import Mail
from authorities.wall.standing import working
from compliance import actions, tasks
from compliance.actions.retention import ROWS
from compliance.models import Certificate, Watch
from compliance.parameters import Rulebook
from compliance.retention import due, schedule
from compliance.retention.models import digest
from compliance.retention.schedule import SCHEDULE, SWEPT
from placements.models import Correction, Hold, ImportRun, ParkedRow, RecordLink, Worker
from tests.factories import PlacementFactory, PostFactory, WatchFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("agreements")
ENDED = date(2024, 11, 20)
LAST_DAY = date(2026, 11, 20)  # twelve months for the longest window, twelve more
NEXT_DAY = LAST_DAY + timedelta(days=1)


@pytest.fixture
def worker(walsall):
    worker = WorkerFactory(authority=walsall, swe_number="SW911111", name="Wanda Walsall")
    PlacementFactory(authority=walsall, worker=worker, started_on=date(2024, 1, 1), ended_on=ENDED)
    return worker


def named(worker):
    worker.refresh_from_db()
    return worker.swe_number == "SW911111"


def test_a_record_goes_the_day_after_its_time_and_not_on_the_last_day(worker):
    assert actions.keep_to_schedule(on=LAST_DAY) == []
    assert named(worker)

    [certificate] = actions.keep_to_schedule(on=NEXT_DAY)

    assert not named(worker)
    assert worker.pseudonymised_on == NEXT_DAY
    assert certificate.authority == worker.authority
    content = certificate.content
    assert (content["number_of_records"], content["cutoff"], content["held"]) == (1, "2024-11-21", 0)
    assert content["kept"].startswith("24 months")
    assert content["rows_by_table"]["placements_worker"] == 1
    assert "SW911111" not in str(content)


@pytest.mark.parametrize(
    "later",
    [
        lambda w: PlacementFactory(authority=w.authority, worker=w, started_on=date(2024, 1, 1)),
        lambda w: PlacementFactory(
            authority=w.authority, worker=w, started_on=ENDED, ended_on=ENDED + timedelta(days=1)
        ),
        lambda w: PostFactory(worker=w, left_on=ENDED + timedelta(days=1)),
        lambda w: PostFactory(worker=w, from_on=date(2020, 1, 1)),
        lambda w: Correction.objects.create(worker=w, text="My name is wrong."),
    ],
)
def test_a_record_that_is_still_needed_stays(worker, later):
    later(worker)

    assert actions.keep_to_schedule(on=NEXT_DAY) == []
    assert named(worker)


def test_a_record_without_placement_or_post_goes_by_its_last_change(walsall):
    with time_machine.travel(datetime(2024, 11, 20, 12, tzinfo=UTC)):
        WorkerFactory(authority=walsall, swe_number="SW911111")
    Worker.pgh_event_model.objects.update(pgh_created_at=datetime(2024, 11, 20, 12, tzinfo=UTC))

    assert list(due.workers_due(LAST_DAY, 12)) == []
    assert due.workers_due(NEXT_DAY, 12).count() == 1


def test_a_held_record_is_left_alone_and_counted_until_the_hold_is_over(worker, asha):
    other = WorkerFactory(authority=worker.authority, swe_number="SW922222")
    PlacementFactory(authority=worker.authority, worker=other, started_on=date(2024, 1, 1), ended_on=ENDED)
    Hold.objects.create(worker=worker, why="A claim before the tribunal.", until_on=NEXT_DAY, placed_by=asha)

    [certificate] = actions.keep_to_schedule(on=NEXT_DAY)

    assert named(worker)
    assert (certificate.content["number_of_records"], certificate.content["held"]) == (1, 1)
    [certificate] = actions.keep_to_schedule(on=NEXT_DAY + timedelta(days=1))
    assert not named(worker)


def test_the_worker_does_it_behind_the_wall_by_a_role_that_owns_nothing(worker, rows):
    with working():
        made = actions.keep_to_schedule(on=date(2028, 6, 1))

    assert not named(worker)
    # The link has gone with the record that it led to.
    assert {each.purpose for each in made} == {line.slug for line in SCHEDULE if line.done_by == SWEPT} - {
        schedule.LINKS
    }


def test_the_nightly_task_says_how_much_was_done(worker):
    with time_machine.travel(datetime(2026, 11, 21, 3, tzinfo=UTC)):
        assert tasks.keep_to_schedule() == "1 record, 1 certificate"
        assert tasks.keep_to_schedule() == "0 records, 0 certificates"


def test_what_is_done_is_not_due_again(worker):
    actions.keep_to_schedule(on=NEXT_DAY)

    assert actions.keep_to_schedule(on=NEXT_DAY) == []


def test_a_sweep_that_is_killed_leaves_whole_records_and_the_next_does_the_rest(worker, walsall):
    for number in ("SW922222", "SW933333"):
        other = WorkerFactory(authority=walsall, swe_number=number)
        PlacementFactory(authority=walsall, worker=other, started_on=date(2024, 1, 1), ended_on=ENDED)

    def killed(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.keep_to_schedule(on=NEXT_DAY, batch=1, progress=killed)
    assert Worker.objects.filter(pseudonymised_on__isnull=False).count() == Certificate.objects.count() == 1

    assert len(actions.keep_to_schedule(on=NEXT_DAY, batch=1)) == 2
    assert not Worker.objects.filter(pseudonymised_on__isnull=True).exists()


def test_nothing_goes_while_no_agreement_says_how_far_back_it_looks(worker, monkeypatch):
    monkeypatch.setattr("compliance.actions.retention.rulebook", lambda: Rulebook([]))

    assert actions.keep_to_schedule(on=NEXT_DAY) == []


def test_certificates_of_an_authority_are_chained_and_can_be_checked(worker, dudley):
    elsewhere = WorkerFactory(authority=dudley)
    PlacementFactory(authority=dudley, worker=elsewhere, started_on=date(2024, 1, 1), ended_on=ENDED)
    other = WorkerFactory(authority=worker.authority)
    PlacementFactory(authority=worker.authority, worker=other, started_on=date(2024, 1, 1), ended_on=ENDED)

    made = actions.keep_to_schedule(on=NEXT_DAY, batch=1)

    first, second = [each for each in made if each.authority == worker.authority]
    [apart] = [each for each in made if each.authority == dudley]
    assert second.content["before"] == first.sha256
    assert apart.content["before"] is None
    assert all(each.is_sound() for each in Certificate.objects.all())
    assert digest(first.content | {"number_of_records": 2}) != first.sha256


def test_a_certificate_can_be_neither_changed_nor_deleted(worker):
    [certificate] = actions.keep_to_schedule(on=NEXT_DAY)

    with pytest.raises(InternalError), transaction.atomic():
        Certificate.objects.update(purpose="another")
    with pytest.raises(InternalError), transaction.atomic():
        certificate.delete()


@pytest.fixture
def rows(walsall, asha, worker):
    """A settled row, a waiting one, a link, a key, an e-mail, a watch that ended: whose time begins on 1 January."""
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    run = ImportRun.objects.create(kind="hours", authority=walsall, file_name="wanda.csv", sha256="", by=asha)
    ImportRun.objects.update(at=at)
    common = {"run": run, "row_number": 2, "reason": "Wrong.", "remedy": "Mend it.", "row": {}, "row_sha256": ""}
    ParkedRow.objects.create(**common, settled_at=at)
    ParkedRow.objects.create(**common)
    RecordLink.objects.create(authority=walsall, worker=worker, token_sha256="0" * 64, made_by=asha, expires_at=at)
    AccessAttempt.objects.create(username="asha@example.org", failures_since_start=1)
    AccessLog.objects.create(username="asha@example.org")
    for model in (AccessAttempt, AccessLog):
        model.objects.update(attempt_time=at)
    asked = {"match_key": worker.match_key, "starts_on": at, "purpose": "engage", "channel": "page"}
    LookUp.objects.create(by=asha, authority=walsall, at=at, **asked)
    LogRead.objects.create(at=at, by_id=asha.pk, authority_id=walsall.pk, via="placement", ids="", method="GET")
    AuthToken.objects.create(asha)
    AuthToken.objects.update(expiry=at)
    Mail.objects.create(kind="digest", to="asha@example.org", subject="To do", made_at=at)
    WatchFactory(authority=walsall, by=asha, sealed_number="", ended_at=at)
    return run


LEFT = {
    schedule.SETTLED: lambda: ParkedRow.objects.filter(settled_at__isnull=False).count(),
    schedule.WAITING: lambda: ParkedRow.objects.filter(settled_at__isnull=True).count(),
    schedule.FILES: lambda: ImportRun.objects.exclude(file_name="").count(),
    schedule.LOOK_UPS: LookUp.objects.count,
    schedule.READS: lambda: LogRead.objects.filter(at__year=2026, at__month=1).count(),
    schedule.LINKS: RecordLink.objects.count,
    schedule.ATTEMPTS: lambda: AccessAttempt.objects.count() + AccessLog.objects.count(),
    schedule.KEYS: lambda: AuthToken.objects.count(),
    schedule.MAILS: lambda: Mail.objects.count(),
    schedule.WATCHES: lambda: Watch.objects.count(),
}


@pytest.mark.parametrize("slug", LEFT)
def test_rows_go_on_their_day_and_not_before(rows, slug):
    last = date(2026, 1, 1) + schedule.kept_for(slug)
    before = LEFT[slug]()
    actions.keep_to_schedule(on=last)
    assert LEFT[slug]() == before

    made = actions.keep_to_schedule(on=last + timedelta(days=1))

    assert LEFT[slug]() == 0
    assert slug in {each.purpose for each in made}


def pseudonymise(*options):
    out = StringIO()
    call_command("pseudonymise", "--authority", "335", "--swe", "SW911111", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def test_a_record_is_pseudonymised_before_its_time_upon_request_and_not_by_mistake(worker):
    with time_machine.travel(datetime(2024, 12, 1, 12, tzinfo=UTC)):
        with pytest.raises(CommandError, match="Add --yes"):
            pseudonymise()
        assert named(worker)

        assert pseudonymise("--yes")["upon_request"] is True
    assert not named(worker)


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (
            lambda w: PlacementFactory(authority=w.authority, worker=w, started_on=date(2024, 1, 1)),
            "A placement goes on",
        ),
        (lambda w: PostFactory(worker=w, from_on=date(2020, 1, 1)), "A post goes on"),
        (lambda w: Correction.objects.create(worker=w, text="Wrong."), "A request for correction waits"),
    ],
)
def test_what_is_still_needed_is_not_pseudonymised_upon_request(worker, because, said):
    because(worker)

    with pytest.raises(CommandError, match=said):
        pseudonymise("--yes")
    assert named(worker)


def test_every_line_of_the_schedule_that_is_swept_has_its_sweep():
    swept = {line.slug for line in SCHEDULE if line.done_by == SWEPT}

    assert swept == {rows.slug for rows in ROWS} | {schedule.WORKERS}
    assert len(schedule.BY_SLUG) == len(SCHEDULE)

"""One of everything that the portal lists, to be had many times over."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from authorities.look_ups.models import SLOWED, LookUp
from authorities.models import (
    Appointment,
    Invitation,
    Job,
    JobRole,
    LogEntry,
    LogRead,
    Mail,
)
from compliance.actions import assess
from compliance.models import Certificate, DueItem, Finding, Met
from placements.models import Correction, ImportRun, ParkedRow, SearchText, TeamMember
from reports.models import Edition
from tests.compliance.what_if.test_reads import drafted
from tests.factories import (
    JobTitleFactory,
    PersonFactory,
    PlacementFactory,
    PostFactory,
    ProjectTeamFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    WatchFactory,
    WorkerFactory,
)
from tests.multiplied import FIRST, multiply, no_triggers
from tests.placements.sending import checked_file, said_columns
from tests.published_and_asked import versions, what_if

TODAY = date(2026, 11, 20)
BESIDE = f"{FIRST} + n"
# Of a row that hangs on another of the same number, and of a second one that hangs there too.
OF_WORKER, OF_PLACEMENT, OF_PERSON = {"worker_id": BESIDE}, {"placement_id": BESIDE}, {"person_id": BESIDE}
SECOND = f"{FIRST} + 500000 + n"
# Of these there are no more: a report is built each month, few are in a team and on their own, nobody has worked in so
# many places, and an authority seldom changes the notice of its staff.
MONTHS, BOTH_WAYS, PLACES, NOTICES = 100, 20, 100, 100
KEYED = "md5(n::text) || md5((n + 1)::text)"


class Listed:
    """Rows to multiply, each with what its copies have of their own, and how many there may be where that is few."""

    def __init__(self, people, authority, supplier, region):
        self.people, self.authority, self.supplier, self.region = people, authority, supplier, region
        self.role = JobRole.objects.get(slug="senior_social_worker")
        drafted(people["dev"], value="32.00", publish=True)
        self.draft = versions(people["dev"])["unpublished"]
        self.worker = WorkerFactory(authority=authority, name="Wanda")
        self.placed, self.singly = self._placed("T", in_team=True), self._placed("S", in_team=False)
        self.to_come = PlacementFactory(authority=authority, worker=self.worker, started_on=date(2026, 12, 1))
        self.team = ProjectTeamFactory(authority=authority, supplier=supplier)
        self.title = JobTitleFactory(authority=authority, job_role=self.role)
        self.batch = RegisterCheckFactory(worker=self.worker, asked_by=people["asha"])
        self.asked = what_if(people["dev"], region)
        assess(reason="asked", judged_on=TODAY)
        self.rows = [*self._engaged(), *self._about_workers(), *self._of_the_authority(), *self._of_the_portal()]

    def _placed(self, reference, *, in_team):
        return PlacementFactory(
            authority=self.authority, worker=self.worker, supplier=self.supplier, reference=reference,
            rate__hourly_pay=60, project_team=in_team, job_role=self.role, started_on=date(2026, 3, 2),
        )  # fmt: skip

    def _engaged(self):
        """Workers, their placements in a team and singly, and what was found of those in a team."""
        yield self.worker, {"swe_number": "'SW' || (200000 + n)", "match_key": KEYED}
        yield self.placed, OF_WORKER | {"reference": "'TEAM-' || n"}
        yield self.singly, OF_WORKER | {"id": SECOND, "reference": "'SINGLY-' || n"}, BOTH_WAYS
        yield self.placed.rates.get(), OF_PLACEMENT
        yield self.singly.rates.get(), {"id": SECOND, "placement_id": SECOND}, BOTH_WAYS
        yield SearchText.objects.get(placement=None), OF_WORKER
        yield SearchText.objects.get(placement=self.placed), OF_WORKER | OF_PLACEMENT | {"id": SECOND}
        yield Finding.objects.filter(verdict="breach", placement=self.placed).first(), OF_PLACEMENT
        yield Met.objects.get(placement=self.placed), OF_PLACEMENT
        yield DueItem.objects.filter(placement=self.to_come, rule="references").first(), OF_PLACEMENT
        yield self.team, {"name": "'Many ' || n"}
        member = TeamMember.objects.create(authority=self.authority, team=self.team, placement=self.placed)
        yield member, OF_PLACEMENT

    def _about_workers(self):
        """What is on record of one worker, or of one for each."""
        asha = self.people["asha"]
        yield SpellFactory(worker=self.worker, employer="A council"), {"from_on": "one.from_on + n"}, PLACES
        yield ReferenceFactory(placement=self.placed), {"who": "'Referee ' || n"}
        yield self.batch, OF_WORKER
        waits = {"checked_on": None, "checked_by": None, "found": None}
        waiting = RegisterCheckFactory(worker=self.worker, asked_by=asha, **waits)
        yield waiting, OF_WORKER | {"id": SECOND, "batch": "gen_random_uuid()"}
        yield PostFactory(worker=self.worker, left_on=date(2026, 10, 15)), OF_WORKER
        yield Correction.objects.create(worker=self.worker, text="Please"), OF_WORKER
        yield WatchFactory(authority=self.authority, by=asha, job_role=self.role), {"match_key": KEYED}

    def _of_the_authority(self):
        """What an authority keeps of its own."""
        asha, authority = self.people["asha"], self.authority
        yield self.title, {"title": "'Title ' || n"}
        yield self.title.mappings.get(), {"job_title_id": BESIDE}
        yield SubstantiveNoticeFactory(authority=authority), {"since": "one.since + n"}, NOTICES
        run = ImportRun.objects.create(kind="hours", authority=authority, file_name="f", sha256="", by=asha)
        why = {"reason": "Wrong.", "remedy": "Mend it.", "row_sha256": ""}
        yield ParkedRow.objects.create(run=run, row_number=1, row={}, **why), {"row_number": "n"}
        yield checked_file(authority, by=asha), {"file_name": "'file-' || n"}
        said_columns(authority, by=asha)
        done = {"done_on": TODAY, "sha256": "", "content": {"then": "deleted", "number_of_records": 1, "held": 0}}
        yield Certificate.objects.create(authority=authority, purpose="waiting-rows", **done), {}
        told = {"kind": "savings", "number": 1, "provisional": False, "method": "1", "content": {}, "sha256": ""}
        edition = Edition.objects.create(region=self.region, period="2026-10", known_at=timezone.now(), **told)
        yield edition, {"period": "to_char(date '2026-10-01' - make_interval(months => n), 'YYYY-MM')"}, MONTHS

    def _of_the_portal(self):
        """Accounts, work, e-mails and the log."""
        person = PersonFactory()
        yield person, {"email": "'person-' || n || '@example.org'"}
        role = {"role": Appointment.Role.HR_OFFICER, "authority": self.authority}
        yield person.appointments.create(from_on=date(2015, 1, 1), **role), OF_PERSON
        soon = timezone.now() + timedelta(days=3)
        offered = {"email": "n@example.org", "invited_by": self.people["jan"], "expires_at": soon}
        yield Invitation.objects.create(key_hash="0", **offered, **role), {"key_hash": KEYED}
        asked = {"authority": self.authority, "match_key": "0" * 64, "starts_on": TODAY, "answer": SLOWED}
        yield LookUp.objects.create(by=person, purpose="engage", channel="page", **asked), {"by_id": BESIDE}
        yield Job.objects.create(name="tidy", slot="0"), {"slot": "n::text"}
        yield Mail.objects.create(kind="notice", to="n@example.org", subject="s"), {}
        entry = LogEntry.objects.filter(detail__isnull=False, authority_id=self.authority.pk).order_by("pk").first()
        yield entry, {}
        yield entry.detail, {"entry_id": BESIDE}
        read = {"by_id": self.people["asha"].pk, "authority_id": self.authority.pk, "via": "placements", "ids": ""}
        yield LogRead.objects.create(at=timezone.now(), method="GET", **read), {}
        # On every page of the log somebody of the region stands as well: whom a page names is asked for kind by kind.
        read = {"by_id": self.people["dev"].pk, "region_id": self.region.pk, "via": "placements", "ids": ""}
        self.of_region = (
            LogEntry.objects.filter(region_id__isnull=False, by_id__isnull=False).first(),
            LogRead.objects.create(at=timezone.now(), method="GET", **read),
        )

    def more(self, numbers):
        """So many more of each."""
        with no_triggers(*{type(row) for row, *_ in self.rows}):
            for row, made, *most in self.rows:
                multiply(row, range(numbers.start, min([numbers.stop, *most])), **made)
            for row in self.of_region:
                multiply(row, range(numbers.stop, numbers.stop + 1), id=f"{2 * FIRST} + n")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def about(self, name):
        """What stands in the address of a page about one of these."""
        about = {
            "": [],
            "team": [self.team.pk],
            "worker": [self.worker.pk],
            "placed": [self.placed.pk],
            "batch": [self.batch.batch],
            "title": [self.title.pk],
            "month": [2026, 10],
            "asked": [self.asked],
            "draft": [self.draft],
        }
        return about[name]

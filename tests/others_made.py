"""A record of each kind of the sharing contract, made at a place."""

import uuid
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from authorities.models import Invitation, JobRole, JobTitle, LookUp
from compliance.models import Assessment, Certificate, DueItem, Exemption, Finding, Met, WhatIf
from placements.models import (
    Conversion,
    Correction,
    Draft,
    Hold,
    ImportRun,
    LeaverReturn,
    ParkedRow,
    Placement,
    ProjectTeam,
    RecordLink,
    SubstantiveNotice,
    TeamMember,
)
from reports.models import Edition, EditionFile
from tests.factories import (
    AppointmentFactory,
    HoursFactory,
    JobTitleFactory,
    PersonFactory,
    PlacementFactory,
    PostFactory,
    RateFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    WatchFactory,
    WorkerFactory,
)

TODAY = date(2026, 11, 20)
NUMBERS = count(1)


def _plain(field, number):
    """Some value that a column takes."""
    if field.choices:
        return field.flatchoices[0][0]
    return {
        "DateField": TODAY, "DateTimeField": timezone.now(), "JSONField": {}, "BinaryField": b"others",
        "BooleanField": False, "PositiveIntegerField": 1, "PositiveSmallIntegerField": 1, "IntegerField": 1,
        "DecimalField": 1, "UUIDField": uuid.uuid4(),
    }.get(field.get_internal_type(), f"others-{number}"[: field.max_length])  # fmt: skip


class There:
    """What is made at one place."""

    def __init__(self, place, *, hung_on_new):
        self.authority, self.region, self.supplier = place
        self.number = 500_000 + next(NUMBERS)
        self.colleague = PersonFactory(email=f"colleague{self.number}@example.org", name="A colleague")
        # Somebody without a placement, so that nothing that a rule says of a placement rests on it.
        self.idle = WorkerFactory(authority=self.authority, swe_number=f"SW{self.number}", name="Idle Worker")
        if hung_on_new:
            self._place()
        else:
            self.placed = Placement.objects.filter(authority=self.authority).order_by("pk").first()

    def _place(self):
        worker = WorkerFactory(authority=self.authority, swe_number=f"SW{self.number + 100_000}", name="Placed Worker")
        title = JobTitleFactory(
            authority=self.authority,
            title=f"Another title {self.number}",
            job_role=JobRole.objects.filter(region=self.region).first(),
        )
        self.placed = PlacementFactory(
            authority=self.authority,
            worker=worker,
            supplier=self.supplier,
            job_title=title,
            job_role=None,
            reference=f"OTHERS-{self.number}",
            breach_reason="Others went ahead",
            expected_end_on=TODAY + timedelta(days=5),
            notice_weeks=4,
        )

    def anything(self, model):
        """The smallest row of a kind that needs nothing special."""
        at_hand = (self.authority, self.region, self.supplier, self.colleague, self.idle, self.placed)
        told = {}
        for field in model._meta.fields:
            known = [each for each in at_hand if field.is_relation and isinstance(each, field.related_model)]
            drawn = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
            needed = not (field.null or field.primary_key or field.has_default() or drawn)
            if known:
                told[field.name] = known[0]
            elif needed:
                told[field.name] = (
                    field.related_model.objects.first() if field.is_relation else _plain(field, self.number)
                )
        model.objects.create(**told)

    def placement(self):
        """Made with everything else, and one that is overdue and one that is to come beside it."""
        for started, ends in ((date(2026, 1, 5), TODAY - timedelta(days=5)), (TODAY + timedelta(days=9), None)):
            PlacementFactory(
                authority=self.authority,
                worker=self.placed.worker,
                supplier=self.supplier,
                reference=f"OTHERS-{self.number}-{started:%m}",
                started_on=started,
                expected_end_on=ends,
            )

    def rate(self):
        RateFactory(placement=self.placed, since=date(2026, 6, 1))

    def hours(self):
        HoursFactory(placement=self.placed, week_ending=date(2026, 11, 15))

    def worker(self):
        """Made with everything else."""

    def searchtext(self):
        """Written by the database with each worker and placement."""

    def reference(self):
        ReferenceFactory(placement=self.placed, who="Referee of the others", asked_on=TODAY)

    def registercheck(self):
        said = {"conditions": "Conditions of the others", "checked_on": TODAY}
        RegisterCheckFactory(worker=self.placed.worker, asked_by=self.colleague, **said)
        waits = {"found": None, "status": "", "checked_on": None, "checked_by": None}
        RegisterCheckFactory(worker=self.idle, asked_by=self.colleague, **waits)

    def watch(self):
        for told_on in (None, TODAY):
            WatchFactory(
                authority=self.authority, by=self.colleague, number=f"SW{next(NUMBERS)}", told_on=told_on,
                job_role=JobRole.objects.filter(region=self.region).first(),
            )  # fmt: skip

    def conversion(self):
        Conversion.objects.get_or_create(placement=self.placed, defaults={"interest_on": TODAY})

    def _team(self):
        return ProjectTeam.objects.create(
            authority=self.authority, supplier=self.supplier, name=f"Others’ team {next(NUMBERS)}", from_on=TODAY,
            until_on=TODAY + timedelta(days=30), purpose="Others ask.",
        )  # fmt: skip

    def projectteam(self):
        self._team()

    def teammember(self):
        if not TeamMember.objects.filter(placement=self.placed).exists():
            TeamMember.objects.create(authority=self.authority, team=self._team(), placement=self.placed)

    def post(self):
        PostFactory(worker=self.idle, left_on=date(2026, 10, 31))

    def spell(self):
        SpellFactory(worker=self.idle, employer="Employer of the others")

    def hold(self):
        Hold.objects.create(worker=self.idle, why="Others", until_on=date(2027, 1, 1), placed_by=self.colleague)

    def recordlink(self):
        RecordLink.objects.create(
            authority=self.authority, worker=self.idle, token_sha256=str(self.number), made_by=self.colleague,
            expires_at=timezone.now() + timedelta(days=2),
        )  # fmt: skip

    def correction(self):
        Correction.objects.create(worker=self.idle, text="Others ask for this")

    def certificate(self):
        Certificate.objects.create(
            authority=self.authority, purpose="waiting-rows", done_on=TODAY, content={"rows": self.number}, sha256=""
        )

    def leaverreturn(self):
        for month in (8, 9, 10):
            LeaverReturn.objects.get_or_create(authority=self.authority, month=date(2026, month, 1))

    def substantivenotice(self):
        for role in JobRole.objects.filter(region=self.region):
            SubstantiveNotice.objects.get_or_create(
                authority=self.authority, job_role=role, since=TODAY, defaults={"weeks": 11}
            )

    def jobtitle(self):
        JobTitle.objects.create(authority=self.authority, title=f"Title without a role {self.number}")

    def jobtitlemapping(self):
        """Made with the title of a placement."""

    def draft(self):
        Draft.objects.create(person=self.colleague, authority=self.authority, answers={"name": "Others typed this"})

    def _run(self):
        return ImportRun.objects.create(
            kind="hours", authority=self.authority, file_name="others.csv", sha256="", by=self.colleague
        )

    def importrun(self):
        self._run()

    def parkedrow(self):
        ParkedRow.objects.create(run=self._run(), row_number=2, reason="Others.", remedy="Mend.", row={}, row_sha256="")

    def lookup(self):
        LookUp.objects.bulk_create(
            LookUp(
                by=self.colleague, authority=self.authority, purpose="engage", channel="page", match_key=f"{n}",
                starts_on=TODAY, answer="yes",
            )
            for n in range(25)
        )  # fmt: skip

    def change(self):
        """Nobody reads it, and no page asks for it."""

    def _said(self):
        return {
            "placement": self.placed, "authority": self.authority, "regime": "regional",
            "agreement": "west-midlands-mou", "version": "2025", "clause": "standard-references",
            "rule": "standard_references", "words": {}, "numbers": {},
        }  # fmt: skip

    def finding(self):
        found = Finding.objects.filter(verdict="breach").order_by("pk").first()
        for placed in Placement.objects.filter(worker=self.placed.worker):
            found.pk, found.placement, found.authority = None, placed, self.authority
            found.from_on, found.until_on = found.judged_on, None
            found.save()

    def met(self):
        assessment = Assessment.objects.first()
        if not Met.objects.filter(placement=self.placed, superseded_at=None).exists():
            Met.objects.create(placement=self.placed, clauses=[], assessment=assessment, met_at=timezone.now())

    def dueitem(self):
        DueItem.objects.get_or_create(**self._said(), defaults={"due_on": TODAY + timedelta(days=3)})

    def exemption(self):
        Exemption.objects.create(
            placement=self.placed, clause="cap", kind="exemption", from_on=date(2026, 3, 2),
            until_on=TODAY + timedelta(days=6), exit_plan="Others plan", decided_by="Others", decided_on=TODAY,
        )  # fmt: skip

    def whatif(self):
        held = WhatIf.objects.first()
        WhatIf.objects.create(by=self.colleague, region=self.region, title="Others ask", definition=held.definition)

    def edition(self):
        """One more of each kind, and one of a period that is new."""
        for kind, period in (("savings", "2026-11"), ("quarterly", "2026Q4")):
            told = Edition.objects.filter(kind=kind).order_by("pk").first()
            told.pk, told.region, told.number = None, self.region, self.number % 30_000
            told.save()
            told.pk, told.period = None, period
            told.save()

    def editionfile(self):
        edition = Edition.objects.filter(region=self.region).order_by("-pk").first()
        if edition:
            EditionFile.objects.create(
                edition=edition, name=f"others{self.number}.xlsx", media_type="x", body=b"", sha256=""
            )

    def appointment(self):
        AppointmentFactory(person=self.colleague, role="hr_officer", authority=self.authority)

    def invitation(self):
        Invitation.objects.create(
            email=f"others{self.number}@example.org", role="hr_officer", authority=self.authority,
            invited_by=self.colleague, expires_at=timezone.now() + timedelta(days=3), key_hash=f"{self.number}",
        )  # fmt: skip

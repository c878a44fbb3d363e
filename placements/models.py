"""What happened: workers, the posts they held, placements, dated rates, hours, and what was imported."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from authorities.models import Agency, Authority, JobRole, JobTitle, Supplier

from .querysets import LeaverReturnQuerySet, PlacementQuerySet, WorkerQuerySet


def revised(model):
    """Keep every revision by trigger: the event tables are what was known on an earlier day."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)


class PayType(models.TextChoices):
    PAYE = "paye", "PAYE"
    UMBRELLA = "umbrella", "Umbrella company"
    LIMITED_COMPANY = "limited_company", "Limited company"


def pay(**options):
    """A column for pounds an hour, to the penny."""
    return models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True, **options)


@revised
class Worker(models.Model):
    """One authority's record of a social worker. Records of one person meet only through the match key."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="workers")
    swe_number = models.CharField("registration number", max_length=12)
    name = models.CharField(max_length=200, blank=True)
    match_key = models.CharField(max_length=64, db_index=True, editable=False)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("authority", "swe_number"), name="worker_once_in_an_authority")]

    def __str__(self):
        return self.swe_number


@revised
class Post(models.Model):
    """A substantive post that a worker held with the authority that owns the record."""

    class Contract(models.TextChoices):
        PERMANENT = "permanent", "Permanent"
        FIXED_TERM = "fixed_term", "Fixed term"

    class Reason(models.TextChoices):
        RESIGNATION = "resignation", "Resignation"
        REDUNDANCY = "redundancy", "Redundancy"
        END_OF_FIXED_TERM = "end_of_fixed_term", "End of a fixed-term contract"
        PROBATION = "probation", "Left during probation"
        RETIREMENT = "retirement", "Retirement"
        DISMISSAL = "dismissal", "Dismissal"
        OTHER = "other", "Other"

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="posts")
    contract = models.CharField(max_length=10, choices=Contract, default=Contract.PERMANENT)
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, blank=True, related_name="+")
    role_text = models.CharField("role as sent", max_length=100, blank=True)
    from_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reason = models.CharField("reason for leaving", max_length=20, choices=Reason, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("worker", "contract", "left_on"), name="post_left_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("from_on")),
                name="post_ends_after_it_begins",
            ),
        ]


@revised
class LeaverReturn(models.Model):
    """An authority has sent its leavers of a month; a month without leavers is sent as nil."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="leaver_returns")
    month = models.DateField(help_text="The first day of the month.")
    nil = models.BooleanField(default=False)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = LeaverReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("authority", "month"), name="leavers_received_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="leavers_month_is_a_first_day"),
        ]


@revised
class SubstantiveNotice(models.Model):
    """The notice that an authority's own staff in a role must give, in weeks, from a day on."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="substantive_notices")
    job_role = models.ForeignKey(JobRole, models.PROTECT, related_name="+")
    since = models.DateField()
    weeks = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("authority", "job_role", "since"), name="substantive_notice_once_a_day")
        ]


@revised
class Placement(models.Model):
    """An agency social worker engaged by an authority."""

    class Reason(models.TextChoices):
        VACANCY = "vacancy", "Covering a vacancy"
        ABSENCE = "absence", "Covering an absence"
        DEMAND = "demand", "Extra demand"
        PROJECT = "project", "A project or a backlog"
        OTHER = "other", "Another reason"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="placements")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="placements")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="placements")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="placements")
    reference = models.CharField("supplier's reference", max_length=50)
    job_title = models.ForeignKey(JobTitle, models.PROTECT, null=True, blank=True, related_name="placements")
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    expected_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="The last day worked.")
    hours_per_week = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    offered_hourly_pay = pay()
    reason = models.CharField("reason for use", max_length=10, choices=Reason, blank=True)
    covers_vacancy = models.BooleanField(null=True, blank=True)
    project_team = models.BooleanField(null=True, blank=True)
    notice_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    references_received = models.PositiveSmallIntegerField(null=True, blank=True)
    last_reference_on = models.DateField(null=True, blank=True)
    reference_given_on = models.DateField(null=True, blank=True)
    pqe_months = models.PositiveSmallIntegerField("months of experience, as stated", null=True, blank=True)
    contractual_bar = models.BooleanField(default=False)
    breach_reason = models.CharField("reason given for going ahead", max_length=500, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("authority", "supplier", "reference"), name="placement_reference_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(expected_end_on__isnull=True) | Q(expected_end_on__gte=F("started_on")),
                name="placement_expected_to_end_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(job_title__isnull=False, job_role__isnull=True)
                | Q(job_title__isnull=True, job_role__isnull=False),
                name="placement_has_a_title_or_a_role",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=80),
                name="placement_hours_are_plausible",
            ),
        ]
        indexes = [models.Index(fields=("authority", "started_on"), name="placement_by_start")]

    def __str__(self):
        return self.reference


@revised
class Rate(models.Model):
    """What is paid from a day on. The first rate holds from the start and each is ended by the next:
    only `since` is stored, so that a gap or an overlap cannot be written."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="rates")
    since = models.DateField()
    pay_type = models.CharField(max_length=15, choices=PayType)
    hourly_pay = pay()
    employer_ni = pay()
    apprenticeship_levy = pay()
    holiday_pay = pay()
    agency_fee = pay()
    msp_fee = pay()
    hourly_charge = pay()

    class Meta:
        ordering = ("placement", "since")
        constraints = [
            models.UniqueConstraint(fields=("placement", "since"), name="rate_once_a_day"),
            models.CheckConstraint(
                condition=Q(hourly_pay__isnull=True) | Q(hourly_pay__gt=0), name="hourly_pay_is_positive"
            ),
        ]


@revised
class Hours(models.Model):
    """Hours worked in a week, from a timesheet."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="hours")
    week_ending = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.DecimalField("amount charged", max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name_plural = "hours"
        constraints = [
            models.UniqueConstraint(fields=("placement", "week_ending"), name="hours_once_a_week"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=168), name="hours_fit_in_a_week"),
        ]


class Change(models.Model):
    """Something that may change an answer was written: for one person everywhere, or for all who started from a day."""

    match_key = models.CharField(max_length=64, blank=True)
    started_from = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)


class Draft(models.Model):
    """Answers typed but not yet recorded, kept so that an error or a time-out loses nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    # Set once recorded, so that sending the form twice records once.
    placement = models.ForeignKey(Placement, models.CASCADE, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)


class ImportRun(models.Model):
    """One file that was read, and what became of its rows."""

    class Kind(models.TextChoices):
        PLACEMENTS = "placements"
        LEAVERS = "leavers"
        HOURS = "hours"
        EXEMPTIONS = "exemptions"

    kind = models.CharField(max_length=10, choices=Kind)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    parked = models.PositiveIntegerField(default=0)
    unknown_columns = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class ParkedRow(models.Model):
    """A row that could not be taken in: where, why, and what to do."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="parked_rows")
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    reason = models.TextField()
    remedy = models.TextField()
    row = models.JSONField()
    row_sha256 = models.CharField(max_length=64, db_index=True)
    settled_at = models.DateTimeField(null=True)

"""Placements: the engagement, its dated rates and the hours worked."""

from django.db import models
from django.db.models import F, Q

from authorities.models import Agency, Authority, JobRole, JobTitle, Supplier
from authorities.sharing import SharedQuerySet

from ..querysets import PlacementQuerySet
from .revised import revised
from .workers import Worker


class PayType(models.TextChoices):
    PAYE = "paye", "PAYE"
    UMBRELLA = "umbrella", "Umbrella company"
    LIMITED_COMPANY = "limited_company", "Limited company"


def pay(**options):
    """A column for pounds an hour, to the penny."""
    return models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True, **options)


@revised
class Placement(models.Model):
    """An agency social worker engaged by an authority."""

    class Reason(models.TextChoices):
        VACANCY = "vacancy", "Covering a vacancy"
        ABSENCE = "absence", "Covering an absence"
        DEMAND = "demand", "Extra demand"
        PROJECT = "project", "A project or a backlog"
        OTHER = "other", "Another reason"

    class EndReason(models.TextChoices):
        COMPLETED = "completed", "The assignment came to its end"
        WORKER_NOTICE = "worker_notice", "The worker gave notice"
        AUTHORITY_NOTICE = "authority_notice", "We gave notice"
        PERMANENT = "permanent", "The worker moved to a permanent post here"
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
    end_reason = models.CharField("reason of ending", max_length=16, choices=EndReason, blank=True, db_default="")
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
    quality_record = models.BooleanField("standard reference and quality record received", null=True, blank=True)
    on_site_days = models.DecimalField("days a week on site", max_digits=2, decimal_places=1, null=True, blank=True)
    team_approved_on = models.DateField("worker approved on", null=True, blank=True)
    team_cost_apart = models.BooleanField("the worker’s cost is shown apart", null=True, blank=True)
    team_control_kept = models.BooleanField("the authority keeps control of practice", null=True, blank=True)
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
                condition=Q(end_reason="") | Q(ended_on__isnull=False), name="placement_ends_for_a_reason_once_ended"
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
            models.CheckConstraint(
                condition=Q(on_site_days__isnull=True) | Q(on_site_days__gte=0, on_site_days__lte=7),
                name="placement_on_site_days_fit_in_a_week",
            ),
        ]
        # Each list is read in order of the start, of an authority, of a supplier or of all; rare states have their own.
        indexes = [
            models.Index(fields=("authority", "started_on"), name="placement_by_start"),
            models.Index(fields=("supplier", "started_on"), name="placement_of_supplier_by_start"),
            models.Index(fields=("started_on",), name="placement_by_start_alone"),
            models.Index(
                fields=("expected_end_on",), condition=Q(ended_on__isnull=True), name="placement_by_expected_end"
            ),
        ]

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

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("placement", "since")
        constraints = [
            models.UniqueConstraint(fields=("placement", "since"), name="rate_once_a_day"),
            models.CheckConstraint(
                condition=Q(hourly_pay__isnull=True) | Q(hourly_pay__gt=0), name="hourly_pay_is_positive"
            ),
        ]
        # They are few, and what lacks a pay is looked for in every quarter.
        indexes = [
            models.Index(fields=("placement",), condition=Q(hourly_pay__isnull=True), name="rate_without_pay"),
        ]


@revised
class Hours(models.Model):
    """Hours worked in a week, from a timesheet."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="hours")
    week_ending = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.DecimalField("amount charged", max_digits=10, decimal_places=2, null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "hours"
        constraints = [
            models.UniqueConstraint(fields=("placement", "week_ending"), name="hours_once_a_week"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=168), name="hours_fit_in_a_week"),
        ]

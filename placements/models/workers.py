"""Who worked where: workers, the posts they held, what counts as their experience, leavers sent, staff’s notice."""

from django.db import models
from django.db.models import F, Q

from authorities.models import Authority, JobRole
from authorities.sharing import SharedQuerySet

from .. import matching
from ..querysets import LeaverReturnQuerySet
from .revised import revised


@revised
class Worker(models.Model):
    """One authority's record of a social worker. Records of one person meet only through the match key."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="workers")
    swe_number = models.CharField("registration number", max_length=12)
    name = models.CharField(max_length=200, blank=True)
    match_key = models.CharField(max_length=64, db_index=True, editable=False)
    # Which secret made the match key, by its short name: `matching.key_id`, or `matching.NO_KEY`.
    keyed_by = models.CharField(max_length=8, default=matching.key_id, db_default="", blank=True, editable=False)
    pseudonymised_on = models.DateField(null=True, blank=True, editable=False)

    objects = SharedQuerySet.as_manager()

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

    objects = SharedQuerySet.as_manager()

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
class Spell(models.Model):
    """A spell of a worker's experience. Leave taken in a post is inside its spell; spells may overlap."""

    class Setting(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "Employed by an English local authority, in children’s social work"
        AGENCY = "agency", "Through an agency"
        OTHER = "other", "Another employer or setting"

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="spells")
    setting = models.CharField(max_length=15, choices=Setting)
    employer = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="The last day; empty while it goes on.")
    registered = models.BooleanField("registered as a social worker throughout", null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("worker", "from_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("worker", "setting", "employer", "from_on"), name="spell_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="spell_ends_after_it_begins"
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

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("authority", "job_role", "since"), name="substantive_notice_once_a_day")
        ]

"""Who has signed: regions, authorities and their dates, suppliers, job roles and titles, jobs to be done."""

import pghistory
from django.db import models

from .invitations import Invitation
from .log.models import LogDetail, LogEntry, LogLink, LogRead
from .look_ups.models import LookUp
from .outbox.models import Mail
from .people import Appointment, Person
from .querysets import AuthorityQuerySet, JobTitleQuerySet, MembershipQuerySet
from .saved_filters import SavedFilter
from .sharing import SharedQuerySet
from .single_sign_on.models import Council

__all__ = [
    "Agency",
    "Appointment",
    "Authority",
    "Council",
    "Invitation",
    "Job",
    "JobRole",
    "JobTitle",
    "JobTitleMapping",
    "KeyName",
    "LogDetail",
    "LogEntry",
    "LogLink",
    "LogRead",
    "LookUp",
    "Mail",
    "Membership",
    "Person",
    "Region",
    "SavedFilter",
    "Supplier",
]


class Region(models.Model):
    """A region whose authorities share an agreement."""

    code = models.CharField("ONS code", max_length=9, unique=True)
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class Authority(models.Model):
    """A children's-services authority. A trust and its council are one member of the agreement."""

    ons_code = models.CharField("ONS code", max_length=9, unique=True)
    dfe_code = models.CharField("DfE number", max_length=3, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    run_by = models.CharField(max_length=100)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "authorities"

    def __str__(self):
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    """An authority is a member of a region's agreement between two days, both included."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("region", "authority", "from_on"), name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.authority} in {self.region} from {self.from_on}"


class Supplier(models.Model):
    """A managed service provider: sends orders on an authority's behalf."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self):
        return self.name


class Agency(models.Model):
    """A recruitment agency: the worker's own agency, behind the supplier."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name


class JobRole(models.Model):
    """A role of the region's agreement, mapped to one of DfE's core job types."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="job_roles")
    slug = models.SlugField(max_length=50)
    name = models.CharField(max_length=100)
    core_type = models.CharField(max_length=50)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("region", "slug"), name="job_role_once_in_a_region")]

    def __str__(self):
        return self.name


class JobTitle(models.Model):
    """A title as one authority uses it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="job_titles")
    title = models.CharField(max_length=100)

    objects = JobTitleQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.UniqueConstraint("authority", models.functions.Lower("title"), name="job_title_once_in_an_authority")
        ]

    def __str__(self):
        return self.title


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class JobTitleMapping(models.Model):
    """From a day on, a local title means a role; the next row's day ends it, so no gap can be written."""

    job_title = models.ForeignKey(JobTitle, models.CASCADE, related_name="mappings")
    job_role = models.ForeignKey(JobRole, models.PROTECT, related_name="mappings")
    since = models.DateField()

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("job_title", "since")
        constraints = [models.UniqueConstraint(fields=("job_title", "since"), name="job_title_mapped_once_a_day")]

    def __str__(self):
        return f"{self.job_title} is {self.job_role} from {self.since}"


class KeyName(models.Model):
    """What a person calls one of their API keys; the key itself is knox's."""

    key = models.OneToOneField("knox.AuthToken", models.CASCADE, primary_key=True, related_name="named")
    name = models.CharField(max_length=50)

    def __str__(self):
        return self.name


class Job(models.Model):
    """A piece of work that a worker must do. This table owns the list of work; the broker only rings the bell."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    name = models.CharField(max_length=100)
    slot = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("name", "slot"), name="job_once_in_a_slot")]

    def __str__(self):
        return f"{self.name} {self.slot}"

"""What a worker may ask for and how long their record is kept: holds, one-time links, corrections asked for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from authorities.models import Authority
from authorities.sharing import SharedQuerySet

from .workers import Worker


def person(**options):
    """Whoever did it; nobody where no person did."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options)


class Hold(models.Model):
    """A record is kept as it is past its time: somebody with a right to say so says why, and until when (that day
    included). A hold is ended, never deleted."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="holds")
    why = models.CharField(max_length=500, blank=True)
    until_on = models.DateField()
    placed_by = person()
    placed_at = models.DateTimeField(auto_now_add=True)
    ended_by = person(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hold_is_ended_by_somebody",
            )
        ]


class RecordLink(models.Model):
    """A link that an officer made for a worker, to be opened once. Only hashes of its secrets are kept."""

    # The worker's own, so that the database can be asked for this authority alone before anybody is let in.
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="record_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = person()
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    wrong_numbers = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    visit_sha256 = models.CharField(max_length=64, blank=True)

    objects = SharedQuerySet.as_manager()


class Correction(models.Model):
    """A worker says what is wrong in their record; an officer answers with what was done, or why not."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        NOT_CORRECTED = "not_corrected", "Not corrected"

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="corrections")
    text = models.TextField(max_length=2000, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = person(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="correction_is_answered_with_an_outcome",
            )
        ]

"""What we told others: numbered editions with their files; and the rates that savings are measured against."""

import pghistory
from django.db import models

from authorities.models import Region
from authorities.sharing import SharedQuerySet
from placements.models import PayType


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ReferenceRate(models.Model):
    """A rate that savings are measured against, from a day on, with its source."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="reference_rates")
    role = models.SlugField(max_length=50)
    pay_type = models.CharField(max_length=15, choices=PayType)
    since = models.DateField()
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2)
    source = models.TextField()
    illustrative = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("region", "role", "pay_type", "since"), name="reference_rate_once_a_day")
        ]


class Edition(models.Model):
    """A report as it was told. Late data makes a new edition; an earlier one never changes."""

    class Kind(models.TextChoices):
        SAVINGS = "savings", "Monthly savings"
        QUARTERLY = "quarterly", "Quarterly report"

    region = models.ForeignKey(Region, models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=10, choices=Kind)
    period = models.CharField(max_length=7, help_text="2026-10 for a month, 2026Q3 for a calendar quarter.")
    number = models.PositiveSmallIntegerField()
    provisional = models.BooleanField()
    method = models.CharField(max_length=20)
    content = models.JSONField(help_text="Every line and total, decimals as text.")
    sha256 = models.CharField(max_length=64, help_text="Of the content: the same data makes no new edition.")
    known_at = models.DateTimeField(help_text="The last change to the data that the report knows of.")
    built_at = models.DateTimeField(auto_now_add=True)
    log_head = models.CharField(
        max_length=100, blank=True, default="", help_text="The head of the log on the evening before, as printed."
    )

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("-period", "-number")
        constraints = [models.UniqueConstraint(fields=("region", "kind", "period", "number"), name="edition_once")]


class EditionFile(models.Model):
    """A file of an edition, byte for byte as it was published."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("edition", "name"), name="edition_file_once")]

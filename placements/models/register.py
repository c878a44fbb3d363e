"""What the public register said of a worker, each time that it was asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from authorities.sharing import SharedQuerySet

from .revised import revised
from .workers import Worker


def person(**options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options)


@revised
class RegisterCheck(models.Model):
    """The register was asked about a worker, in a batch of numbers, and answered in its own words; nothing is judged.

    The next time is another row. `found` is None while the batch waits for the register's file.
    """

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="register_checks")
    batch = models.UUIDField(db_index=True)
    asked_on = models.DateField()
    asked_by = person()
    checked_on = models.DateField(null=True, help_text="The day on which the register’s file was downloaded.")
    checked_by = person(null=True)
    found = models.BooleanField("found on the register", null=True)
    status = models.CharField("status, as the register gives it", max_length=100, blank=True)
    conditions = models.TextField("conditions, as the register gives them", max_length=2000, blank=True)
    renews_on = models.DateField("registered until", null=True)
    file_name = models.CharField("file", max_length=200, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("batch", "worker"), name="register_asked_once_in_a_batch"),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True, found__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False, found__isnull=False),
                name="register_answers_at_once",
            ),
        ]

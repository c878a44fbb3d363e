"""One question before an engagement, as it was asked and answered. The number asked about is not in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..sharing import SharedQuerySet

SLOWED = "slowed"


class LookUpQuerySet(SharedQuerySet):
    def counted(self):
        """Those that count towards the limits: answered, and not followed by the recording of a placement."""
        return self.filter(recorded=False).exclude(answer=SLOWED)

    def asked_since(self, moment):
        return self.filter(at__gte=moment)


class LookUp(models.Model):
    """Somebody asked whether a worker may be engaged. Which worker it was is kept as a match key alone."""

    class Purpose(models.TextChoices):
        ENGAGE = "engage", "To engage this worker"
        CHANGE = "change", "To extend or change their work here"
        REVIEW = "review", "To look again at an earlier answer"
        RECORD = "record", "To record a placement"

    class Channel(models.TextChoices):
        PAGE = "page", "Page"
        API = "api", "API"
        RECORDING = "recording", "Recording a placement"
        COMMAND = "command", "Command"
        WATCH = "watch", "A watch"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    supplier = models.ForeignKey(
        "authorities.Supplier", models.PROTECT, null=True, related_name="+", help_text="Where a supplier asked."
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    channel = models.CharField(max_length=10, choices=Channel)
    match_key = models.CharField(max_length=64, db_index=True)
    starts_on = models.DateField("start asked about")
    answer = models.CharField(max_length=15)
    rules = models.JSONField("rules that answered", default=list)
    beside_another = models.BooleanField("next to a number asked about within a day", default=False)
    recorded = models.BooleanField("a placement was recorded next", default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = LookUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=("by", "-at"), name="look_up_by_person"),
            models.Index(fields=("authority", "-at"), name="look_up_by_authority"),
            models.Index(fields=("supplier", "-at"), name="look_up_by_supplier"),
        ]

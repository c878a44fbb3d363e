"""One watch: the question that was answered “not before”, kept so that it can be asked again until somebody ends it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from authorities.look_ups.models import LookUp
from authorities.models import Authority, JobRole, JobTitle
from authorities.sharing import SharedQuerySet
from placements.models import PayType


class WatchQuerySet(SharedQuerySet):
    def open(self):
        """Watches that nobody has ended and that have not ended by themselves."""
        return self.filter(ended_at__isnull=True)

    def told(self):
        """Of those, the ones whose wait is over, or whose answer is another one now."""
        return self.open().filter(told_on__isnull=False)


class Watch(models.Model):
    """An authority waits for a worker to be free. The number is its own, as its officer typed it: sealed, and gone with
    the watch."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField("why", max_length=10, choices=LookUp.Purpose)
    match_key = models.CharField(max_length=64, db_index=True)
    sealed_number = models.CharField("registration number, sealed", max_length=300, blank=True)
    job_title = models.ForeignKey(JobTitle, models.PROTECT, null=True, related_name="+")
    job_role = models.ForeignKey(JobRole, models.PROTECT, null=True, related_name="+")
    pay_type = models.CharField(max_length=15, choices=PayType)
    hourly_pay = models.DecimalField(max_digits=8, decimal_places=2)
    starts_on = models.DateField("start asked about")
    free_on = models.DateField("first free day")
    answer = models.CharField("answer when last asked", max_length=15)
    asked_at = models.DateTimeField("last asked")
    told_on = models.DateField("day on which the wait was over", null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField("last day")
    ended_at = models.DateTimeField(null=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "match_key"), condition=Q(ended_at__isnull=True), name="watch_of_a_worker_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(sealed_number="", ended_at__isnull=False),
                name="watch_that_ended_names_nobody",
            ),
        ]

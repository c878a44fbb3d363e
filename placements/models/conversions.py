"""A worker's move from a placement to a permanent post with the same authority, stage by stage."""

from django.db import models
from django.db.models import Q

from authorities.sharing import SharedQuerySet

from .placed import Placement
from .revised import revised


def a_day():
    return models.DateField(null=True, blank=True)


@revised
class Conversion(models.Model):
    """Each stage with its day. What was recorded when, and by whom, its revisions say; another try is another row."""

    class Stage(models.TextChoices):
        INTEREST = "interest", "Interest shown"
        OFFER = "offer", "Offer made"
        ACCEPTED = "accepted", "Offer accepted"
        STARTED = "started", "Started in the post"
        DECLINED = "declined", "The worker declined"
        WITHDRAWN = "withdrawn", "We withdrew"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="conversions")
    interest_on = a_day()
    offer_on = a_day()
    accepted_on = a_day()
    started_on = a_day()
    declined_on = a_day()
    withdrawn_on = a_day()

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "move to a permanent post"
        constraints = [
            models.UniqueConstraint(
                fields=("placement",),
                condition=Q(declined_on__isnull=True, withdrawn_on__isnull=True),
                name="conversion_one_at_a_time",
            ),
            # At most one of the three ends.
            models.CheckConstraint(
                condition=Q(started_on__isnull=True, declined_on__isnull=True)
                | Q(started_on__isnull=True, withdrawn_on__isnull=True)
                | Q(declined_on__isnull=True, withdrawn_on__isnull=True),
                name="conversion_comes_to_one_end",
            ),
        ]

    def stages(self):
        """The stages that were reached, in order, each with its day."""
        days = [(stage, getattr(self, f"{stage}_on")) for stage in self.Stage]
        return [(stage, on) for stage, on in days if on]

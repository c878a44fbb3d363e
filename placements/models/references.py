"""References about a worker, one by one: asked for, received, and the authority’s own, given."""

from django.db import models
from django.db.models import F, Q

from authorities.sharing import SharedQuerySet

from .placed import Placement
from .revised import revised


@revised
class Reference(models.Model):
    """A reference for one placement. What the rules read of them stands on the placement: see `placements.listed`."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "From somebody else"
        GIVEN = "given", "Your own"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind)
    who = models.CharField("from or to whom", max_length=200)
    asked_on = models.DateField(null=True, blank=True)
    done_on = models.DateField("received or given on", null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ("placement", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(kind="received", asked_on__isnull=False),
                name="reference_is_asked_for_or_done",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True) | Q(done_on__isnull=True) | Q(done_on__gte=F("asked_on")),
                name="reference_is_done_after_it_is_asked_for",
            ),
        ]

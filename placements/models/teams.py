"""Project teams: workers whom a supplier offers together for a piece of work, each with a placement of their own."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from authorities.models import Authority, Supplier
from authorities.sharing import SharedQuerySet

from .placed import Placement
from .revised import revised


@revised
class ProjectTeam(models.Model):
    """A team of one supplier for one authority. Each extension is a revision: until when, since when, and why."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="project_teams")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=500)
    from_on = models.DateField("first day of the term")
    until_on = models.DateField("last day of the term")
    extended_on = models.DateField("day of the last extension", null=True, blank=True)
    why_extended = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField("last day of the team", null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("authority", Lower("name"), name="project_team_once_in_an_authority"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="team_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("from_on")), name="team_closes_after_it_begins"
            ),
        ]

    def __str__(self):
        return self.name


@revised
class TeamMember(models.Model):
    """A placement in a project team. What the rules read of it stands on the placement itself."""

    # The team's and the placement's own, so that the database holds all three together.
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    team = models.ForeignKey(ProjectTeam, models.CASCADE, related_name="members")
    placement = models.OneToOneField(Placement, models.CASCADE, related_name="team_member")

    objects = SharedQuerySet.as_manager()

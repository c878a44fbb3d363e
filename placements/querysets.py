"""Adjectives that chain: which workers and placements a question is about."""

from django.db.models import Q, QuerySet

from authorities import clock
from authorities.sharing import reach_of


def owned_by_reach(person, *, authority="authority"):
    """Records of the authorities and regions that this person may read, as a condition on the authority's path."""
    reach = reach_of(person)
    own = Q(**{f"{authority}__in": reach.authorities})
    if not reach.regions:
        return own
    # A region's readers see the records of every authority that is or was its member: history stays readable.
    held = f"{authority}__memberships"
    return own | Q(**{f"{held}__region__in": reach.regions, f"{held}__from_on__lte": clock.today()})


class WorkerQuerySet(QuerySet):
    def for_user(self, person):
        """Workers whose identity this person may see: their own authority's, never another's."""
        return self.filter(authority__in=reach_of(person).authorities)


class PlacementQuerySet(QuerySet):
    def for_user(self, person):
        """Placements that this person may read."""
        condition = owned_by_reach(person) | Q(supplier__in=reach_of(person).suppliers)
        return self.filter(pk__in=self.model.objects.filter(condition).values("pk"))

    def live_on(self, day):
        """Placements live on the day (local date): the first and the last day worked are included."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day)

    def live_between(self, first, last):
        """Placements live on any day of the period, both ends included."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), started_on__lte=last)

    def ending_between(self, first, last):
        """Placements without a last day worked that are expected to end in the period, both ends included."""
        return self.filter(ended_on__isnull=True, expected_end_on__range=(first, last))

    def overdue_on(self, day):
        """Placements that were expected to end before the day and have no last day worked."""
        return self.filter(ended_on__isnull=True, expected_end_on__lt=day)

    def held_by(self, authority):
        """Placements of one authority."""
        return self.filter(authority=authority)


class LeaverReturnQuerySet(QuerySet):
    def received_by(self, moment):
        """Returns received up to a moment."""
        return self.filter(received_at__lte=moment)

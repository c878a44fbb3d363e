"""Adjectives that chain: which placements and returns of leavers a question is about."""

from functools import reduce
from operator import and_

from django.db.models import Q

from authorities.sharing import SharedQuerySet


class PlacementQuerySet(SharedQuerySet):
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

    def begun_by(self, day):
        """Placements that began on the day (local date) or before it."""
        return self.filter(started_on__lte=day)

    def held_by(self, authority):
        """Placements of one authority."""
        return self.filter(authority=authority)


class LeaverReturnQuerySet(SharedQuerySet):
    def received_by(self, moment):
        """Returns received up to a moment."""
        return self.filter(received_at__lte=moment)


class SearchTextQuerySet(SharedQuerySet):
    def matching(self, ways):
        """Lines that hold every part of at least one of these ways of reading what was typed, in search form."""
        wanted = Q(pk__in=[])
        for parts in ways:
            wanted |= reduce(and_, (Q(text__contains=part) for part in parts))
        return self.filter(wanted)

"""Adjectives that chain: which editions a question is about."""

from django.db.models import QuerySet

from authorities.sharing import regions_read_by


class EditionQuerySet(QuerySet):
    def for_user(self, person):
        """Editions about the regions that this person works for, or that their authority is or was a member of."""
        return self.filter(region__in=regions_read_by(person))

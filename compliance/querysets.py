"""Adjectives that chain: which findings and exemptions a question is about."""

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least

from placements.querysets import owned_by_reach


class ExemptionQuerySet(QuerySet):
    def for_user(self, person):
        """Exemptions of placements that this person may read."""
        return self.filter(placement__in=self.model._meta.get_field("placement").related_model.objects.for_user(person))

    def in_force_on(self, day):
        """Exemptions in force on the day (local date)."""
        return self.filter(from_on__lte=day, until_on__gte=day)


class FindingQuerySet(QuerySet):
    def for_user(self, person):
        """Findings that this person may read, links and all."""
        return self.filter(pk__in=self.model.objects.filter(owned_by_reach(person)).values("pk"))

    def standing(self):
        """Findings that nothing has superseded."""
        return self.filter(superseded_at__isnull=True)

    def breaches(self):
        """Findings that are breaches, covered or not."""
        return self.filter(verdict="breach")

    def cannot_tell(self):
        """Findings for want of a fact."""
        return self.filter(verdict="cannot_tell")

    def with_cover_on(self, day):
        """Findings marked `cover`: the kind of leave in force on the day that is judged, or None.

        That day is `day`, or the nearest day of the finding's own stretch.
        """
        exemptions = self.model._meta.get_field("placement").related_model._meta.get_field("exemptions").related_model
        nearest = Greatest(OuterRef("from_on"), Least(Value(day), Coalesce(OuterRef("until_on"), Value(day))))
        cover = exemptions.objects.filter(
            placement=OuterRef("placement"), clause=OuterRef("clause"), from_on__lte=nearest, until_on__gte=nearest
        ).order_by("kind", "-until_on")
        return self.annotate(cover=Subquery(cover.values("kind")[:1]))

    def between(self, first, last):
        """Findings whose stretch touches the period, both ends included."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=first), from_on__lte=last)

"""Adjectives that chain: which findings and exemptions a question is about."""

from datetime import timedelta

from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest, Least, StrIndex

from authorities.sharing import SharedQuerySet

ONE_DAY = timedelta(days=1)


class ExemptionQuerySet(SharedQuerySet):
    def in_force_on(self, day):
        """Exemptions in force on the day (local date)."""
        return self.filter(from_on__lte=day, until_on__gte=day)


class DueItemQuerySet(SharedQuerySet):
    def until(self, day):
        """Duties whose last day is at the latest this one (local date)."""
        return self.filter(due_on__lte=day)


class FindingQuerySet(SharedQuerySet):
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
        return self.annotate(cover=Subquery(self._leave_on(day).values("kind")[:1]))

    def with_leave_on(self, day):
        """Findings marked `leave`: the id of the exemption or approval that covers them on the day, as above."""
        return self.annotate(leave=Subquery(self._leave_on(day).values("pk")[:1]))

    def _leave_on(self, day):
        exemptions = self.model._meta.get_field("placement").related_model._meta.get_field("exemptions").related_model
        nearest = Greatest(OuterRef("from_on"), Least(Value(day), Coalesce(OuterRef("until_on"), Value(day))))
        held = exemptions.objects.filter(
            placement=OuterRef("placement"), clause=OuterRef("clause"), from_on__lte=nearest, until_on__gte=nearest
        )
        # The same as `cover.Leave.covers`, for lists: a kind that the clause allows, signed in time where it asks that.
        signed_in_time = Q(decided_on__lt=F("from_on")) & (Q(second_on__isnull=True) | Q(second_on__lt=F("from_on")))
        leave = held.annotate(
            allowed=StrIndex(OuterRef("covered_by"), F("kind")),
            asks=ExpressionWrapper(OuterRef("signed_before"), output_field=BooleanField()),
        ).filter(Q(asks=False) | signed_in_time, allowed__gt=0)
        return leave.order_by("kind", "-until_on", "pk")

    def last_of_run(self):
        """One finding for each unbroken run of days: the last of the stretches that follow each other.

        A new cap or a new rate cuts a breach into stretches; it is still one breach.
        """
        following = self._like("from_on", OuterRef("until_on"), ONE_DAY)
        return self.exclude(Exists(following))

    def with_begun_on(self):
        """Findings marked `begun_on`: the first day of the unbroken run of stretches that they belong to."""
        before = self._like("until_on", OuterRef("from_on"), -ONE_DAY)
        begins = self._like("from_on__lte", OuterRef("from_on")).exclude(Exists(before)).order_by("-from_on")
        return self.annotate(begun_on=Subquery(begins.values("from_on")[:1]))

    def begun_between(self, first, last):
        """Findings of unbroken runs that begin in a period, both ends included.

        By the stretches that begin in it, which an index finds: to work out the first day of every run takes too long.
        """
        standing = self.model.objects.standing()
        before = Exists(self._like("until_on", OuterRef("from_on"), -ONE_DAY))
        beginning = standing.filter(from_on__range=(first, last)).exclude(before)
        following = Exists(self._like("from_on", OuterRef("until_on"), ONE_DAY))
        cut = beginning.filter(following, until_on__isnull=False)
        going_on = standing.filter(before, from_on__gte=first, placement__in=cut.values("placement"))
        going_on = going_on.with_begun_on().filter(begun_on__range=(first, last))
        return self.filter(pk__in=beginning.values("pk").union(going_on.values("pk"), all=True))

    def begun_before(self, day):
        """Findings of unbroken runs that begin before a day."""
        before = Exists(self._like("until_on", OuterRef("from_on"), -ONE_DAY))
        return self.filter(Q(from_on__lt=day) | Q(before, begun_on__lt=day))

    def _like(self, condition, day, shift=None):
        """Standing findings of the same kind about the same placement and clause, at a day of the outer one."""
        day = day if shift is None else ExpressionWrapper(day + shift, output_field=DateField())
        same = {name: OuterRef(name) for name in ("placement", "agreement", "clause", "verdict")}
        return self.model.objects.standing().filter(**same, **{condition: day})

    def in_force_on(self, day):
        """Findings of placements live on the day (local date), over a stretch that the day is in."""
        live = Q(placement__ended_on__isnull=True) | Q(placement__ended_on__gte=day)
        return self.between(day, day).filter(live, placement__started_on__lte=day)

    def between(self, first, last):
        """Findings whose stretch touches the period, both ends included."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=first), from_on__lte=last)

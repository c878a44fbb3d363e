"""Adjectives that chain: which authorities, memberships and titles a question is about."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from .sharing import SharedQuerySet


class AuthorityQuerySet(QuerySet):
    def coded(self, code):
        """The authority with this ONS or DfE code (text, any case)."""
        return self.filter(Q(ons_code__iexact=code) | Q(dfe_code__iexact=code))

    def members_on(self, day, region=None):
        """Authorities that are members of the region's agreement on the day (local date)."""
        within = Q(memberships__from_on__lte=day) & (
            Q(memberships__until_on__isnull=True) | Q(memberships__until_on__gte=day)
        )
        if region is not None:
            within &= Q(memberships__region=region)
        return self.filter(within).distinct()


class MembershipQuerySet(QuerySet):
    def in_force_on(self, day):
        """Memberships in force on the day (local date)."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)

    def begun_by(self, day):
        """Memberships that began on the day or before, those that are over among them."""
        return self.filter(from_on__lte=day)


class JobTitleQuerySet(SharedQuerySet):
    def mapped_on(self, day):
        """Titles with the role that they mean on the day, as `job_role_id`; None where unmapped."""
        mappings = self.model._meta.get_field("mappings").related_model.objects
        mapping = mappings.filter(job_title=OuterRef("pk"), since__lte=day).order_by("-since")
        return self.annotate(job_role_id=Subquery(mapping.values("job_role")[:1]))

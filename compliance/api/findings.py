"""Findings as JSON: each in the shape of an outcome, with the placement that it is about."""

import django_filters
from django import forms
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework.generics import GenericAPIView

from authorities import clock
from authorities.api import Pages, Permitted
from authorities.models import Authority
from compliance.models import Agreement, Exemption, Finding

from .shapes import ERRORS, FINDING

COVERS = ("none", *Exemption.Kind.values)


@extend_schema_field(OpenApiTypes.INT64)
class IdFilter(django_filters.Filter):
    """A whole number, such as a row can have."""

    field_class = forms.IntegerField


class FindingFilter(django_filters.FilterSet):
    authority = django_filters.CharFilter(method="of_authority", help_text="ONS or DfE code")
    placement = IdFilter(field_name="placement", min_value=1, max_value=2**63 - 1)
    regime = django_filters.ChoiceFilter(choices=Agreement.Regime.choices)
    agreement = django_filters.CharFilter()
    clause = django_filters.CharFilter()
    rule = django_filters.CharFilter()
    role = django_filters.CharFilter()
    verdict = django_filters.ChoiceFilter(choices=Finding.Verdict.choices)
    cover = django_filters.ChoiceFilter(choices=[(kind, kind) for kind in COVERS], method="with_cover")
    status = django_filters.ChoiceFilter(choices=[("live", "live")], method="of_live_placements")

    class Meta:
        model = Finding
        fields = ()

    def of_authority(self, findings, name, code):
        return findings.filter(authority__in=Authority.objects.coded(code))

    def with_cover(self, findings, name, kind):
        breaches = findings.breaches()
        return breaches.filter(cover__isnull=True) if kind == "none" else breaches.filter(cover=kind)

    def of_live_placements(self, findings, name, state):
        return findings.in_force_on(clock.today())


class Findings(GenericAPIView):
    permission = "compliance.read_breaches"
    permission_classes = [Permitted]
    filterset_class = FindingFilter
    pagination_class = Pages
    queryset = Finding.objects.none()

    def get_queryset(self):
        found = Finding.objects.for_user(self.request.user).standing().select_related("authority")
        return found.with_cover_on(clock.today()).with_leave_on(clock.today())

    @extend_schema(operation_id="list_findings", responses={200: FINDING(many=True), 400: ERRORS})
    def get(self, request):
        """The findings that stand, newest first, one for each stretch in which neither pay nor cap changes."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        leave = Exemption.objects.in_bulk({finding.leave for finding in page if finding.leave})
        return self.get_paginated_response([as_sent(finding, leave.get(finding.leave)) for finding in page])


def as_sent(finding, leave):
    """One finding: what it is, what it is about, and the outcome."""
    about = {"id": finding.pk, "placement": finding.placement_id, "authority": finding.authority.ons_code}
    return about | finding.as_dict(cover=leave and leave.as_cover())

"""Placements as JSON: list, open, and record."""

import django_filters
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
from rest_framework.reverse import reverse

from authorities import clock
from authorities.api import Input, Pages, Permitted
from authorities.models import Authority, JobRole, JobTitle, LookUp, Supplier
from authorities.people import Appointment
from authorities.refusal import Refused
from authorities.sharing import reach_of
from compliance import actions
from compliance.actions import look_ups
from compliance.gather import proposed
from compliance.models import Assessment
from compliance.shown import uncovered_breaches
from placements import actions as writes
from placements import api
from placements.models import Placement
from placements.queries import placements_as_on

from .eligibility import own_authority, role_named
from .placement_shapes import DetailOut, PlacementOut
from .shapes import ERRORS

STATES = ("live", "future", "ended")
# What the API calls a thing, where the record has another name for it.
RENAMED = {"started_on": "start_on", "name": "worker_name", "job_role": "role"}


class PlacementFilter(django_filters.FilterSet):
    authority = django_filters.CharFilter(method="of_authority", help_text="ONS or DfE code")
    supplier = django_filters.CharFilter(field_name="supplier__name", lookup_expr="iexact")
    reference = django_filters.CharFilter(field_name="reference")
    role = django_filters.CharFilter(method="as_role")
    status = django_filters.ChoiceFilter(choices=[(state, state) for state in STATES], method="of_state")

    class Meta:
        model = Placement
        fields = ()

    def of_authority(self, placements, name, code):
        return placements.filter(authority__in=Authority.objects.coded(code))

    def as_role(self, placements, name, slug):
        return placements.filter(role_id__in=JobRole.objects.filter(slug=slug).values("pk"))

    def of_state(self, placements, name, state):
        today = clock.today()
        if state == "future":
            return placements.filter(started_on__gt=today)
        return placements.live_on(today) if state == "live" else placements.filter(ended_on__lt=today)


class PlacementView(GenericAPIView):
    """What the list and one placement have in common."""

    permission_classes = [Permitted]
    queryset = Placement.objects.none()

    def get_queryset(self):
        return placements_as_on(clock.today(), self.request.user).select_related("agency")

    def get_serializer_context(self):
        context = super().get_serializer_context()
        if self.request is None or not self.request.user.is_authenticated:  # the schema is being drawn
            return context
        return context | {
            "today": clock.today(),
            "reach": reach_of(self.request.user),
            "roles": dict(JobRole.objects.values_list("pk", "slug")),
        }

    def shown(self, placement_id):
        """One placement as this person may read it; 404 where they may not."""
        found = self.get_queryset().prefetch_related("rates").filter(pk=placement_id).first()
        if found is None:
            raise Http404
        return DetailOut(found, context=self.get_serializer_context()).data


class Placements(PlacementView):
    serializer_class = PlacementOut
    filterset_class = PlacementFilter
    pagination_class = Pages

    class Recorded(Input):
        """The twelve questions of the page, and the reason for going ahead where a rule is broken."""

        authority = api.TextIn(most=20, help_text="ONS or DfE code")
        swe_number = api.SweNumberIn()
        worker_name = api.TextIn(most=200, required=False, as_field="name")
        supplier = api.TextIn(most=100, help_text="Its name")
        reference = api.TextIn(most=50, help_text="The supplier's reference")
        job_title = api.TextIn(most=100, required=False, help_text="The authority's own title; or else give the role")
        role = api.TextIn(most=50, required=False)
        pay_type = api.PayTypeIn()
        hourly_pay = api.HourlyPayIn()
        offered_hourly_pay = api.HourlyPayIn(required=False)
        hours_per_week = api.WeeklyHoursIn(required=False)
        start_on = api.DayIn(as_field="started_on")
        expected_end_on = api.DayIn(required=False)
        reason = api.ReasonIn(required=False)
        breach_reason = api.TextIn(most=500, lines=True, required=False, help_text="Needed where a rule is broken")

    @property
    def permission(self):
        return "placements.record" if self.request.method == "POST" else "placements.read"

    @extend_schema(operation_id="list_placements", responses={200: PlacementOut(many=True), 400: ERRORS})
    def get(self, request):
        """The placements that you may read, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="record_placement",
        request=Recorded,
        responses={201: DetailOut, 400: ERRORS, 404: ERRORS, 429: ERRORS},
    )
    def post(self, request):
        """Record a placement of your own authority; it is assessed at once."""
        today = clock.today()
        asked = self.Recorded(data=request.data, context={"today": today})
        asked.is_valid(raise_exception=True)
        typed = {name: value for name, value in asked.validated_data.items() if value is not None}
        own = request.user.authorities_as(Appointment.Role.HR_OFFICER)
        try:
            placement = record(own_authority(own, typed.pop("authority")), typed, by=request.user, today=today)
        except Refused as refused:
            raise Refused(refused.message, refused.remedy, RENAMED.get(refused.field, refused.field)) from refused
        actions.assess(placement_ids=[placement.pk], reason=Assessment.Reason.RECORDED, judged_on=today)
        address = reverse("api_placement", args=[placement.pk], request=request)
        return Response(self.shown(placement.pk), status.HTTP_201_CREATED, headers={"Location": address})


class OnePlacement(PlacementView):
    permission = "placements.read"
    serializer_class = DetailOut

    @extend_schema(operation_id="placement", responses={200: DetailOut, 404: ERRORS})
    def get(self, request, placement_id):
        """One placement with its rates, and what each rule says of it now."""
        return Response(self.shown(placement_id))


def record(authority, typed, *, by, today):
    """Record what was sent; a breach that nothing covers asks for a reason, as on the page."""
    supplier = supplier_named(typed.pop("supplier"))
    job = job_of(authority, typed.pop("job_title", ""), typed.pop("role", ""), today)
    started_on, name = typed.pop("start_on"), typed.pop("worker_name", "")
    asked = proposed(authority, {**typed, **job, "started_on": started_on})
    answer = look_ups.look_up(
        proposal=asked, purpose=LookUp.Purpose.RECORD, channel=LookUp.Channel.API, by=by, judged_on=today
    )
    if uncovered_breaches(answer) and not typed.get("breach_reason"):
        broken = next(judged.outcome.sentence() for judged, cover in answer.outcomes if not cover)
        raise Refused(f"A rule is broken: {broken}", "Say why you are going ahead.", "breach_reason")
    placement = writes.record(
        authority=authority, supplier=supplier, name=name, started_on=started_on, by=by, today=today, **job, **typed
    )
    look_ups.recorded(proposal=asked, by=by)
    return placement


def supplier_named(name):
    """The supplier of this name, in any case."""
    supplier = Supplier.objects.filter(name__iexact=name).first()
    if supplier is None:
        raise Refused(f"No supplier is called “{name}”.", "Check the name, or ask the administrator.", "supplier")
    return supplier


def job_of(authority, title, role, today):
    """The authority's own job title, or else the role, as `placements.actions` takes them."""
    if title:
        known = JobTitle.objects.filter(authority=authority, title__iexact=title).first()
        if known is not None:
            return {"job_title": known}
        if not role:
            raise Refused(
                f"“{title}” is not a job title of {authority}.", "Check the title, or give the role.", "job_title"
            )
    if not role:
        raise Refused("Neither job_title nor role was sent.", "Send one of them.", "job_title")
    return {"job_role": role_named(authority, role, today)}

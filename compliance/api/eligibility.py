"""May we engage this worker? The same question and the same answer as on the page and the command line."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from authorities import clock
from authorities.api import Input, Permitted
from authorities.look_ups.models import LookUp
from authorities.queries import job_role
from authorities.refusal import Refused
from compliance import queries
from compliance.actions import look_ups
from compliance.gather import Proposal
from placements import api

from .shapes import ANSWER, ERRORS

PURPOSES = [each for each in LookUp.Purpose.choices if each[0] != LookUp.Purpose.RECORD]


class Eligibility(APIView):
    permission = "compliance.check_worker"
    permission_classes = [Permitted]

    class Asked(Input):
        authority = api.TextIn(most=20, help_text="ONS or DfE code")
        swe_number = api.SweNumberIn()
        role = api.TextIn(most=50)
        pay_type = api.PayTypeIn()
        hourly_pay = api.HourlyPayIn()
        start = api.DayIn(as_field="started_on")
        purpose = serializers.ChoiceField(PURPOSES, default=LookUp.Purpose.ENGAGE, help_text="Why you ask")

    @extend_schema(
        operation_id="eligibility", request=Asked, responses={200: ANSWER, 400: ERRORS, 404: ERRORS, 429: ERRORS}
    )
    def post(self, request):
        """Whether a worker may be engaged so: yes, not_before, no or cannot_tell."""
        today = clock.today()
        asked = self.Asked(data=request.data, context={"today": today})
        asked.is_valid(raise_exception=True)
        typed = asked.validated_data
        authority = own_authority(queries.authorities_asked_for(request.user, today), typed["authority"])
        proposal = Proposal(
            authority_id=authority.pk,
            swe_number=typed["swe_number"],
            started_on=typed["start"],
            pay_type=typed["pay_type"],
            hourly_pay=typed["hourly_pay"],
            job_role_id=role_named(authority, typed["role"], today).pk,
            reads_record=queries.reads_record(request.user, authority),
        )
        answer = look_ups.look_up(
            proposal=proposal, purpose=typed["purpose"], channel=LookUp.Channel.API, by=request.user, judged_on=today
        )
        return Response(answer.as_dict())


def own_authority(own, code):
    """The authority with this ONS or DfE code among one's own; 404 for any other, as for a code that never was."""
    for authority in own:
        if code.upper() in (authority.ons_code, authority.dfe_code):
            return authority
    raise Http404


def role_named(authority, slug, today):
    """The role of that name; Refused under the name that the API gives it."""
    try:
        return job_role(authority, slug, today)
    except Refused as refused:
        raise Refused(refused.message, refused.remedy, "role") from refused

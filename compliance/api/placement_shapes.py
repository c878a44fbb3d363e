"""A placement as JSON, in the words of the file format."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from compliance import queries

from .shapes import ANSWER


class PlacementOut(serializers.Serializer):
    """A placement in the words of the file format; who the worker is shows to those with whom that is shared."""

    id = serializers.IntegerField()
    authority = serializers.CharField(source="authority.ons_code", help_text="ONS code")
    reference = serializers.CharField()
    supplier = serializers.CharField(source="supplier.name")
    agency = serializers.CharField(source="agency.name", default=None, allow_null=True)
    swe_number = serializers.SerializerMethodField()
    worker_name = serializers.SerializerMethodField()
    job_title = serializers.CharField(source="job_title.title", default=None, allow_null=True)
    role = serializers.SerializerMethodField()
    pay_type = serializers.CharField()
    hourly_pay = serializers.DecimalField(8, 2)
    offered_hourly_pay = serializers.DecimalField(8, 2)
    hours_per_week = serializers.DecimalField(5, 2)
    start_on = serializers.DateField(source="started_on")
    expected_end_on = serializers.DateField()
    ended_on = serializers.DateField()
    reason = serializers.CharField()
    breach_reason = serializers.SerializerMethodField()

    def get_swe_number(self, placement) -> str | None:
        return placement.worker.swe_number if self._identity(placement) else None

    def get_worker_name(self, placement) -> str | None:
        return placement.worker.name if self._identity(placement) else None

    def get_breach_reason(self, placement) -> str | None:
        return placement.breach_reason if self._shares("placements.Placement", "breach_reason", placement) else None

    def get_role(self, placement) -> str | None:
        return self.context["roles"].get(placement.role_id)

    def _identity(self, placement):
        return self._shares("placements.Worker", "name", placement)

    def _shares(self, label, field, placement):
        """Whether the sharing contract shows a field to whoever asks, of this placement's authority and supplier."""
        about = {"authority_id": placement.authority_id, "supplier_id": placement.supplier_id}
        return self.context["reach"].shares(label, field, **about)


class RateOut(serializers.Serializer):
    """What is paid from a day on."""

    since = serializers.DateField()
    pay_type = serializers.CharField()
    hourly_pay = serializers.DecimalField(8, 2)
    employer_ni = serializers.DecimalField(8, 2)
    apprenticeship_levy = serializers.DecimalField(8, 2)
    holiday_pay = serializers.DecimalField(8, 2)
    agency_fee = serializers.DecimalField(8, 2)
    msp_fee = serializers.DecimalField(8, 2)
    hourly_charge = serializers.DecimalField(8, 2)


class DetailOut(PlacementOut):
    """One placement with its rates, and what each rule says of it now."""

    rates = RateOut(
        many=True, source="rates.all", help_text="The first holds from the start; each is ended by the next."
    )
    answer = serializers.SerializerMethodField(help_text="Null for those who may not read findings.")

    @extend_schema_field(ANSWER)
    def get_answer(self, placement):
        if not self._shares("compliance.Finding", "", placement):
            return None
        return queries.answer_of(placement, on=self.context["today"]).as_dict()

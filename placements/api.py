"""Fields of the API that refuse in the words of `checks`, as forms and imports do."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from authorities.refusal import Refused

from . import checks
from .models import PayType, Placement

MISSING = "This is missing. Send it."


class Checked(serializers.Field):
    """A value that one of the checks takes; `as_field` is the name under which the check knows it."""

    default_error_messages = {
        "required": MISSING,
        "null": MISSING,
        "kind": "Send text or a number, not a list, an object, true or false.",
    }

    def __init__(self, *, as_field="", **options):
        self.as_field = as_field
        if not options.get("required", True):
            options["allow_null"] = True
        super().__init__(**options)

    def to_internal_value(self, value):
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail("kind")
        if isinstance(value, str) and not value.strip():
            if self.required:
                self.fail("required")
            return None
        try:
            return self.checked(value, self.as_field or self.field_name)
        except Refused as refused:
            raise serializers.ValidationError(str(refused)) from refused

    def checked(self, value, field):
        """The value in its stored form; raises Refused."""
        raise NotImplementedError


@extend_schema_field(OpenApiTypes.STR)
class TextIn(Checked):
    """Words on one line, or several."""

    def __init__(self, *, most, lines=False, **options):
        self.most, self.lines = most, lines
        super().__init__(**options)

    def checked(self, value, field):
        return checks.text(value, field=field, most=self.most, required=self.required, lines=self.lines)


@extend_schema_field({"type": "string", "example": "SW123456"})
class SweNumberIn(Checked):
    """A registration number."""

    def checked(self, value, field):
        return checks.swe_number(value)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "number"}], "example": "31.50"})
class HourlyPayIn(Checked):
    """Pounds an hour, to the penny; as text, so that no digit is lost."""

    def checked(self, value, field):
        return checks.hourly_pay(value, field=field)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "number"}], "example": "37"})
class WeeklyHoursIn(Checked):
    """Hours a week."""

    def checked(self, value, field):
        return checks.hours(value, field=field)


@extend_schema_field(OpenApiTypes.DATE)
class DayIn(Checked):
    """A local date; the serializer's context says what day it is."""

    def checked(self, value, field):
        return checks.day(value, field=field, today=self.context["today"])


@extend_schema_field({"type": "string", "enum": PayType.values})
class PayTypeIn(Checked):
    """How the worker is paid."""

    def checked(self, value, field):
        return checks.choice(value, field=field, choices=PayType.choices)


@extend_schema_field({"type": "string", "enum": Placement.Reason.values})
class ReasonIn(Checked):
    """Why an agency worker is needed."""

    def checked(self, value, field):
        return checks.choice(value, field=field, choices=Placement.Reason.choices)

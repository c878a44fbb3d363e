"""Watches."""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from authorities.sealing import seal
from compliance.models import Watch
from placements.matching import match_key
from placements.models import PayType


class WatchFactory(DjangoModelFactory):
    """A worker whom `authority` waits for, by their `number`."""

    class Meta:
        model = Watch

    class Params:
        number = "SW900001"

    purpose = "engage"
    match_key = factory.LazyAttribute(lambda watch: match_key(watch.number))
    sealed_number = factory.LazyAttribute(lambda watch: seal(watch.number))
    pay_type = PayType.PAYE
    hourly_pay = Decimal("30.00")
    starts_on = date(2026, 12, 1)
    free_on = date(2027, 1, 1)
    answer = "not_before"
    asked_at = factory.LazyFunction(timezone.now)
    expires_on = date(2027, 12, 1)

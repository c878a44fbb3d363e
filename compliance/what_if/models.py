"""What-ifs that were kept: a question put to the rulebook, never its answer, which is worked out anew each time."""

import uuid

from django.conf import settings
from django.db import models

from authorities.models import Region
from authorities.people import Appointment
from authorities.sharing import SharedQuerySet

Role = Appointment.Role
ASKERS = (Role.WME_ANALYST, Role.LEAD_DCS)


def regions_asked_for(person):
    """The regions for which this person may ask, in order of name."""
    held = {each.region for each in person.current_appointments if each.region and each.role in ASKERS}
    return sorted(held, key=lambda region: region.name)


def may_ask_about(person, version):
    """Whether this person may ask what a version changes: one of their regions', or one of the national rules."""
    regions, own = regions_asked_for(person), version.agreement.region
    return bool(regions) and (own is None or own in regions)


class WhatIf(models.Model):
    """What would differ if caps were moved by hand, or a version that is not published yet held; see asked.py."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    definition = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("region", "-created_at"), name="what_if_newest")]

    def __str__(self):
        return self.title

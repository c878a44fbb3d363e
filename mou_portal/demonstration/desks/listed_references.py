"""References one by one: two that came, one that is waited for, and the authority's own."""

from datetime import timedelta

from placements import actions
from placements.models import Placement, Reference

DAY = timedelta(days=1)
FIRST = "Team manager, Demonstration Council (invented)"
SECOND = "Practice lead, Demonstration Trust (invented)"
TO = "Demonstration Agency Birch"
MOST = 6


def load(desk):
    """For some placements each of those under way, to come, and over."""
    own = Placement.objects.filter(authority=desk.authority).select_related("authority", "supplier")
    if Reference.objects.filter(placement__in=own).exists():
        return
    known = own.filter(references_received=2, last_reference_on__isnull=False)
    for each in known.live_on(desk.on).order_by("-started_on", "pk")[:MOST]:
        _came(desk, each, FIRST, asked=each.last_reference_on - 12 * DAY, came=each.last_reference_on - 5 * DAY)
        _came(desk, each, SECOND, asked=each.last_reference_on - 12 * DAY, came=each.last_reference_on)
    for each in own.filter(started_on__gt=desk.on).order_by("started_on", "pk")[:3]:
        _came(desk, each, FIRST, asked=desk.on - 9 * DAY, came=desk.on - 4 * DAY)
        _asked(desk, each, SECOND, desk.on - 9 * DAY)
    for each in own.live_on(desk.on).filter(references_received=None).order_by("-started_on", "pk")[:2]:
        _asked(desk, each, FIRST, each.started_on - 10 * DAY)
    over = own.filter(ended_on__lt=desk.on, reference_given_on__isnull=False)
    for each in over.order_by("-ended_on", "pk")[:MOST]:
        given = {"what": "given", "who": TO, "on": each.reference_given_on}
        actions.record_reference(placement=each, **given, **desk.done())


def _asked(desk, placement, who, on):
    actions.record_reference(placement=placement, what="asked", who=who, on=on, **desk.done())


def _came(desk, placement, who, *, asked, came):
    _asked(desk, placement, who, asked)
    actions.record_reference(placement=placement, what="received", who=who, on=came, **desk.done())

"""Reads about leavers: how many members have sent a month, and what one's own authority has sent."""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import TruncMonth

from authorities.models import Membership, Region
from authorities.people import Appointment
from authorities.sharing import reach_of

from .models import LeaverReturn, Post


class Sent(NamedTuple):
    """Of a region's members in a month, how many have sent their leavers."""

    have: int
    of: int


def sent_counts(person, months):
    """For each region of this person, how many of its members have sent each month (first days, the latest first).

    Which members they are is not told: the count alone crosses from one authority to another.
    """
    reach = reach_of(person)
    now = _in_force(months[0], "memberships__")
    own = Q(now, memberships__authority__in=reach.authorities)
    regions = Region.objects.filter(Q(pk__in=reach.regions) | own).distinct().order_by("name")
    members = {}
    for each in Membership.objects.filter(region__in=regions, from_on__lt=following(months[0])):
        members.setdefault(each.region_id, []).append(each)
    sent = set(
        LeaverReturn.objects.filter(
            month__in=months, authority__memberships__region__in=[region.pk for region in regions]
        ).values_list("authority", "month")
    )
    return [(region, [_sent(members.get(region.pk, ()), sent, month) for month in months]) for region in regions]


def _sent(memberships, sent, month):
    """A member on any day of a month has that month to send."""
    those = {
        each.authority_id
        for each in memberships
        if each.from_on < following(month) and (each.until_on is None or each.until_on >= month)
    }
    return Sent(sum((authority, month) in sent for authority in those), len(those))


def _in_force(day, path):
    return Q(**{f"{path}from_on__lt": following(day)}) & (
        Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": day})
    )


def following(month):
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def own_leavers(person):
    """Everybody on record as having left a post with an authority for which this person logs, the latest first."""
    left = Post.objects.for_user(person, Appointment.Role.HR_OFFICER).filter(left_on__isnull=False)
    return left.select_related("worker__authority", "job_role").order_by("-left_on", "worker__swe_number", "pk")


def left_in(person, month):
    """One's own leavers of a month, by its first day."""
    return own_leavers(person).filter(left_on__gte=month, left_on__lt=following(month))


def months_of_own(person, months):
    """For each month, latest first: how many of one's own leavers are on record in it, and what was received."""
    left = own_leavers(person).filter(left_on__gte=min(months), left_on__lt=following(max(months)))
    counted = Counter(left.annotate(month=TruncMonth("left_on")).values_list("month", flat=True))
    received = {}
    for each in LeaverReturn.objects.for_user(person, Appointment.Role.HR_OFFICER).filter(month__in=months):
        received.setdefault(each.month, []).append(each)
    return [(month, counted[month], received.get(month, [])) for month in months]

"""Reads for the forecast: the caps to come, and the placements that a person may read that will be over them."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from authorities.models import Authority, Region
from authorities.people import Appointment
from authorities.sharing import regions_read_by
from authorities.todo import ToDo
from placements.models import Placement

from .assess import assess_stretch
from .forecast import Coming, Going, coming_days, going_over, notice_asked
from .gather import OF_A_PAGE, gather, in_batches
from .moved_caps import cap_changes
from .periods import ONE_DAY
from .queries import leave_of, rulebook


class Told(NamedTuple):
    """A placement that will be over a cap, with its reference and its authority's name."""

    going: Going
    reference: str
    authority: str

    @property
    def soonest(self):
        """Sorts those to act on first, each by the last day to give notice."""
        return not self.going.to_act_on, self.going.notice.give_by or date.max, self.going.placement


class Day(NamedTuple):
    """A day to come, what changes on it, and those told of, to act on first."""

    coming: Coming
    told: list[Told]


class Forecast(NamedTuple):
    """A region's days to come that matter."""

    region: Region
    days: list[Day]

    @property
    def to_act_on(self):
        """What is to be acted on, each placement as often as it goes over a cap."""
        return [going for day in self.days for going in day.coming.to_act_on]


def forecasts(person, day, *roles):
    """The forecast by what is published, for each region of which this person reads records, in order of name."""
    regions = Region.objects.filter(pk__in=regions_read_by(person, "reports.Edition", *roles)).order_by("name")
    return [forecast(day, rulebook(), region=region, person=person, roles=roles) for region in regions]


def forecast(day, book, *, region, person, roles=()):
    """Who will be over a cap that comes after a day (local date), of the placements that this person may read, in one
    of these roles or in any."""
    days = coming_days(book, region.code, day)
    own = Placement.objects.for_user(person, *roles)
    judged, rows = _judged(_staying(own, days, region), book, days) if days else ([], {})
    asked = notice_asked(book, region.code, day)
    coming = [
        Coming(
            each,
            cap_changes(region.code, (book, each - ONE_DAY), (book, each)),
            [going for one in judged for going in going_over(*one, each, asked)],
        )
        for each in days
    ]
    matters = [each for each in coming if each.matters]
    authorities = Authority.objects.in_bulk(
        {rows[going.placement].authority_id for each in matters for going in each.going}
    )
    return Forecast(region, [Day(each, _told(each.going, rows, authorities)) for each in matters])


def to_do(person, on):
    """What this person has to do about caps to come, on a day (local date): one thing, for the first of them."""
    for each in forecasts(person, on, Appointment.Role.HR_OFFICER):
        going = each.to_act_on
        days = [one.notice.give_by for one in going if one.notice.give_by and one.notice.give_by >= on]
        if going:
            text, count = "Look at placements that will go over a coming cap", len({one.placement for one in going})
            yield ToDo(text, reverse("forecast"), due_on=min(days, default=None), count=count)


def _told(going, rows, authorities):
    told = []
    for each in going:
        row = rows[each.placement]
        told.append(Told(each, row.reference, authorities[row.authority_id].name))
    return sorted(told, key=lambda one: one.soonest)


def _staying(placements, days, region):
    """The ids of those placements that begin before the last of these days and last until the first at least."""
    members = Authority.objects.filter(memberships__region=region)
    begun = placements.filter(authority__in=members, started_on__lt=days[-1])
    staying = begun.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=days[0]))
    return list(staying.order_by("pk").values_list("pk", flat=True))


def _judged(ids, book, days):
    """Each placement with its judged stretches and its leave; the last day to come is judged as well."""
    judged, rows = [], {}
    for batch in in_batches(ids, OF_A_PAGE):
        leave = leave_of(batch)
        for row, stretches in gather(batch, rulebook=book, judged_on=days[-1], at_once=OF_A_PAGE):
            rows[row.id] = row
            outcomes = [(facts, assess_stretch(facts, book)) for facts in stretches]
            judged.append((row.id, outcomes, leave.get(row.id, ())))
    return judged, rows

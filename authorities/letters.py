"""Under which name each authority's figures are shown to a person: its own, or a letter that changes each quarter."""

from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch, Q
from django.utils.crypto import salted_hmac

from .models import Authority, Membership
from .people import Appointment
from .sharing import reach_of


class Shown(NamedTuple):
    """An authority as one person sees it; `code` stands for it in addresses, and `named` ones may be opened."""

    authority_id: int
    code: str
    label: str
    named: bool
    current: bool


def shown_to(person, day):
    """The authorities whose figures this person may see on the day: those with a name first, then the letters.

    Whoever belongs to the workforce group sees the whole region, but by name only what they may read anyway.
    """
    reach = reach_of(person)
    group = Membership.objects.filter(region__in=_regions_of_group(person, day))
    members = Membership.objects.filter(from_on__lte=day)
    wanted = (
        Q(pk__in=reach.authorities)
        | Q(memberships__region__in=reach.regions)
        | Q(pk__in=group.filter(from_on__lte=day).values("authority"))
    )
    found = Authority.objects.filter(wanted).distinct().prefetch_related(Prefetch("memberships", members))
    lettered = letters([authority.ons_code for authority in found], day)
    shown = [_shown(authority, reach, lettered[authority.ons_code], day) for authority in found]
    # By letter, not by name: the order must not give a name away.
    return sorted(shown, key=lambda one: (not one.named, 0 if one.named else len(one.label), one.label))


def letters(codes, day):
    """A letter for each authority, by ONS code: the same for everybody all quarter, drawn anew in the next.

    The draw is keyed, because with a plain hash whoever knows the codes could work the letters out.
    """
    quarter = f"{day.year}Q{(day.month + 2) // 3}"
    drawn = sorted(codes, key=lambda code: _lot(f"{quarter} {code}"))
    return {code: _letter(place) for place, code in enumerate(drawn)}


def _lot(text):
    return salted_hmac("authorities.letters", text, algorithm="sha256").hexdigest()


def _letter(place):
    """0 is A, 25 is Z, 26 is AA."""
    letter = ""
    while place >= 0:
        letter = chr(ord("A") + place % 26) + letter
        place = place // 26 - 1
    return letter


def _regions_of_group(person, day: date):
    """The regions in whose workforce group the person sits, by their appointment or their authority's membership."""
    held = [each for each in person.current_appointments if each.role == Appointment.Role.WORKFORCE_GROUP]
    named = {each.region_id for each in held if each.region_id}
    through = Membership.objects.in_force_on(day).filter(authority__in=[e.authority_id for e in held if e.authority_id])
    return named | set(through.values_list("region", flat=True))


def _shown(authority, reach, letter, day):
    memberships = authority.memberships.all()
    current = any(each.until_on is None or each.until_on >= day for each in memberships)
    named = authority.pk in reach.authorities or any(each.region_id in reach.regions for each in memberships)
    if named:
        return Shown(authority.pk, authority.ons_code, authority.name, True, current)
    return Shown(authority.pk, letter, f"Authority {letter}", False, current)

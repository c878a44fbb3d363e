"""Who gives which role, and who says each quarter that it is still needed.

An authority looks after its own: its director gives the roles of its staff, an approver those of HR officers. The
administrator gives all, and looks after those that no authority does. Nobody looks after their own.
"""

from datetime import date, timedelta

from django.db.models import Q

from .models import Invitation
from .people import Appointment

Role = Appointment.Role
OF_STAFF = (Role.HR_OFFICER, Role.APPROVER, Role.CHIEF_EXECUTIVE, Role.WORKFORCE_GROUP)
GIVEN_BY = {Role.DCS: OF_STAFF, Role.APPROVER: (Role.HR_OFFICER,)}
OF_NO_AUTHORITY = tuple(role for role in Role if role not in OF_STAFF)
# For whom each role is held; an auditor audits an authority or a region.
WHERE = dict.fromkeys((*OF_STAFF, Role.DCS), ("authority",)) | {
    Role.WME_ANALYST: ("region",),
    Role.LEAD_DCS: ("region",),
    Role.SUPPLIER: ("supplier",),
    Role.AUDITOR: ("region", "authority"),
    Role.ADMINISTRATOR: (),
}
DAYS_TO_REVIEW = 30  # from the first day of a quarter


def roles_given_by(person):
    """The roles that this person may give somewhere, in the order of the list of roles."""
    if person.holds(Role.ADMINISTRATOR):
        return list(Role)
    given = {role for by, roles in GIVEN_BY.items() if person.holds(by) for role in roles}
    return [role for role in Role if role in given]


def may_give(person, role, *, authority=None, region=None, supplier=None):
    """Whether this person may give the role there today."""
    there = {"authority": authority, "region": region, "supplier": supplier}
    named = [kind for kind, value in there.items() if value]
    if not person.is_active or (len(named) != 1 if WHERE[role] else named) or not set(named) <= set(WHERE[role]):
        return False
    if person.holds(Role.ADMINISTRATOR):
        return True
    givers = [by for by, roles in GIVEN_BY.items() if role in roles]
    return authority is not None and authority in person.authorities_as(*givers)


def looked_after_by(person):
    """A filter on appointments and invitations alike: those that this person confirms, ends and withdraws."""
    mine = Q(pk=None)
    for by, roles in GIVEN_BY.items():
        mine |= Q(role__in=roles, authority__in=person.authorities_as(by))
    if person.holds(Role.ADMINISTRATOR):
        mine |= Q(role__in=OF_NO_AUTHORITY)
    return mine


def appointments_looked_after(person, on):
    """The appointments in force on the day (local date) that this person answers for."""
    held = Appointment.objects.in_force_on(on).filter(looked_after_by(person)).exclude(person=person)
    return held.select_related("person", "authority", "region", "supplier", "confirmed_by").order_by(
        "person__email", "role"
    )


def open_invitations(person, moment):
    """The invitations that this person may withdraw: neither accepted, withdrawn nor run out at the moment."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=moment)
    own = Q(invited_by=person) | looked_after_by(person)
    return waiting.filter(own).select_related("authority", "region", "supplier").order_by("email")


def quarter_began(on: date):
    """The first day of the calendar quarter of a day."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def unconfirmed(appointments, on):
    """Those that nobody has confirmed in the quarter of the day; what began in it was somebody's decision already."""
    began = quarter_began(on)
    return appointments.filter(Q(confirmed_on__lt=began) | Q(confirmed_on=None), from_on__lt=began)


def review_due_on(on):
    """By when a quarter's review is to be done."""
    return quarter_began(on) + timedelta(days=DAYS_TO_REVIEW)

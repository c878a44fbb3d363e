"""The sharing contract: whose records each role may read, and which fields of them."""

from dataclasses import dataclass

from . import clock
from .models import Membership
from .people import Appointment

Role = Appointment.Role

# Those who work for one authority read its records, names included.
AUTHORITY_ROLES = (Role.HR_OFFICER, Role.APPROVER, Role.DCS, Role.CHIEF_EXECUTIVE, Role.WORKFORCE_GROUP, Role.AUDITOR)
# Those who work for the region read every member's records; of these, only the auditor sees who the worker is.
REGION_ROLES = (Role.WME_ANALYST, Role.LEAD_DCS, Role.AUDITOR)


@dataclass(frozen=True)
class Reach:
    """Whose records a person may read today."""

    authorities: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    suppliers: frozenset[int] = frozenset()
    identified: frozenset[int] = frozenset()

    def sees_identity(self, *, authority_id, supplier_id):
        """Whether the worker's name and number show: to their authority, their supplier and their region's auditor."""
        return authority_id in self.identified or supplier_id in self.suppliers


def reach_of(person) -> Reach:
    """Whose records this person may read, from the appointments they hold today; nobody's when signed out."""
    if not person.is_authenticated or not person.is_active:
        return Reach()
    held = person.current_appointments
    own = frozenset(a.authority_id for a in held if a.authority_id and a.role in AUTHORITY_ROLES)
    audited = {a.region_id for a in held if a.region_id and a.role == Role.AUDITOR}
    return Reach(
        authorities=own,
        regions=frozenset(a.region_id for a in held if a.region_id and a.role in REGION_ROLES),
        suppliers=frozenset(a.supplier_id for a in held if a.supplier_id and a.role == Role.SUPPLIER),
        identified=own | (_members_of(audited) if audited else frozenset()),
    )


def regions_read_by(person):
    """The regions whose reports this person may read: those they work for, and those of their own authorities."""
    held = person.current_appointments
    named = {a.region_id for a in held if a.region_id and a.role in (*REGION_ROLES, Role.WORKFORCE_GROUP)}
    own = Membership.objects.begun_by(clock.today()).filter(authority__in=reach_of(person).authorities)
    return named | set(own.values_list("region", flat=True))


def _members_of(regions):
    """Every authority that is or was a member of these regions: history stays readable."""
    held = Membership.objects.begun_by(clock.today()).filter(region__in=regions)
    return frozenset(held.values_list("authority", flat=True))

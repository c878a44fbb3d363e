"""The sharing contract: whose records each role may read, and which fields of them."""

from dataclasses import dataclass

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
    identity_in_regions: frozenset[int] = frozenset()

    def sees_identity(self, *, authority_id, supplier_id):
        """Whether the worker's name and number show: to their authority, their supplier and the region's auditor."""
        return bool(authority_id in self.authorities or supplier_id in self.suppliers or self.identity_in_regions)


def reach_of(person) -> Reach:
    """Whose records this person may read, from the appointments they hold today; nobody's when signed out."""
    if not person.is_authenticated or not person.is_active:
        return Reach()
    held = person.current_appointments
    return Reach(
        authorities=frozenset(a.authority_id for a in held if a.authority_id and a.role in AUTHORITY_ROLES),
        regions=frozenset(a.region_id for a in held if a.region_id and a.role in REGION_ROLES),
        suppliers=frozenset(a.supplier_id for a in held if a.supplier_id and a.role == Role.SUPPLIER),
        identity_in_regions=frozenset(a.region_id for a in held if a.region_id and a.role == Role.AUDITOR),
    )

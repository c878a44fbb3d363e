"""Who reads: a role in a case. An HR officer of a record's own authority is one reader, of another authority none."""

from enum import StrEnum
from typing import NamedTuple

from ..people import Appointment

Role = Appointment.Role
STAFF = (Role.HR_OFFICER, Role.APPROVER, Role.DCS, Role.CHIEF_EXECUTIVE)


class Case(StrEnum):
    """How a person stands to a record."""

    OWN = "works for the record’s own authority"
    REGION = "works for a region that the authority is or was a member of"
    ORDER = "works for the supplier whose order it is"
    MEMBER = "works for an authority of the region that the record is about"
    TYPED = "typed it"


class Reader(NamedTuple):
    """A role in a case."""

    role: str
    case: Case


def own(*roles):
    return frozenset(Reader(role, Case.OWN) for role in roles)


def of_region(*roles):
    return frozenset(Reader(role, Case.REGION) for role in roles)


def of_member(*roles):
    return frozenset(Reader(role, Case.MEMBER) for role in roles)


# Those who answer for an authority's records, and whoever checks that they do.
OFFICERS = own(*STAFF)
KEEPERS = own(*STAFF, Role.AUDITOR) | of_region(Role.AUDITOR)
NOBODY: frozenset[Reader] = frozenset()
LOGGERS = own(Role.HR_OFFICER)
OWN = own(*STAFF, Role.WORKFORCE_GROUP, Role.AUDITOR)
REGION = of_region(Role.WME_ANALYST, Role.LEAD_DCS, Role.AUDITOR)
SUPPLIER = frozenset({Reader(Role.SUPPLIER, Case.ORDER)})
WHOEVER_TYPED = frozenset({Reader(Role.HR_OFFICER, Case.TYPED)})
# The authority and its region, but not its suppliers: what was found, and why it went ahead.
JUDGED = OWN | REGION
# The order as its supplier knows it too.
ORDER = JUDGED | SUPPLIER
# Of those who work for the region the auditor alone sees who a worker is, and what they did elsewhere.
EVIDENCE = OWN | of_region(Role.AUDITOR)
IDENTITY = EVIDENCE | SUPPLIER
REVIEWERS = own(Role.APPROVER, Role.DCS, Role.AUDITOR) | of_region(Role.AUDITOR)
DOWNLOADERS = of_region(Role.WME_ANALYST, Role.LEAD_DCS)
TOLD = REGION | of_member(*STAFF, Role.WORKFORCE_GROUP, Role.AUDITOR)

"""Whose records a person reads, from the appointments they hold today, narrowed by the contract."""

from functools import cached_property

from django.apps import apps

from .. import clock
from .contract import readers
from .readers import Case, Reader, Role

# For which of its bodies each role is held; any other pairing opens nothing.
OF_AUTHORITY = (Role.HR_OFFICER, Role.APPROVER, Role.DCS, Role.CHIEF_EXECUTIVE, Role.WORKFORCE_GROUP, Role.AUDITOR)
OF_REGION = (Role.WME_ANALYST, Role.LEAD_DCS, Role.AUDITOR)


class Reach:
    """What a person holds, as (role, case, id of the authority, region or supplier)."""

    def __init__(self, held=()):
        self.held = frozenset(held)
        self._narrowed = {}

    def __bool__(self):
        return bool(self.held)

    def ids(self, case):
        """The ids of whatever the case is about."""
        return frozenset(pk for _, held_in, pk in self.held if held_in == case)

    @cached_property
    def authorities(self):
        return self.ids(Case.OWN)

    @cached_property
    def regions(self):
        return self.ids(Case.REGION)

    @cached_property
    def suppliers(self):
        return self.ids(Case.ORDER)

    @cached_property
    def members(self):
        """Every authority that is or was a member of these regions, with one query the first time it is asked."""
        return frozenset(members_of(self.regions)) if self.regions else frozenset()

    @property
    def is_of_one_authority(self):
        """Whether all that it opens is of one and the same authority."""
        return len(self.authorities) == 1 and not self.regions and not self.suppliers

    def of(self, readers):
        """The part of this reach in which the person is one of these readers."""
        if readers not in self._narrowed:
            self._narrowed[readers] = Reach(each for each in self.held if each[:2] in readers)
        return self._narrowed[readers]

    def shares(self, label, field="", *, authority_id, supplier_id=None):
        """Whether the contract shows a field of a kind of record, of this authority and supplier, to the person."""
        narrowed = self.of(readers(label, field))
        if authority_id in narrowed.authorities or supplier_id in narrowed.suppliers:
            return True
        return authority_id in narrowed.members

    def sees_identity(self, *, authority_id, supplier_id):
        """Whether the worker's name and number show: to their authority, their supplier and their region's auditor."""
        return self.shares("placements.Worker", "name", authority_id=authority_id, supplier_id=supplier_id)


def reach_of(person) -> Reach:
    """Whose records this person may read, from the appointments they hold today; nobody's when signed out."""
    if not person.is_authenticated or not person.is_active:
        return Reach()
    return Reach(each for appointment in person.current_appointments for each in _opened_by(appointment))


def _opened_by(appointment):
    role = appointment.role
    if appointment.authority_id and role in OF_AUTHORITY:
        yield role, Case.OWN, appointment.authority_id
        if role == Role.HR_OFFICER:
            yield role, Case.TYPED, appointment.authority_id
    if appointment.region_id and role in OF_REGION:
        yield role, Case.REGION, appointment.region_id
    if appointment.region_id and role == Role.WORKFORCE_GROUP:
        yield role, Case.MEMBER, appointment.region_id
    if appointment.supplier_id and role == Role.SUPPLIER:
        yield role, Case.ORDER, appointment.supplier_id


def members_of(regions):
    """Every authority that is or was a member of these regions, as a query: history stays readable."""
    held = apps.get_model("authorities.Membership").objects.begun_by(clock.today())
    return held.filter(region__in=regions).values_list("authority", flat=True)


def wanted(label, roles):
    """Who reads any of such records; with roles, in one of these alone."""
    every = readers(label)
    return frozenset(each for each in every if each.role in roles) if roles else every


def regions_read_by(person, label="reports.Edition", *roles):
    """The regions of which this person reads such records: those they work for, and those of their own authorities."""
    readers = wanted(label, roles)
    as_member = frozenset(Reader(role, Case.OWN) for role, case in readers if case == Case.MEMBER)
    reach = reach_of(person)
    named = reach.of(readers)
    held = apps.get_model("authorities.Membership").objects.begun_by(clock.today())
    own = held.filter(authority__in=reach.of(as_member).authorities).values_list("region", flat=True)
    return named.regions | named.ids(Case.MEMBER) | (set(own) if as_member else set())

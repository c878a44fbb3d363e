"""What others hold: a record of each kind of the sharing contract at a place, for whoever does not read it there."""

from typing import NamedTuple

from django.apps import apps

from authorities.models import Appointment, Authority, Region, Supplier
from authorities.sharing import reach_of, regions_read_by
from authorities.sharing.contract import KINDS
from tests.factories import (
    SupplierFactory,
)
from tests.others_made import There

Role = Appointment.Role
# Read by fewer than read the placement that it hangs on.
ON_A_PLACEMENT = ("placements.Reference", "placements.RegisterCheck", "placements.Conversion")
ACCOUNTS = ("authorities.Appointment", "authorities.Invitation")
# What a report of the region was built from is in it; see tests/reports.
OF_REGION = {"compliance.WhatIf", "reports.Edition", "reports.EditionFile"}


class Place(NamedTuple):
    """Whose record it is: an authority with the region it is in, and the supplier whose order it is."""

    authority: Authority
    region: Region
    supplier: Supplier


def places():
    """Walsall with a supplier of its own and with Ivy’s, Dudley, and Newcastle in another region."""
    third = SupplierFactory(name="Supplier of the others")
    for name, supplier in (("Walsall", None), ("Walsall", third), ("Dudley", third), ("Newcastle", third)):
        authority = Authority.objects.get(name=name)
        region = Region.objects.get(memberships__authority=authority)
        yield Place(authority, region, supplier or Supplier.objects.get(name="Test Supplier"))


def hidden_from(person, place):
    """The kinds of record that this person, or nobody, reads none of at a place: the contract’s answer."""
    reach = reach_of(person)
    where = {"authority_id": place.authority.pk, "supplier_id": place.supplier.pk}
    for kind in KINDS:
        if kind.label in OF_REGION:
            shown = place.region.pk in regions_read_by(person, kind.label)
        elif kind.label == "placements.LeaverReturn":
            # How many of a region have sent theirs is told to its members; which, to those who read the return.
            shown = place.region.pk in regions_read_by(person)
        else:
            shown = reach.shares(kind.label, **where)
        if not shown:
            yield kind.label
    looks_after = place.authority in person.authorities_as(Role.DCS, Role.APPROVER)
    if not looks_after and not person.holds(Role.ADMINISTRATOR):
        yield from ACCOUNTS


def add(labels, place):
    """One more of each of these kinds there, hung on what is there already where that is read."""
    there = There(place, hung_on_new="placements.Placement" in labels)
    for label in labels:
        if label in ON_A_PLACEMENT and there.placed is None:
            continue
        make = getattr(there, label.split(".")[1].lower(), None)
        if make:
            make()
        else:
            there.anything(apps.get_model(label))

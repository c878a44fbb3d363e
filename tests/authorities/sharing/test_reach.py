"""The sharing contract: what a person may read in one region or authority opens nothing in another."""

from datetime import date

import pytest

from authorities import clock
from authorities.models import Appointment, Authority, Membership, Person, Region
from authorities.sharing import reach_of, regions_read_by
from placements.models import Placement
from tests.factories import AppointmentFactory, PersonFactory, PlacementFactory

Role = Appointment.Role


@pytest.fixture
def north(db):
    return Region.objects.create(code="E12000001", name="North East")


@pytest.fixture
def newcastle(north):
    found = Authority.objects.create(
        name="Newcastle", ons_code="E08000021", dfe_code="391", kind="metropolitan", run_by="council"
    )
    Membership.objects.create(region=north, authority=found, from_on=date(2015, 1, 1))
    return found


def sees(person, authority):
    return reach_of(person).sees_identity(authority_id=authority.pk, supplier_id=None)


def test_an_auditor_of_one_region_who_is_analyst_of_another_sees_names_only_where_they_audit(
    dev, north, newcastle, walsall
):
    AppointmentFactory(person=dev, role=Role.AUDITOR, region=north)

    assert sees(dev, newcastle)
    assert not sees(dev, walsall)


def test_the_regions_auditor_sees_names_the_analyst_and_the_lead_do_not(hugo, dev, elin, walsall):
    assert [sees(person, walsall) for person in (hugo, dev, elin)] == [True, False, False]


def test_an_auditor_who_keeps_one_authoritys_names_sees_no_others(asha, walsall, dudley):
    AppointmentFactory(person=asha, role=Role.AUDITOR, authority=dudley)
    stranger = AppointmentFactory(role=Role.AUDITOR, authority=dudley).person

    assert sees(asha, walsall)
    assert sees(asha, dudley)
    assert not sees(stranger, walsall)


def test_an_authority_that_has_yet_to_join_is_not_read_before(dev, hugo, west_midlands, newcastle, agreements):
    joins = Membership.objects.create(
        region=west_midlands, authority=newcastle, from_on=clock.today().replace(year=clock.today().year + 1, day=1)
    )
    PlacementFactory(authority=newcastle)

    assert not Placement.objects.for_user(dev).exists()
    assert not sees(hugo, newcastle)

    joins.from_on = clock.today()
    joins.save()

    assert Placement.objects.for_user(dev).exists()
    assert sees(hugo, newcastle)


def test_reports_are_read_by_those_of_their_region(asha, dev, gita, ivy, jan, north, west_midlands, newcastle):
    of_north = AppointmentFactory(role=Role.WME_ANALYST, region=north).person
    of_newcastle = AppointmentFactory(role=Role.HR_OFFICER, authority=newcastle).person

    assert [regions_read_by(person) for person in (asha, dev, gita)] == [{west_midlands.pk}] * 3
    assert [regions_read_by(person) for person in (of_north, of_newcastle)] == [{north.pk}] * 2
    assert [regions_read_by(person) for person in (ivy, jan)] == [set(), set()]


def test_a_superuser_may_do_what_their_role_allows_and_no_more(db):
    nobody = PersonFactory(is_superuser=True)
    made = Person.objects.create_superuser("root@example.org", "three random words")

    for permission in ("placements.read", "reports.download_region", "authorities.read_people"):
        assert not nobody.has_perm(permission)
    assert made.has_perm("authorities.read_people")
    assert not made.has_perm("placements.read")

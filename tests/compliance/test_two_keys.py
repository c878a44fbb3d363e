"""Whose turn it is: the right thing on the right person's list, and nothing on the others'."""

import pytest

from authorities.models import Appointment, Region
from compliance.models import AgreementVersion, Approval
from compliance.two_keys import acts_as, key_to_turn, to_do
from tests.conftest import appointed

Role = Appointment.Role
STEPS = [
    ("drafted", "Check", None),
    ("checked", "Approve", None),
    ("half_approved", None, "Approve"),
    ("approved", "Publish", "Publish"),
    ("published", None, None),
]


@pytest.fixture
def half_approved(checked, dev):
    """With the first key alone."""
    Approval.objects.create(version=checked, person=dev, key=Approval.Key.FIRST, sha256=checked.sha256)
    return checked


def listed(person):
    return [item.text for item in to_do(person)]


@pytest.mark.parametrize(("state", "analyst", "lead"), STEPS)
def test_each_step_waits_for_those_whose_turn_it_is(request, state, analyst, lead, dev, elin, hugo, asha):
    version = request.getfixturevalue(state)
    named = f"version 2026 of “{version.agreement.title}”"

    assert listed(dev) == ([f"{analyst} {named}"] if analyst else [])
    assert listed(elin) == ([f"{lead} {named}"] if lead else [])
    assert listed(hugo) == listed(asha) == []


@pytest.mark.parametrize("state", ["drafted", "checked"])
def test_nothing_waits_for_another_region(request, state):
    version = request.getfixturevalue(state)
    north = Region.objects.create(code="E12000001", name="North East")
    nora = appointed("nora", Role.WME_ANALYST, region=north)

    assert listed(nora) == []
    assert key_to_turn(nora, version, []) is None


def test_the_national_rules_wait_for_the_analyst_of_any_region(agreements, dev, asha):
    national = AgreementVersion.objects.get(agreement__slug="dfe-agency-rules")

    assert acts_as(dev, Role.WME_ANALYST, national)
    assert not acts_as(asha, Role.WME_ANALYST, national)


def test_the_list_takes_two_queries_and_others_take_none(checked, dev, asha, django_assert_num_queries):
    for person, queries in ((dev, 2), (asha, 0)):
        assert person.current_appointments
        with django_assert_num_queries(queries):
            listed(person)

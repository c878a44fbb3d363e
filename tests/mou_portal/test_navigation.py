"""The menu shows each person the pages that they may open, and marks the one they are on."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from mou_portal import navigation

ADDRESSES = {
    "home": "/",
    "placements": "/placements/",
    "record_placement": "/placements/record/",
    "reports": "/reports/",
    "rules": "/rules/",
    "agreements": "/agreements/",
}


class Somebody:
    is_authenticated = True

    def __init__(self, *permissions):
        self.permissions = permissions

    def has_perm(self, permission):
        return permission in self.permissions


@pytest.fixture(autouse=True)
def _addresses(monkeypatch):
    monkeypatch.setattr(navigation, "address", lambda name: ADDRESSES.get(name, ""))


def labels(user, path="/"):
    return [item.label for item in navigation.menu(user, path)]


def test_the_menu_holds_what_a_person_may_open():
    assert labels(Somebody("placements.record", "placements.read")) == [
        "Home",
        "Record a placement",
        "Placements",
    ]
    assert labels(Somebody("reports.read_quarterly")) == ["Home", "Reports"]
    assert labels(Somebody()) == ["Home"]


def test_a_page_that_this_portal_has_not_is_not_in_the_menu():
    assert labels(Somebody("compliance.check_worker")) == ["Home"]


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/", ["Home"]),
        ("/placements/", ["Placements"]),
        ("/placements/12/", ["Placements"]),
        ("/placements/record/answer/", ["Record a placement"]),
        ("/elsewhere/", []),
    ],
)
def test_the_page_that_holds_the_address_is_marked(path, active):
    items = navigation.menu(Somebody("placements.record", "placements.read"), path)

    assert [item.label for item in items if item.active] == active


def test_agreements_belong_to_the_rules_for_whoever_has_no_more_to_do_with_them():
    reader, approver = (
        Somebody("compliance.read_rules"),
        Somebody("compliance.read_rules", "compliance.approve_agreements"),
    )
    active = [
        [item.label for item in navigation.menu(person, "/agreements/3/") if item.active]
        for person in (reader, approver)
    ]

    assert active == [["Rules"], ["Agreements"]]
    assert labels(reader) == ["Home", "Rules"]


def test_nobody_has_a_menu_before_signing_in():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert navigation.navigation(request)["navigation"] == []


def test_the_header_says_whom_a_person_works_for(asha, dev, ivy, jan):
    named = [navigation.acting_for(person) for person in (asha, dev, ivy, jan)]

    assert named == ["Walsall", "West Midlands", "Test Supplier", ""]

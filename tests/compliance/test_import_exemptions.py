"""Importing leave to go outside a clause."""

import io
import json
from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from compliance.models import Exemption
from placements.models import Change
from tests.factories import PlacementFactory, SupplierFactory
from tests.placements.imports.conftest import as_csv

pytestmark = pytest.mark.django_db

ROW = {
    "reference": "T-1",
    "clause": "cap",
    "kind": "exemption",
    "from_on": "2026-03-02",
    "until_on": "2026-08-28",
    "exit_plan": "Advertise the post.",
    "decided_by": "Ben",
    "decided_on": "2026-02-27",
}
APPROVAL = ROW | {"kind": "approval", "exit_plan": "", "second_by": "Chief", "second_on": "2026-02-28"}


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield


@pytest.fixture
def send(tmp_path, agreements, walsall, asha):
    PlacementFactory(authority=walsall, reference="T-1")

    def sent(*rows):
        file = tmp_path / "exemptions.csv"
        file.write_bytes(as_csv(rows))
        out = io.StringIO()
        call_command("import_exemptions", str(file), "--authority", "335", "--by", asha.email, "--json", stdout=out)
        return json.loads(out.getvalue())

    return sent


def test_exemptions_and_approvals_go_in(send):
    assert send(ROW, APPROVAL)["added"] == 2
    assert sorted(Exemption.objects.values_list("kind", "until_on")) == [
        ("approval", date(2026, 8, 28)),
        ("exemption", date(2026, 8, 28)),
    ]


def test_the_same_file_twice_changes_nothing(send):
    send(ROW, ROW | {"until_on": "2026-09-30"})
    Change.objects.all().delete()

    answer = send(ROW, ROW | {"until_on": "2026-09-30"})

    assert (answer["added"], answer["changed"], answer["unchanged"], answer["parked"]) == (0, 0, 2, 0)
    assert Exemption.objects.get().until_on == date(2026, 9, 30)
    assert not Change.objects.exists()


def test_a_renewal_is_a_change(send):
    send(ROW)

    assert send(ROW | {"until_on": "2026-12-31"})["changed"] == 1


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        (ROW | {"exit_plan": ""}, "exit_plan", "There is no exit plan."),
        (ROW | {"until_on": ""}, "until_on", "until_on is missing."),
        (ROW | {"until_on": "2026-03-01"}, "until_on", "It ends before it begins."),
        (ROW | {"clause": "Santa"}, "clause", "No agreement has the clause “Santa”."),
        (ROW | {"reference": "T-9"}, "reference", "No placement has the reference T-9."),
        (ROW | {"kind": "waiver"}, "kind", "Kind is “waiver”."),
        (APPROVAL | {"second_by": "Ben"}, "second_by", "Both keys are the same person."),
    ],
)
def test_what_is_wrong_is_said_at_its_column(send, wrong, column, reason):
    (row,) = send(wrong)["rows"]

    assert (row["column"], row["reason"]) == (column, reason)
    assert not Exemption.objects.exists()


def test_a_reference_of_two_suppliers_needs_the_supplier(send, walsall):
    PlacementFactory(authority=walsall, reference="T-1", supplier=SupplierFactory(name="Other"))

    assert send(ROW)["rows"][0]["reason"] == "More than one supplier uses this reference."
    assert send(ROW | {"supplier": "other"})["added"] == 1

"""Importing placements."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError
from django.db import DataError

from authorities.models import Agency, Supplier
from placements.models import Change, ImportRun, ParkedRow, Placement, Rate, Worker
from tests.factories import JobTitleFactory

pytestmark = pytest.mark.django_db

ROW = {
    "reference": "A-1",
    "supplier": "Test Supplier",
    "swe_number": "SW900001",
    "worker_name": "Test Worker",
    "role": "senior_social_worker",
    "pay_type": "umbrella",
    "hourly_pay": "31.50",
    "start_on": "2026-03-02",
}


def counts(answer):
    return [answer[fate] for fate in ("added", "changed", "unchanged", "parked")]


def problems(answer):
    return [(row["row"], row["column"], row["reason"]) for row in answer["rows"]]


def stored():
    """Everything that is on record, in words that do not depend on ids."""
    rates = Rate.objects.order_by("placement__reference", "since")
    return {
        "placements": sorted(
            Placement.objects.values_list(
                "reference", "supplier__name", "worker__swe_number", "worker__name", "started_on", "ended_on",
                "expected_end_on", "hours_per_week", "job_role__slug",
            ),
            key=str,
        ),
        "rates": list(rates.values_list("placement__reference", "since", "pay_type", "hourly_pay", "agency_fee")),
        "parked": sorted(ParkedRow.objects.values_list("column", "reason")),
    }  # fmt: skip


def test_good_rows_go_in_and_bad_ones_are_parked_with_what_to_do(send):
    answer = send("placements", [ROW, ROW | {"reference": "A-2", "hourly_pay": "-1"}])

    assert counts(answer) == [1, 0, 0, 1]
    assert answer["rows"] == [
        {"row": 3, "column": "hourly_pay", "reason": "Hourly pay is -£1.", "remedy": "Enter more than £0."}
    ]
    assert Placement.objects.get().reference == "A-1"
    assert ParkedRow.objects.get().row["reference"] == "A-2"


def test_the_same_file_twice_changes_nothing_and_parks_nothing_twice(send):
    rows = [ROW, ROW | {"hourly_pay": "32", "rate_from": "2026-05-01"}, ROW | {"reference": "A-2", "role": "wizard"}]
    send("placements", rows)
    before, events, runs = stored(), Placement.objects.get().events.count(), ImportRun.objects.count()
    Change.objects.all().delete()

    answer = send("placements", rows)

    assert counts(answer) == [0, 0, 2, 1]
    assert stored() == before
    assert (Placement.objects.get().events.count(), ImportRun.objects.count()) == (events, runs)
    assert not Change.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(send):
    rows = [ROW, ROW | {"reference": "A-2", "swe_number": "X"}]
    dry = send("placements", rows, "--dry-run")

    assert [model.objects.count() for model in (Placement, ParkedRow, ImportRun)] == [0, 0, 0]
    assert not Supplier.objects.filter(name="Test Supplier").exists()
    assert dry | {"dry_run": False} == send("placements", rows)


def test_headers_in_any_case_and_order_and_unknown_columns_are_reported(send):
    answer = send(
        "placements",
        "Favourite colour;START ON;Hourly pay;Pay type;Role;SWE number;Supplier;Reference\n"
        "red;02/03/2026;£31.50;Umbrella;Senior social worker;sw900001;Test Supplier;A-1\n".encode(),
    )

    assert counts(answer) == [1, 0, 0, 0]
    assert answer["unknown_columns"] == ["favourite_colour"]
    assert Rate.objects.get().hourly_pay == Decimal("31.50")


def test_a_supplier_may_be_given_once_for_the_file(send):
    row = {name: value for name, value in ROW.items() if name != "supplier"}

    assert counts(send("placements", [row], "--supplier", "Test  Supplier")) == [1, 0, 0, 0]
    assert Placement.objects.get().supplier.name == "Test Supplier"
    with pytest.raises(CommandError, match=r"no column supplier \(or --supplier\)"):
        send("placements", [row])


def test_new_suppliers_and_agencies_are_named_and_unused_ones_forgotten(send):
    answer = send(
        "placements",
        [ROW | {"agency": "New Agency"}, ROW | {"reference": "A-2", "supplier": "Never", "agency": "No", "role": "x"}],
    )

    assert answer["new_names"] == ["supplier Test Supplier", "agency New Agency"]
    assert not Supplier.objects.filter(name="Never").exists()
    assert not Agency.objects.filter(name="No").exists()


def test_a_later_row_for_the_same_reference_amends(send):
    answer = send("placements", [ROW, ROW | {"ended_on": "2026-08-28", "hours_per_week": "37"}])

    assert counts(answer) == [1, 1, 0, 0]
    assert Placement.objects.values_list("ended_on", "hours_per_week").get() == (date(2026, 8, 28), 37)


def test_an_empty_cell_says_nothing(send):
    send("placements", [ROW | {"hours_per_week": "37"}])
    send("placements", [ROW | {"ended_on": "2026-08-28", "hours_per_week": ""}])

    assert Placement.objects.get().hours_per_week == 37


def test_a_changed_rate_needs_its_first_day(send):
    send("placements", [ROW])
    answer = send("placements", [ROW | {"hourly_pay": "32"}])

    assert problems(answer) == [(2, "rate_from", "The rate differs from the rate on record.")]

    answer = send("placements", [ROW | {"hourly_pay": "32", "rate_from": "2026-06-01"}])

    assert counts(answer) == [0, 1, 0, 0]
    assert list(Rate.objects.order_by("since").values_list("since", "hourly_pay")) == [
        (date(2026, 3, 2), Decimal("31.50")),
        (date(2026, 6, 1), Decimal("32.00")),
    ]
    assert ParkedRow.objects.get().settled_at


def test_an_older_rate_sent_again_changes_nothing(send):
    send("placements", [ROW, ROW | {"hourly_pay": "32", "rate_from": "2026-06-01"}])

    assert counts(send("placements", [ROW])) == [0, 0, 1, 0]


def test_a_rate_corrected_in_the_same_file_stays_corrected(send):
    rows = [ROW, ROW | {"hourly_pay": "30", "rate_from": ROW["start_on"]}]
    send("placements", rows)

    assert counts(send("placements", rows)) == [0, 0, 2, 0]
    assert Rate.objects.get().hourly_pay == 30


def test_an_unknown_part_of_a_rate_is_filled_in(send):
    send("placements", [ROW])
    send("placements", [ROW | {"agency_fee": "2.10"}])

    assert Rate.objects.get().agency_fee == Decimal("2.10")


def test_a_reference_of_another_worker_is_parked(send):
    send("placements", [ROW])

    assert problems(send("placements", [ROW | {"swe_number": "SW900002"}])) == [
        (2, "reference", "This reference belongs to a placement of another worker.")
    ]


def test_two_suppliers_may_use_one_reference(send):
    assert counts(send("placements", [ROW, ROW | {"supplier": "Other", "swe_number": "SW900002"}])) == [2, 0, 0, 0]


def test_a_local_title_is_taken_and_an_unknown_one_parked_with_the_remedy(send, walsall, roles):
    JobTitleFactory(authority=walsall, title="Experienced Social Worker", job_role=roles[1])
    row = ROW | {"role": ""}

    answer = send(
        "placements",
        [row | {"job_title": "experienced  social worker"}, row | {"job_title": "Wizard", "reference": "A-2"}],
    )

    assert counts(answer) == [1, 0, 0, 1]
    assert Placement.objects.get().job_title.title == "Experienced Social Worker"
    assert "Add it on the page “Job titles”, with the role that it means" in answer["rows"][0]["remedy"]


def test_a_parked_row_is_settled_when_its_placement_comes_in(send):
    send("placements", [ROW | {"start_on": "soon"}])
    assert ParkedRow.objects.get().settled_at is None

    send("placements", [ROW])

    assert ParkedRow.objects.get().settled_at


def test_the_fuller_name_is_kept_in_whichever_order(send):
    rows = [
        ROW | {"worker_name": "T Worker"},
        ROW | {"reference": "A-2"},
        ROW | {"reference": "A-3", "worker_name": ""},
    ]
    send("placements", rows)

    assert Worker.objects.get().name == "Test Worker"


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"reference": ""}, "reference", "reference is missing."),
        ({"supplier": ""}, "supplier", "supplier is missing."),
        ({"role": ""}, "job_title", "job_title is missing."),
        ({"role": "wizard"}, "role", "“wizard” is not a role of the region’s agreement."),
        ({"swe_number": "31.50", "hourly_pay": "SW900001"}, "swe_number", "“31.50” is not a registration number."),
        ({"hourly_pay": "31,50"}, "hourly_pay", "Hourly pay is not an amount of money: “31,50”."),
        ({"hourly_pay": "=1+1"}, "hourly_pay", "The cell begins with =, as a formula does."),
        ({"worker_name": "@SUM(A1)"}, "worker_name", "The cell begins with @, as a formula does."),
        ({"agency": "-2+3"}, "agency", "The cell begins with -, as a formula does."),
        ({"agency": "#REF!"}, "agency", "The cell holds #REF!, which a failed formula leaves."),
        ({"start_on": "13/13/2026"}, "start_on", "Start date is not a real date: “13/13/2026”."),
        ({"start_on": "02/03/1926"}, "start_on", "Start date is in 1926."),
        ({"ended_on": "2026-03-01"}, "ended_on", "Last day worked (01/03/2026) is before the start (02/03/2026)."),
        ({"rate_from": "2026-03-01"}, "rate_from", "The rate changes on 01/03/2026, before the start (02/03/2026)."),
        ({"worker_name": "N" * 10_000}, "worker_name", "The cell has 10,000 characters."),
        ({"worker_name": "N" * 300}, "worker_name", "Name is 300 characters long."),
        ({"worker_name": "🎉"}, "worker_name", "Name contains a symbol or a hidden character."),
        ({"worker_name": "nul\x00"}, "worker_name", "Name contains a symbol or a hidden character."),
        ({"hours_per_week": "370"}, "hours_per_week", "Hours per week is 370."),
        ({"project_team": "maybe"}, "project_team", "Project team is “maybe”."),
    ],
)
def test_what_is_wrong_is_said_at_its_column(send, wrong, column, reason):
    assert problems(send("placements", [ROW | wrong])) == [(2, column, reason)]
    assert not Placement.objects.exists()
    assert not Worker.objects.exists()


def test_a_row_with_an_unquoted_comma_is_parked(send):
    answer = send("placements", b",".join(map(str.encode, ROW)) + b"\n" + b",".join([b"a"] * 12))

    assert problems(answer) == [(2, "", "The row has more cells than there are columns.")]


def test_columns_that_are_missing_are_named(send):
    with pytest.raises(CommandError, match="The file has no column swe_number, start_on, job_title or role"):
        send("placements", b"reference,supplier,pay_type,hourly_pay\nA-1,S,paye,30\n")


def test_rows_that_the_database_refuses_are_parked_alone(send, monkeypatch):
    from placements.imports import placements as module

    take = module.KIND.take

    def refuse(checked, intake):
        if any(each.row.reference == "A-2" for each in checked):
            raise DataError("no")
        return take(checked, intake)

    object.__setattr__(module.KIND, "take", refuse)
    try:
        answer = send("placements", [ROW | {"reference": f"A-{number}"} for number in range(5)])
    finally:
        object.__setattr__(module.KIND, "take", take)

    assert counts(answer) == [4, 0, 0, 1]
    assert problems(answer) == [(4, "", "This row could not be stored.")]

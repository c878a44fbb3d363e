"""The columns of a placements file that say what was checked, and what was given in return."""

from datetime import date
from decimal import Decimal

import pytest

from placements.models import Placement

from .test_placements import ROW, counts

pytestmark = pytest.mark.django_db

CHECKED = {
    "quality_record": "yes",
    "on_site_days": "2.5",
    "team_approved_on": "01/03/2026",
    "team_cost_apart": "Yes",
    "team_control_kept": "no",
    "reference_given_on": "2026-11-20",
    "contractual_bar": "yes",
}
STORED = (True, Decimal("2.5"), date(2026, 3, 1), True, False, date(2026, 11, 20), True)
TODAY_OR_EARLIER = "Enter today’s date or an earlier one."


def stored():
    return Placement.objects.values_list(*CHECKED).get()


def test_each_column_is_stored(send):
    assert counts(send("placements", [ROW | CHECKED])) == [1, 0, 0, 0]
    assert stored() == STORED


def test_a_file_without_them_says_nothing_of_them(send):
    send("placements", [ROW])

    assert stored() == (None, None, None, None, None, None, False)


def test_empty_cells_leave_what_is_on_record(send):
    send("placements", [ROW | CHECKED])

    assert counts(send("placements", [ROW | dict.fromkeys(CHECKED, "")])) == [0, 0, 1, 0]
    assert stored() == STORED


def test_no_takes_back_what_was_yes(send):
    send("placements", [ROW | CHECKED])
    send("placements", [ROW | {"contractual_bar": "no", "quality_record": "no"}])

    assert Placement.objects.values_list("contractual_bar", "quality_record").get() == (False, False)


def test_a_file_without_a_column_sent_again_undoes_no_later_rate(send):
    """Where the file says nothing of the contractual bar, it does not say that there is none."""
    told = [ROW, ROW | {"hourly_pay": "30", "rate_from": ROW["start_on"]}]
    send("placements", told)
    send("placements", [ROW | {"hourly_pay": "30", "contractual_bar": "yes"}])
    before = Placement.objects.get().events.count()

    assert counts(send("placements", told)) == [0, 0, 2, 0]
    assert Placement.objects.get().events.count() == before
    assert Placement.objects.get().rates.get().hourly_pay == 30


@pytest.mark.parametrize(
    ("column", "cell", "reason", "remedy"),
    [
        ("quality_record", "soon", "Standard reference and quality record is “soon”.", "Enter yes or no."),
        ("on_site_days", "8", "Days a week on site is “8”.", "Enter a number from 0 to 7."),
        ("on_site_days", "all", "Days a week on site is not a number of days: “all”.", "Enter a number such as 2.5."),
        (
            "team_approved_on",
            "21/11/2026",
            "Day the worker was approved for the team is after today: 21/11/2026.",
            TODAY_OR_EARLIER,
        ),
        ("team_cost_apart", "partly", "Cost shown apart is “partly”.", "Enter yes or no."),
        ("team_control_kept", "partly", "Control of practice kept is “partly”.", "Enter yes or no."),
        (
            "reference_given_on",
            "2026-12-01",
            "Day the reference was given is after today: 01/12/2026.",
            TODAY_OR_EARLIER,
        ),
        (
            "reference_given_on",
            "2026-03-01",
            "Day the reference was given (01/03/2026) is before the start (02/03/2026).",
            "Check both dates.",
        ),
        ("contractual_bar", "2", "Contractual bar is “2”.", "Enter yes or no."),
    ],
)
def test_a_bad_cell_is_parked_with_what_to_do(send, column, cell, reason, remedy):
    answer = send("placements", [ROW | {column: cell}])

    assert answer["rows"] == [{"row": 2, "column": column, "reason": reason, "remedy": remedy}]
    assert not Placement.objects.exists()

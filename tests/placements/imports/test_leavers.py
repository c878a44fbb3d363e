"""Importing leavers."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from authorities.models import Job
from placements.models import Change, LeaverReturn, Post, Worker

pytestmark = pytest.mark.django_db

ROW = {"swe_number": "SW900001", "left_on": "2026-07-31", "role": "Social worker"}


def months():
    return sorted((each.month.isoformat()[:7], each.nil) for each in LeaverReturn.objects.all())


def test_leavers_are_posts_left_and_their_months_received(send, roles):
    answer = send("leavers", [ROW, ROW | {"swe_number": "SW900002", "left_on": "14/08/2026", "role": "Wizard"}])

    assert (answer["added"], answer["assumed_permanent"]) == (2, 2)
    assert months() == [("2026-07", False), ("2026-08", False)]
    assert list(Post.objects.order_by("left_on").values_list("job_role__slug", "role_text", "contract")) == [
        ("social_worker", "Social worker", "permanent"),
        (None, "Wizard", "permanent"),
    ]


def test_the_same_file_twice_changes_nothing(send):
    send("leavers", [ROW, ROW | {"reason": "Redundancy"}])
    Change.objects.all().delete()

    answer = send("leavers", [ROW, ROW | {"reason": "Redundancy"}])

    assert (answer["added"], answer["changed"], answer["unchanged"]) == (0, 0, 2)
    assert Post.objects.get().events.count() == 1
    assert not Change.objects.exists()


def test_a_later_file_amends_a_leaving(send):
    send("leavers", [ROW])

    assert send("leavers", [ROW | {"reason": "retirement"}])["changed"] == 1
    assert Post.objects.get().reason == "retirement"


def test_a_month_with_a_row_that_was_not_taken_is_held_back(send):
    answer = send("leavers", [ROW, ROW | {"swe_number": "X", "left_on": "2026-08-03"}])

    assert (answer["months_received"], answer["months_held_back"]) == (["2026-07"], ["2026-08"])
    assert months() == [("2026-07", False)]


def test_a_leaving_day_that_cannot_be_read_holds_every_month_back(send):
    answer = send("leavers", [ROW, ROW | {"swe_number": "SW2", "left_on": "August"}])

    assert answer["months_held_back"] == ["2026-07"]
    assert not LeaverReturn.objects.exists()
    assert Worker.objects.get().swe_number == "SW900001"


def test_a_month_that_is_not_over_is_not_received(send):
    send("leavers", [ROW | {"left_on": "2026-11-06"}])

    assert not LeaverReturn.objects.exists()


def test_a_month_may_be_declared_complete_or_without_leavers(send, walsall, asha):
    send("leavers", [ROW], "--month", "2026-09")
    out = io.StringIO()
    call_command("import_leavers", "--authority", "335", "--month", "2026-10", "--json", stdout=out)

    assert json.loads(out.getvalue())["months_received"] == ["2026-10"]
    assert months() == [("2026-09", True), ("2026-10", True)]


def test_somebody_forgotten_in_another_month_does_not_make_that_month_complete(send):
    late, rows = ROW | {"swe_number": "SW400002", "left_on": "2026-03-10"}, ROW | {"left_on": "2026-10-30"}

    answer = send("leavers", [rows, late], "--month", "2026-10")

    assert (answer["added"], answer["months_received"], answer["months_held_back"]) == (2, ["2026-10"], [])
    assert months() == [("2026-10", False)]


def test_a_leaver_who_comes_later_ends_the_nil(send):
    send("leavers", b"swe_number,left_on,role\n", "--month", "2026-07")
    assert months() == [("2026-07", True)]

    send("leavers", [ROW])

    assert months() == [("2026-07", False)]


def test_a_month_that_cannot_be_declared_is_refused_in_words(send):
    with pytest.raises(CommandError, match="November 2026 is not over yet"):
        send("leavers", [ROW], "--month", "2026-11")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_leavers", "--authority", "335")
    assert not Post.objects.exists()


def test_a_dry_run_receives_nothing(send):
    assert send("leavers", [ROW], "--dry-run")["months_received"] == ["2026-07"]
    assert not LeaverReturn.objects.exists()
    assert not Job.objects.filter(name="assess_stale").exists()


def test_what_is_taken_in_is_judged_at_once(send):
    send("leavers", [ROW])
    send("leavers", [ROW | {"swe_number": "SW400002"}])

    assert Job.objects.filter(name="assess_stale", state=Job.State.QUEUED).count() == 1


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        ({"left_on": ""}, "left_on", "left_on is missing."),
        ({"role": ""}, "role", "role is missing."),
        ({"contract": "zero hours"}, "contract", "Contract is “zero hours”."),
        ({"reason": "fled"}, "reason", "Reason is “fled”."),
        ({"left_on": "1926-07-31"}, "left_on", "Leaving date is in 1926."),
    ],
)
def test_what_is_wrong_is_said_at_its_column(send, wrong, column, reason):
    (row,) = send("leavers", [ROW | wrong])["rows"]

    assert (row["column"], row["reason"]) == (column, reason)
    assert date(2026, 7, 1) not in LeaverReturn.objects.values_list("month", flat=True)

"""Files on their way in: how long they are kept, and whose rows they hold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from authorities.refusal import Refused
from placements import uploads
from placements.imports import meaning
from placements.models import Placement, Upload
from tests.factories import WorkerFactory
from tests.placements.sending import BAD, GOOD, OURS, lines

pytestmark = pytest.mark.usefixtures("in_november", "senior")


@pytest.fixture
def received(walsall, asha):
    def receive(*rows):
        return uploads.receive(
            kind="placements", authority=walsall, supplier=None, name="a.csv", content=lines(OURS, *rows), by=asha
        )

    return receive


@pytest.fixture
def begun(received, asha, in_november):
    def begin(*rows, state="checking"):
        upload = received(*rows)
        uploads.begin(upload, state="checking", today=in_november, by=asha)
        if state == "taking":
            uploads.begin(upload, state=state, today=in_november, by=asha)
        upload.refresh_from_db()
        return upload

    return begin


def aged(upload, **age):
    Upload.objects.filter(pk=upload.pk).update(at=timezone.now() - timedelta(**age))


def test_the_bytes_go_after_a_day_and_the_rest_after_a_week(begun):
    upload = begun(GOOD)
    aged(upload, hours=23)
    assert uploads.forget_old() == 0
    upload.refresh_from_db()
    assert bytes(upload.body)

    aged(upload, hours=25)
    uploads.forget_old()
    upload.refresh_from_db()
    assert (bytes(upload.body), upload.state, upload.told) == (b"", "refused", {"refused": uploads.GONE})

    aged(upload, days=8)
    assert uploads.forget_old() == 1


def test_what_was_told_of_a_file_that_was_taken_in_stays_a_week(begun):
    upload = begun(GOOD, state="taking")
    aged(upload, days=6)
    uploads.forget_old()
    upload.refresh_from_db()

    assert upload.told["added"] == 1


def test_a_file_whose_columns_are_given_another_meaning_while_it_is_checked_is_not_told_of(received, asha, in_november):
    upload = received(GOOD)
    Upload.objects.filter(pk=upload.pk).update(state="checking")
    stale = Upload.objects.select_related("authority", "supplier", "by").get(pk=upload.pk)
    Upload.objects.filter(pk=upload.pk).update(meaning=upload.meaning | {"agency": ""})
    uploads._finish(stale, "checked", {"added": 1}, "")
    upload.refresh_from_db()

    assert (upload.state, upload.told) == ("checking", {})


def test_rows_about_a_worker_are_found_in_the_file_and_in_what_was_told(begun, walsall):
    worker = WorkerFactory(authority=walsall, swe_number="SW900001")
    begun(GOOD, BAD)
    told = begun(GOOD.replace("31.50", "thirty").replace("A-1", "A-9").replace("Test Worker", "=SW900001"))
    Upload.objects.filter(pk=told.pk).update(body=b"")

    found = [row for _, row in uploads.rows_about(worker)]
    assert sorted(row.get("reference") or row["value"] for row in found) == ["=SW900001", "A-1"]


def test_files_that_speak_of_a_worker_who_is_forgotten_go_and_others_stay(begun, walsall, dudley):
    worker = WorkerFactory(authority=walsall, swe_number="SW900001")
    begun(GOOD)
    other = begun(BAD)

    assert uploads.forget(workers=[worker.pk]) == {"placements_upload": 1}
    assert Upload.objects.get() == other


def test_what_a_file_would_do_is_found_out_without_doing_it(begun):
    upload = begun(GOOD, BAD)

    assert (upload.told["added"], upload.told["parked"]) == (1, 1)
    assert not Placement.objects.exists()


def test_rows_of_one_fate_that_follow_each_other_are_told_in_two_numbers():
    assert uploads._stretches([2, 3, 4, 9, 11, 12]) == [[2, 4], [9, 9], [11, 12]]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("swe_registration_no.", "swe_number"), ("candidate_full_name", "worker_name"), ("pay_rate_(£)", "hourly_pay"),
        ("assignment_start_date", "start_on"), ("order_number", "reference"), ("total_charge_rate", "hourly_charge"),
        ("weekly_hours", "hours_per_week"), ("reference", "reference"), ("favourite_colour", None),
    ],
)  # fmt: skip
def test_a_column_is_guessed_from_the_words_in_its_name(heading, column):
    assert meaning.guessed([heading], "placements").get(heading) == column


def test_no_column_is_guessed_twice():
    guessed = meaning.guessed(["start_date", "date_started", "start"], "placements")

    assert sorted(guessed.values()) == ["start_on"]


def test_a_file_without_a_row_is_refused(received):
    with pytest.raises(Refused, match="no rows below its first"):
        received()

"""A row that waits, put right or discarded in the browser; and all of them tried again."""

from datetime import date

import pytest

from placements.models import Hours, ImportRun, LeaverReturn, ParkedRow, Placement
from tests.factories import PlacementFactory
from tests.placements.sending import BAD, GOOD, OURS, lines, send, sent

pytestmark = pytest.mark.usefixtures("in_november", "senior")


@pytest.fixture
def row(client, asha):
    """A row with two things wrong with it."""
    send(client, asha, lines(OURS, GOOD, BAD))
    client.post(f"/files/{sent().pk}/")
    return ParkedRow.objects.get()


def put_right(client, row, **changes):
    return client.post(f"/files/rows/{row.pk}/", row.row | changes, follow=True)


def test_what_is_wrong_shows_at_its_cell_with_what_was_sent(client, row):
    page = client.get(f"/files/rows/{row.pk}/")
    form = page.context["form"]

    assert {row.column} < {"swe_number", "hourly_pay"}
    assert form["swe_number"].errors == [
        "“900002” is not a registration number. Enter SW and then 1 to 6 numbers, such as SW123456."
    ]
    assert form["hourly_pay"].errors == [
        "The cell begins with =, as a formula does. Type the value itself, without a formula."
    ]
    assert 'value="900002"' in page.content.decode()
    assert "There is a problem" in page.content.decode()


def test_a_corrected_row_goes_in_and_leaves_the_list(client, row):
    page = put_right(client, row, swe_number="SW900002", hourly_pay="33").content.decode()

    assert "Row 3 of march.csv has been taken in." in page
    assert Placement.objects.get(reference="A-2").worker.swe_number == "SW900002"
    row.refresh_from_db()
    assert row.settled_at
    assert row.discarded_because == ""


def test_all_that_is_still_wrong_is_said_and_what_was_typed_is_kept(client, row):
    page = put_right(client, row, swe_number="SW9x", worker_name="Typed Name").content.decode()

    for words in ("“SW9x” is not a registration number.", "The cell begins with =, as a formula does.", "Typed Name"):
        assert words in page
    assert not Placement.objects.filter(reference="A-2").exists()
    assert ParkedRow.objects.count() == 1


def test_a_corrected_reference_settles_the_row_all_the_same(client, row):
    put_right(client, row, swe_number="SW900002", hourly_pay="33", reference="A-77")

    assert Placement.objects.filter(reference="A-77").exists()
    assert not ParkedRow.objects.filter(settled_at__isnull=True).exists()


def test_a_row_is_discarded_with_a_reason(client, row):
    url = f"/files/rows/{row.pk}/discard/"
    assert "Enter why it is not to be taken in" in client.post(url, {"discard-because": ""}).content.decode()

    page = client.post(url, {"discard-because": "Sent twice."}, follow=True).content.decode()
    assert "Row 3 of march.csv has been discarded." in page
    row.refresh_from_db()
    assert (row.discarded_because, bool(row.settled_at)) == ("Sent twice.", True)
    assert not Placement.objects.filter(reference="A-2").exists()


def test_a_row_that_somebody_else_has_settled_is_gone(client, row):
    put_right(client, row, swe_number="SW900002", hourly_pay="33")

    assert client.get(f"/files/rows/{row.pk}/").status_code == 404


def test_another_authority_s_officer_cannot(client, cara, row):
    client.force_login(cara)
    for answer in (
        client.get(f"/files/rows/{row.pk}/"),
        put_right(client, row, swe_number="SW900002", hourly_pay="33"),
        client.post(f"/files/rows/{row.pk}/discard/", {"discard-because": "No."}),
    ):
        assert answer.status_code == 404
    client.post("/files/rows/try-again/")
    row.refresh_from_db()
    assert row.settled_at is None


def test_hours_that_came_before_their_placement_go_in_when_all_are_tried_again(client, asha, walsall, supplier_one):
    content = (
        b"reference,supplier,week_ending,hours\nA-9,Test Supplier,2026-03-08,37\nA-8,Test Supplier,2026-03-08,30\n"
    )
    send(client, asha, content, kind="hours")
    client.post(f"/files/{sent().pk}/")
    assert "No row could be taken in yet." in client.post("/files/rows/try-again/", follow=True).content.decode()

    PlacementFactory(
        authority=walsall, supplier=supplier_one, reference="A-9", started_on=date(2026, 3, 2), rate__hourly_pay=30
    )
    page = client.post("/files/rows/try-again/", follow=True).content.decode()

    assert "1 row has been taken in." in page
    assert Hours.objects.get().hours == 37
    assert ParkedRow.objects.get(settled_at__isnull=True).row["reference"] == "A-8"
    assert ParkedRow.objects.count() == 2


def test_a_row_that_waits_for_another_reason_by_now_says_so(client, asha, walsall, supplier_one):
    content = b"reference,supplier,week_ending,hours\nA-9,Test Supplier,2026-03-08,37\n"
    send(client, asha, content, kind="hours")
    client.post(f"/files/{sent().pk}/")
    PlacementFactory(
        authority=walsall, supplier=supplier_one, reference="A-9", started_on=date(2026, 5, 4), rate__hourly_pay=30
    )
    client.post("/files/rows/try-again/")

    assert ParkedRow.objects.get().reason == "The placement starts on 04/05/2026, after this week."


def leavers(client, asha, *rows):
    client.force_login(asha)
    run = ImportRun.objects.create(
        kind="leavers", authority=asha.authorities_as("hr_officer")[0], file_name="leavers.csv", sha256="", by=asha,
        months_held_back=["2026-09"],
    )  # fmt: skip
    return [
        ParkedRow.objects.create(
            run=run, row_number=number, column="swe_number", reason="No.", remedy="Mend it.", row_sha256="", row=row
        )
        for number, row in enumerate(rows, 2)
    ]  # fmt: skip


def test_a_month_of_leavers_counts_as_sent_when_its_last_row_is_settled(client, asha):
    row = {"swe_number": "900001", "left_on": "2026-09-30", "role": "social worker"}
    first, last = leavers(client, asha, row, row | {"swe_number": "900002"})
    put_right(client, first, swe_number="SW900001")
    assert not LeaverReturn.objects.exists()

    client.post(f"/files/rows/{last.pk}/discard/", {"discard-because": "Not a social worker."})
    assert LeaverReturn.objects.get().month == date(2026, 9, 1)


def test_a_row_of_another_month_does_not_make_that_month_sent(client, asha):
    [row] = leavers(client, asha, {"swe_number": "900001", "left_on": "2026-08-31", "role": "social worker"})
    put_right(client, row, swe_number="SW900001")

    assert [each.month for each in LeaverReturn.objects.all()] == [date(2026, 9, 1)]


def test_a_row_of_a_kind_that_is_corrected_elsewhere_says_where(client, asha, walsall):
    run = ImportRun.objects.create(kind="exemptions", authority=walsall, file_name="e.csv", sha256="", by=asha)
    row = ParkedRow.objects.create(run=run, row_number=2, reason="No.", remedy="Mend it.", row={}, row_sha256="")
    client.force_login(asha)

    assert (
        "Correct this row in its file and send the file again." in client.get(f"/files/rows/{row.pk}/").content.decode()
    )


def test_the_page_makes_a_fixed_number_of_queries(client, row, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(f"/files/rows/{row.pk}/")

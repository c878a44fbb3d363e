"""A file from the check to the report: nothing before it is confirmed, all of it once, and each row told."""

import csv
import io
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone
from openpyxl import load_workbook

from authorities.models import Job
from compliance.actions import assess_changed, exempt
from placements import tasks, uploads
from placements.models import Change, ParkedRow, Placement, Upload
from tests.placements.sending import BAD, GOOD, OURS, lines, send, sent

pytestmark = pytest.mark.usefixtures("in_november", "senior")
OVER = GOOD.replace("A-1", "A-3").replace("SW900001", "SW900003").replace("31.50", "41.00")


@pytest.fixture
def in_november():
    with time_machine.travel(date(2026, 11, 20), tick=False):
        yield date(2026, 11, 20)


def page_of(client, **query):
    return client.get(f"/files/{sent().pk}/", query)


def confirm(client):
    return client.post(f"/files/{sent().pk}/", follow=True)


def test_the_check_tells_each_problem_in_its_row_and_column_with_a_remedy(client, asha):
    page = send(client, asha, lines(OURS, GOOD, BAD)).content.decode()

    for words in (
        "swe_number", "“900002” is not a registration number.",
        "Enter SW and then 1 to 6 numbers, such as SW123456.",
        "hourly_pay", "The cell begins with =, as a formula does.",
        "New names that would be added: supplier Test Supplier.",
    ):  # fmt: skip
        assert words in page
    assert {name: sent().told[name] for name in ("added", "changed", "unchanged", "parked")} == {
        "added": 1, "changed": 0, "unchanged": 0, "parked": 1,
    }  # fmt: skip


def test_good_rows_go_in_bad_rows_wait_and_the_bytes_are_gone(client, asha):
    send(client, asha, lines(OURS, GOOD, BAD))
    page = confirm(client).content.decode()

    assert "The file has been taken in" in page
    assert Placement.objects.get().reference == "A-1"
    assert ParkedRow.objects.get().row["swe_number"] == "900002"
    assert bytes(sent().body) == b""


def test_what_was_taken_in_is_judged_at_once(client, asha, django_capture_on_commit_callbacks):
    send(client, asha, lines(OURS, GOOD))
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client)

    assert Job.objects.get().name == "assess_stale"


def answers_on(page):
    """Each figure as (number, what it counts, its note, where it leads)."""
    found = BeautifulSoup(page.content, "html.parser").select("#file-answers .mou-figure")
    return [
        (
            int(figure.select_one(".mou-figure__value").find(string=True, recursive=True).strip()),
            figure.select_one(".mou-figure__label").text,
            " ".join(note.text for note in figure.select(".mou-figure__note")),
            figure.a["href"] if figure.a else "",
        )
        for figure in found
    ]


def test_until_the_rules_are_worked_out_the_page_says_that_they_are_not(client, asha):
    send(client, asha, lines(OURS, GOOD, OVER))
    page = confirm(client)

    said = "This is being worked out now, for 2 placements that are in the file and on record."
    assert said in page.content.decode()
    assert answers_on(page) == []
    part = client.get(f"/files/{sent().pk}/", headers={"HX-Request": "true", "HX-Target": "file-answers"})
    assert said in part.content.decode()
    assert "<h1" not in part.content.decode()


def test_then_it_says_how_many_break_a_rule_and_leads_to_as_many(client, asha, in_november):
    send(client, asha, lines(OURS, GOOD, OVER, BAD))
    confirm(client)
    assess_changed(judged_on=in_november)
    page = page_of(client)

    broken, untold, kept = answers_on(page)
    assert broken[:3] == (1, "placement breaks a rule", "")
    assert untold[:3] == (2, "placements lack a fact, so that a rule cannot tell", "")
    assert kept == (0, "placements break no rule", "", "")
    said = " ".join(BeautifulSoup(page.content, "html.parser").select_one("#file-answers").text.split())
    assert "Counted: the 2 placements that are in this file and on record. One that breaks a rule and lacks" in said
    assert "As of 20 November 2026 at 12:00am. When the rules were last worked out" in said
    for number, _, _, url in (broken, untold):
        assert client.get(url).context["table"].paginator.count == number


def test_what_has_leave_is_counted_apart(client, asha, in_november):
    send(client, asha, lines(OURS, OVER))
    confirm(client)
    exempt(
        placement=Placement.objects.get(), clause="cap", kind="exemption", from_on=date(2026, 3, 2),
        until_on=date(2027, 3, 1), exit_plan="Advertise.", decided_by="Ben", decided_on=date(2026, 3, 1), by=asha,
    )  # fmt: skip
    assess_changed(judged_on=in_november)

    assert answers_on(page_of(client))[0][:3] == (
        1, "placement breaks a rule", "1 of them with leave for all that it breaks",
    )  # fmt: skip


def test_a_file_none_of_whose_rows_was_good_says_so(client, asha, in_november):
    send(client, asha, lines(OURS, BAD))
    confirm(client)
    Change.objects.all().delete()

    assert "No placement of this file is on record." in page_of(client).content.decode()


def test_the_list_behind_a_file_is_not_another_s(client, asha, ben, in_november):
    send(client, asha, lines(OURS, GOOD, OVER))
    confirm(client)
    url = f"/placements/?file={sent().pk}"
    assert client.get(url).context["table"].paginator.count == 2

    # Ben reads Walsall's placements, and not its files: what he cannot ask by shows him nothing.
    client.force_login(ben)
    assert client.get(url).context["table"].paginator.count == 0


def test_the_page_makes_the_same_queries_however_many_placements(client, asha, in_november, django_assert_num_queries):
    for number in (1, 30):
        Upload.objects.all().delete()
        rows = [GOOD.replace("A-1", f"C-{each}").replace("900001", f"9001{each:02}") for each in range(number)]
        send(client, asha, lines(OURS, *rows))
        confirm(client)
        assess_changed(judged_on=in_november)
        with django_assert_num_queries(QUERIES_WHEN_TAKEN):
            page_of(client)


QUERIES_WHEN_TAKEN = 11


def test_a_second_press_changes_nothing_more(client, asha):
    send(client, asha, lines(OURS, GOOD))
    confirm(client)
    told = sent().told
    confirm(client)

    assert sent().told == told


@pytest.mark.parametrize("rows", [(GOOD,), (GOOD, BAD)])
def test_the_same_file_again_changes_nothing_and_says_so(client, asha, rows):
    send(client, asha, lines(OURS, *rows))
    confirm(client)
    Upload.objects.all().delete()
    page = send(client, asha, lines(OURS, *rows)).content.decode()

    assert "This file changes nothing" in page
    assert "Take in the good rows" not in page


def test_problems_come_fifty_to_a_page(client, asha):
    rows = [BAD.replace("A-2", f"B-{number}").replace("=1+1", "31") for number in range(60)]
    page = send(client, asha, lines(OURS, *rows))

    assert len(page.context["problems"]) == 50
    assert len(page_of(client, page=2).context["problems"]) == 10


def test_the_report_says_what_became_of_every_row_and_runs_nothing(client, asha):
    send(client, asha, lines(OURS, GOOD, BAD.replace("900002", "SW900002")))
    confirm(client)
    url = f"/files/{sent().pk}/report"
    rows = list(csv.reader(io.StringIO(client.get(f"{url}.csv").content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(client.get(f"{url}.xlsx").content)).active

    assert rows[1:] == [
        ["2", "Added", "", "", "", "", ""],
        [
            "3", "Waits to be put right", "hourly_pay", "Hourly pay", "'=1+1",
            "The cell begins with =, as a formula does.", "Type the value itself, without a formula.",
        ],
    ]  # fmt: skip
    assert [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] == rows
    assert client.get(f"{url}.html").status_code == 404


def test_a_long_file_is_given_to_a_worker_and_the_page_says_how_far_it_is(client, asha, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 1)
    send(client, asha, lines(OURS, GOOD, BAD))
    assert "Waiting for its turn: 2 rows." in page_of(client).content.decode()

    Job.objects.update(state="running", progress_done=1, progress_total=2)
    part = client.get(f"/files/{sent().pk}/", headers={"HX-Request": "true"})
    assert "1 of 2 rows checked." in part.content.decode()
    assert "<h1" not in part.content.decode()

    tasks.check_upload(**Job.objects.get().arguments)
    assert client.get(f"/files/{sent().pk}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert sent().state == "checked"


def test_a_worker_that_failed_can_be_asked_again(client, asha, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 0)
    send(client, asha, lines(OURS, GOOD))
    Job.objects.update(state="failed", finished_at=timezone.now())
    assert "This did not come to its end. Nothing was taken in." in page_of(client).content.decode()

    confirm(client)
    assert Job.objects.filter(state="queued", name="check_upload").count() == 1


def test_work_that_is_done_twice_is_done_once(client, asha, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 0)
    send(client, asha, lines(OURS, GOOD))
    tasks.check_upload(upload_id=sent().pk)
    confirm(client)
    for _ in range(2):
        tasks.take_in_upload(upload_id=sent().pk)

    assert Placement.objects.count() == 1
    assert sent().told["added"] == 1


def test_a_file_can_be_deleted_until_it_is_taken_in(client, asha):
    send(client, asha, lines(OURS, GOOD))
    page = client.post(f"/files/{sent().pk}/delete/", follow=True).content.decode()
    assert "march.csv has been deleted. Nothing was taken in." in page

    send(client, asha, lines(OURS, GOOD))
    confirm(client)
    assert client.post(f"/files/{sent().pk}/delete/").status_code == 404


def test_a_colleague_of_the_same_authority_carries_on_and_another_authority_cannot(client, asha, cara, walsall):
    send(client, asha, lines(OURS, GOOD))
    client.force_login(cara)
    for answer in (page_of(client), confirm(client), client.get(f"/files/{sent().pk}/report.csv")):
        assert answer.status_code == 404
    assert not Placement.objects.exists()


def test_the_page_makes_the_same_queries_however_many_problems(client, asha, django_assert_num_queries):
    for number in (1, 60):
        Upload.objects.all().delete()
        send(client, asha, lines(OURS, *[BAD.replace("A-2", f"B-{each}") for each in range(number)]))
        with django_assert_num_queries(QUERIES):
            page_of(client)


QUERIES = 6

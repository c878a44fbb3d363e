"""A list as a file: whole, with what it is on its first lines, safe to open, and noted."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from authorities import downloads
from authorities.downloads import Column, Listing
from authorities.models import LogDetail, LogEntry
from authorities.spreadsheet import defused
from tests.factories import PlacementFactory, WorkerFactory

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "|cmd", "%0A", "＝1")


@pytest.fixture
def in_march():
    with time_machine.travel(datetime(2026, 3, 2, 10, 30, tzinfo=UTC), tick=False):
        yield


def read(response):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheets(response):
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def asked(rf, person, listing, kind):
    request = rf.get("/list/", {"download": kind})
    request.user = person
    with patch("authorities.downloads.answering.confirm_first"):
        return downloads.answered(request, listing)


def of(rows, *columns):
    return Listing("things", "Things", "authorities_job", columns or (Column("Thing", lambda one: one),), rows)


def test_the_first_lines_say_what_it_is(in_march, rf, asha):
    listing = of(["one", "two"])._replace(chosen=("Status: Live",))

    assert read(asked(rf, asha, listing, "csv")) == [
        ["Things"], ["As of 2 March 2026 at 10:30am"], ["Filter: Status: Live"], ["Rows: 2"], [], ["Thing"],
        ["one"], ["two"],
    ]  # fmt: skip
    told = sheets(asked(rf, asha, listing, "xlsx"))
    assert told["List"] == [["Thing"], ["one"], ["two"]]
    assert told["About this list"][1:] == [["As of 2 March 2026 at 10:30am"], ["Filter: Status: Live"], ["Rows: 2"]]


def test_each_kind_of_value_is_what_it_is(in_march, rf, asha):
    values = [date(2026, 3, 31), datetime(2026, 3, 31, 22, 30, tzinfo=UTC), Decimal("-35.50"), 1200, True, None, "é"]
    columns = [Column(str(at), lambda row, at=at: row[at]) for at in range(len(values))]
    listing = of([values], *columns)

    row = ["2026-03-31", "2026-03-31 23:30", "-35.50", "1200", "Yes", "", "é"]
    assert read(asked(rf, asha, listing, "csv"))[-1] == row
    assert sheets(asked(rf, asha, listing, "xlsx"))["List"][-1] == [
        date(2026, 3, 31), datetime(2026, 3, 31, 23, 30), -35.5, 1200, "Yes", "", "é"
    ]  # fmt: skip


def test_what_a_spreadsheet_would_run_is_text(rf, asha):
    listing = of(HOSTILE, Column("=HEADING()", lambda one: one))

    lines = read(asked(rf, asha, listing, "csv"))
    assert [line[0] for line in lines[-len(HOSTILE) :]] == [f"'{text}" for text in HOSTILE]
    assert lines[-len(HOSTILE) - 1] == ["'=HEADING()"]
    body = asked(rf, asha, listing, "xlsx").getvalue()
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert not any(b"<f>" in book.read(name) or b"<hyperlink" in book.read(name) for name in book.namelist())
    assert defused("a=1") == "a=1"


def test_who_took_which_list_is_noted(rf, asha):
    asked(rf, asha, of(["one"])._replace(chosen=("Status: Live",)), "csv")

    entry = LogEntry.objects.filter(kind="export").latest("pk")
    assert (entry.by_id, entry.about, entry.about_id) == (asha.pk, "authorities_job", "")
    assert LogDetail.objects.get(entry=entry).as_dict() == {"rows": 1, "filter": ["Status: Live"], "as": "csv"}


def test_a_list_that_is_too_long_is_refused_in_words(client, asha, walsall, agreements, monkeypatch):
    for module in ("authorities.downloads.listing", "authorities.downloads.answering"):
        monkeypatch.setattr(f"{module}.MOST_ROWS", 1)
    for _ in range(2):
        PlacementFactory(authority=walsall)
    client.force_login(asha)
    answer = client.get("/placements/?status=live&download=csv", follow=True)

    assert answer.redirect_chain == [("/placements/?status=live", 302)]
    assert "A file holds at most 1 rows, and this list has more. Filter the list, then download it." in answer.text
    assert not LogEntry.objects.filter(kind="export").exists()


def test_the_list_of_placements_as_a_file_is_whole_filtered_and_sorted(client, asha, ivy, dev, walsall, agreements):
    worker = WorkerFactory(authority=walsall, name="=Wanda", swe_number="SW911111")
    for number in range(30):
        PlacementFactory(
            authority=walsall, worker=worker, reference=f"P{number:02}", started_on=date(2026, 1, 1 + number)
        )
    PlacementFactory(authority=walsall, reference="PAYE", rate__pay_type="paye", started_on=date(2026, 1, 1))
    address = "/placements/?pay_type=umbrella&sort=reference&page=2&download=csv"
    client.force_login(asha)
    lines = read(client.get(address))

    assert lines[2:4] == [["Filter: Pay type: Umbrella company"], ["Rows: 30"]]
    heads, rows = lines[5], lines[6:]
    assert [row[0] for row in rows] == [f"P{number:02}" for number in range(30)]
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["Worker"], first["Registration number"], first["Start"]) == ("'=Wanda", "SW911111", "2026-01-01")
    assert first["Answer"] == "Not assessed"
    client.force_login(dev)
    assert read(client.get(address))[6][3:5] == ["Not shown", "Not shown"]
    client.force_login(ivy)
    assert "Answer" not in read(client.get(address))[5]


@pytest.mark.parametrize("page", ["/people/", "/jobs/"])
def test_a_table_without_columns_of_its_own_is_told_as_it_is_read(client, jan, page):
    client.force_login(jan)

    lines = read(client.get(f"{page}?download=csv"))
    assert lines[5][0] in ("Email address", "Work")
    assert not any("<" in cell for line in lines for cell in line)


def test_whoever_has_not_confirmed_lately_is_asked_first(client, asha, agreements):
    client.force_login(asha)
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 100_000
    session.save()

    answer = client.get("/job-titles/?download=xlsx")
    assert answer.status_code == 302
    assert "%2Fjob-titles%2F%3Fdownload%3Dxlsx" in answer["Location"]

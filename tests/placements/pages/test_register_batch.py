"""One batch: its numbers, and the register's file coming back, whatever it calls its columns."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from placements.actions import ask_register
from placements.models import ColumnMapping, RegisterCheck
from tests.factories import PlacementFactory, WorkerFactory

pytestmark = pytest.mark.usefixtures("in_autumn")
FILE = (
    "Registration number,Name,Registration status,Conditions,Registered until\n"
    "SW911111,Ann,Registered,,30/11/2026\n"
    "911112,Bea,Suspended,Must be supervised.,30/11/2026\n"
)


@pytest.fixture
def batch(walsall, senior, asha):
    for number in (911111, 911112, 911113):
        worker = WorkerFactory(authority=walsall, swe_number=f"SW{number}")
        PlacementFactory(authority=walsall, worker=worker, job_role=senior)
    return ask_register(authority=walsall, by=asha, today=date(2026, 11, 20))


@pytest.fixture
def send(client, asha, batch):
    client.force_login(asha)

    def sent(text, name="register.csv", follow=True, **typed):
        file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
        typed = {"file": file, "checked_on": "19/11/2026"} | typed
        return client.post(f"/register/{batch}/", typed, follow=follow)

    return sent


def said():
    kept = RegisterCheck.objects.order_by("worker__swe_number")
    return [(each.found, each.status, each.conditions, each.renews_on) for each in kept]


def test_the_numbers_are_there_to_paste(client, asha, batch, soup):
    client.force_login(asha)
    page = soup(client.get(f"/register/{batch}/"))

    assert page.find(id="numbers").text.strip() == "SW911111, SW911112, SW911113"
    assert [page.find(id=f"id_checked_on_{part}")["value"] for part in ("day", "month", "year")] == ["20", "11", "2026"]


def test_what_the_file_says_is_kept_as_it_says_it(send, soup, asha):
    page = soup(send(FILE))

    assert "Found on the register: 2. Not found: 1." in page.text
    last = date(2026, 11, 30)
    assert said() == [
        (True, "Registered", "", last),
        (True, "Suspended", "Must be supervised.", last),
        (False, "", "", None),
    ]
    kept = RegisterCheck.objects.first()
    assert (kept.checked_on, kept.checked_by, kept.file_name) == (date(2026, 11, 19), asha, "register.csv")


def test_the_same_file_again_changes_nothing(send):
    send(FILE)
    events = RegisterCheck.pgh_event_model.objects.count()

    send(FILE)

    assert RegisterCheck.pgh_event_model.objects.count() == events


def test_what_a_file_puts_right_keeps_what_was_said_before(send):
    send(FILE)
    send(FILE.replace("SW911111,Ann,Registered", "SW911111,Ann,Removed"))

    assert [status for _, status, *_ in said()] == ["Removed", "Suspended", ""]
    events = RegisterCheck.pgh_event_model.objects.filter(worker__swe_number="SW911111").order_by("pgh_id")
    assert list(events.values_list("status", flat=True)) == ["", "Registered", "Removed"]


def test_a_row_that_cannot_be_taken_is_told_and_its_worker_waits(send, soup):
    page = soup(send(FILE.replace("SW911111,Ann,Registered,,30/11/2026", "SW911111,Ann,Registered,,31/11/2026")))

    told = (
        "Row 2, registered until: Registered until is not a real date: “31/11/2026”. Enter a date such as 31/10/2026."
    )
    assert told in page.text
    assert [found for found, *_ in said()] == [None, True, False]
    assert page.find(id="numbers").text.strip() == "SW911111"


def test_while_a_row_names_nobody_we_know_nobody_is_called_not_found(send, soup):
    page = soup(send(FILE + "SW91X,Cat,Registered,,\n"))

    assert "Row 4, registration number: “SW91X” is not a registration number." in page.text
    assert [found for found, *_ in said()] == [True, True, None]


def test_a_number_with_two_different_rows_is_told(send, soup):
    page = soup(send(FILE + "SW911111,Ann,Removed,,\n"))

    assert "Another row says something else about this number." in page.text
    assert [found for found, *_ in said()] == [None, True, False]


def test_rows_about_others_are_not_kept(send, soup, walsall):
    WorkerFactory(authority=walsall, swe_number="SW944444")

    assert (
        "Rows about anybody else, which were not kept: 2."
        in soup(send(FILE + "SW944444,Dot,Removed,,\nSW955555,Eve,Removed,,\n")).text
    )
    assert RegisterCheck.objects.count() == 3


def test_a_file_that_names_nobody_of_the_batch_is_refused(send, errors):
    assert errors(send("number,status\nSW955555,Registered\n")) == [
        "The file names nobody of this batch. Check that it is the register’s answer to these numbers."
    ]
    assert {found for found, *_ in said()} == {None}


def test_a_file_with_no_rows_finds_nobody(send, soup):
    assert "Found on the register: 0. Not found: 3." in soup(send("Registration number,Status\n")).text


def test_other_names_of_columns_are_said(send, errors, soup):
    file = "Ref,Standing,Notes\nSW911111,Registered,Must be supervised.\n"
    assert errors(send(file)) == [
        "We cannot find the column with the registration numbers. "
        "Under “The file has other column names”, say what the file calls it."
    ]

    page = soup(send(file, column_swe_number="Ref", column_status=" STANDING ", column_conditions="Notes"))

    assert "The file has no column that we know for: registered until." in page.text
    assert said()[0] == (True, "Registered", "Must be supervised.", None)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "register.csv", "The selected file is empty"),
        (b"\xff\xfeS\x00W\x00", "register.csv", "The file is not saved as UTF-8."),
        (b"PK\x03\x04", "register.csv", "The selected file must be a CSV or an XLSX, and be named so"),
        (b"PK\x03\x04", "register.xlsx", "The file is not a workbook that can be read."),
        (b"number,number\nSW1,SW2\n", "register.csv", "The column number is there twice."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(send, errors, content, name, said):
    [error] = errors(send(content, name))

    assert error.startswith(said)
    assert set(RegisterCheck.objects.values_list("found", flat=True)) == {None}


def test_names_of_columns_are_remembered_for_the_next_file_and_forgotten_when_left_empty(
    send, client, batch, soup, walsall
):
    theirs = FILE.replace("Registration number", "Mark").replace("Registration status", "Standing")
    send(theirs, column_swe_number="Mark", column_status="Standing")

    page = soup(client.get(f"/register/{batch}/"))
    assert [page.find(id=f"id_column_{name}").get("value") for name in ("swe_number", "status", "conditions")] == [
        "Mark", "Standing", None,
    ]  # fmt: skip
    assert page.select_one("details").has_attr("open")
    kept = ColumnMapping.objects.get()
    assert (kept.authority, kept.kind) == (walsall, "register")
    assert "Mark" not in client.get("/files/columns/").content.decode()

    send(FILE)
    assert not ColumnMapping.objects.exists()


def test_a_file_that_was_refused_teaches_nothing(send):
    send("Mark\nSW999999\n", column_swe_number="Mark")

    assert not ColumnMapping.objects.exists()


def test_a_day_to_come_is_refused(send, errors):
    assert errors(send(FILE, checked_on="21/11/2026")) == ["Day of the download must be on or before 20 November 2026"]


def test_a_batch_is_taken_away_but_not_what_was_answered(send, client, batch, soup):
    send(FILE.replace("SW911111,Ann,Registered,,30/11/2026", "SW911111,Ann,Registered,,31/11/2026"))

    assert "The batch has been taken away." in soup(client.post(f"/register/{batch}/", {"drop": "y"}, follow=True)).text
    assert [found for found, *_ in said()] == [True, False]


def test_when_all_are_answered_the_page_says_so(send, client, batch, soup):
    send(FILE)

    page = soup(client.get(f"/register/{batch}/"))
    assert "The register has answered for everybody in this batch." in page.text
    assert page.find(id="numbers") is None


def test_anothers_batch_was_never_there(client, batch, cara, ben):
    for person in (cara, ben):
        client.force_login(person)
        for answer in (client.get(f"/register/{batch}/"), client.post(f"/register/{batch}/", {"drop": "yes"})):
            assert answer.status_code == 404
    assert RegisterCheck.objects.count() == 3

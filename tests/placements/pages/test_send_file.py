"""Sending a file: what is taken to be looked at, and what is refused at once, in words."""

import pytest

from placements.models import Placement, Upload
from tests.factories import SupplierFactory
from tests.placements.sending import BAD, GOOD, OF_THEIRS, OURS, THEIRS, lines, send, sent

pytestmark = pytest.mark.usefixtures("in_november", "senior")
URL = "/files/"


def test_a_file_whose_columns_are_known_is_checked_at_once_and_nothing_is_taken_in(client, asha):
    page = send(client, asha, lines(OURS, GOOD, BAD))

    assert page.redirect_chain[-1][0] == f"/files/{sent().pk}/"
    assert "Nothing has been taken in yet." in page.content.decode()
    assert not Placement.objects.exists()


def test_a_file_with_columns_that_are_not_known_leads_to_the_question_what_they_are(client, asha):
    page = send(client, asha, lines(THEIRS, OF_THEIRS))

    assert page.redirect_chain[-1][0] == f"/files/{sent().pk}/columns/"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("march.csv", b"", "The file is empty."),
        ("march.csv", OURS.encode(), "The file has no rows below its first."),
        ("march.csv", b"hello\nworld\n", "The first row has no column name that we know."),
        ("march.csv", f"{OURS}\n{GOOD}".encode("utf-16"), "The file is not saved as UTF-8."),
        ("march.csv", f"{OURS}\nZoë".encode("cp1252"), "line 2 has a character that is not"),
        ("march.xlsm", b"PK\x03\x04", "The selected file is a workbook that may hold macros."),
        ("march.xlsx", b"a,b", "The selected file must be a CSV or an Excel workbook (.xlsx), and be named so."),
        ("march.pdf", b"%PDF", "The selected file must be a CSV or an Excel workbook (.xlsx), and be named so."),
        ("march.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "The file is an old Excel workbook (.xls)."),
        (
            "march.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "The workbook is protected by a password.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_in_words(client, asha, name, content, words):
    page = send(client, asha, content, name=name).content.decode()

    assert "There is a problem" in page
    assert words in page
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, asha, monkeypatch):
    monkeypatch.setattr("placements.imports.table.MOST_BYTES", 30)

    assert "The selected file is larger than" in send(client, asha, b"x" * 40).content.decode()


def test_what_was_left_out_is_asked_for(client, asha):
    client.force_login(asha)
    page = client.post(URL, {"kind": ""}).content.decode()

    assert "Select what is in the file" in page
    assert "Select the file" in page


def test_files_that_were_sent_are_listed_to_the_officers_of_the_authority_alone(client, asha, cara):
    send(client, asha, lines(OURS, GOOD))
    assert "march.csv" in client.get(URL).content.decode()

    client.force_login(cara)
    page = client.get(URL).content.decode()
    assert "march.csv" not in page
    assert "No file was sent in the last 7 days" in page


def test_the_page_makes_as_many_queries_for_twenty_files_as_for_one(client, asha, django_assert_num_queries):
    def make(number):
        Upload.objects.bulk_create(
            Upload(
                authority=asha.authorities_as("hr_officer")[0], kind="hours", file_name="a.csv", body=b"", headings=[],
                lines=1, state="taken", by=asha, supplier=SupplierFactory(),
            )
            for _ in range(number)
        )  # fmt: skip

    make(1)
    client.force_login(asha)
    client.get(URL)
    counted = []
    for number in (0, 19):
        make(number)
        with django_assert_num_queries(QUERIES):
            counted.append(client.get(URL))


QUERIES = 6


def test_only_those_who_log_find_the_page(client, ben, dev, ivy, jan):
    for person in (ben, dev, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

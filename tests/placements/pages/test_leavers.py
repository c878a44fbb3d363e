"""Leavers: which months were sent, and sending one."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from authorities.clock import today
from authorities.models import Job
from placements.models import Change, LeaverReturn, ParkedRow, Post
from tests.factories import PostFactory, WorkerFactory

URL = "/leavers/"


@pytest.fixture
def month():
    """The month before this one."""
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


def post(client, person, month, nil, content=None, name="leavers.csv", rows=""):
    client.force_login(person)
    data = {"month": f"{month:%Y-%m}", "rows": rows} | ({"nil": "on"} if nil == "yes" else {})
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content)
    return client.post(URL, data, follow=True)


def test_a_month_in_which_nobody_left_is_sent_as_nil(client, asha, walsall, month):
    page = post(client, asha, month, "yes").content.decode()

    assert "has been received, with no leavers" in page
    assert LeaverReturn.objects.get(authority=walsall, month=month).nil
    assert Change.objects.filter(started_from=month).exists()


def test_a_file_of_leavers_is_taken_in(client, asha, walsall, month):
    page = post(client, asha, month, "no", f"swe_number,left_on,role\nSW123456,{month},social worker\n".encode())

    assert "has been received, with 1 leaver" in page.content.decode()
    assert Post.objects.get().worker.authority == walsall
    assert not LeaverReturn.objects.get().nil


def test_a_row_that_cannot_be_taken_in_holds_the_month_back_and_is_shown(client, asha, month):
    page = post(client, asha, month, "no", f"swe_number,left_on,role\n123456,{month},social worker\n".encode())

    assert page.redirect_chain[-1][0] == "/files/rows/"
    assert "1 row was not taken in" in page.content.decode()
    assert "is not a registration number" in page.content.decode()
    assert not LeaverReturn.objects.exists()
    assert ParkedRow.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b\n1,2\n", b"PK\x03\x04 no", "😀".encode()])
def test_a_file_that_is_no_file_of_leavers_is_refused_in_words(client, asha, month, content):
    page = post(client, asha, month, "no", content)

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not LeaverReturn.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leavers.xlsx", b"swe_number,left_on,role\n"),
        ("leavers.csv", b"PK\x03\x04"),
        ("leavers.html", b"<p>"),
        ("x", b"a"),
    ],
)
def test_a_file_whose_name_does_not_say_what_it_is_is_refused(client, asha, month, name, content):
    page = post(client, asha, month, "no", content, name).content.decode()

    assert "The selected file must be a CSV or an XLSX" in page
    assert not LeaverReturn.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, asha, month, monkeypatch):
    monkeypatch.setattr("placements.imports.table.MOST_BYTES", 30)
    page = post(client, asha, month, "no", b"swe_number,left_on,role\n" + b"x" * 40).content.decode()

    assert "The selected file must be 20 MB or smaller" in page


@pytest.mark.parametrize("rows", ["", "SW123456,2025-01-09,social worker\n"])
def test_a_file_without_a_leaver_of_the_month_does_not_count_as_nil(client, asha, month, rows):
    page = post(client, asha, month, "no", f"swe_number,left_on,role\n{rows}".encode())

    assert f"There is nobody here who left in {month:%B %Y}." in page.content.decode()
    assert not LeaverReturn.objects.exists()
    assert not Post.objects.exists()


def test_one_of_rows_a_file_and_nil_is_asked_for(client, asha, month):
    neither = post(client, asha, month, "").content.decode()
    both = post(client, asha, month, "yes", rows=f"SW123456\t{month}\tSocial worker").content.decode()

    assert "Paste the rows, choose a file, or say that nobody left" in neither
    assert "Give one of the three: pasted rows, a file, or that nobody left" in both
    assert not LeaverReturn.objects.exists()


def test_thirty_rows_are_pasted_as_they_were_copied_in_one_answer(client, asha, walsall, month):
    rows = "\n".join(
        f"Senior social worker\tsw{200000 + n}\t{month.replace(day=n % 28 + 1):%d/%m/%Y}" for n in range(30)
    )
    page = post(client, asha, month, "", rows=rows).content.decode()

    assert f"{month:%B %Y} has been received, with 30 leavers. Placements everywhere are judged again now." in page
    assert Post.objects.filter(worker__authority=walsall, role_text="Senior social worker").count() == 30
    assert not LeaverReturn.objects.get().nil
    assert Job.objects.get().name == "assess_stale"


def test_a_wrong_row_is_named_and_nothing_of_the_paste_is_stored_or_lost(client, asha, month, errors):
    rows = f"SW123456\t{month}\tSocial worker\n123457\t{month}\tSocial worker\nSW123458\t31/02/2026\tSocial worker"
    page = post(client, asha, month, "", rows=rows)

    assert errors(page) == [
        "Row 2, registration number: “123457” is not a registration number. Enter SW and then 1 to 6 numbers, such as"
        " SW123456.",
        "Row 3, leaving date: Leaving date is not a real date: “31/02/2026”. Enter a date such as 31/10/2026.",
    ]
    assert "SW123458\t31/02/2026" in page.content.decode()
    assert not Post.objects.exists()
    assert not ParkedRow.objects.exists()
    assert not LeaverReturn.objects.exists()


def test_of_very_many_wrong_rows_the_first_ten_are_told(client, asha, month, errors):
    rows = "\n".join(["SW1234567890\t31/10/2026\tSocial worker"] * 12 + [f"SW1\t{month}\tSocial worker"])
    told = errors(post(client, asha, month, "", rows=rows))

    assert len(told) == 11
    assert told[-1] == "2 more rows cannot be taken in. Put these right and send the rows again"


def test_how_many_members_have_sent_is_told_to_all_and_which_to_none_of_them(client, asha, dev, gita, dudley, month):
    LeaverReturn.objects.create(authority=dudley, month=month, nil=True)
    for person in (asha, dev, gita):
        client.force_login(person)
        page = client.get(URL).content.decode()
        assert "<strong>1 of 14</strong> authorities have sent" in page
        assert ("Dudley" in page) == (person == dev)


def test_a_member_that_had_left_by_then_is_not_counted(client, asha, dudley, month):
    dudley.memberships.update(until_on=month - timedelta(days=1))
    client.force_login(asha)

    assert "<strong>0 of 13</strong> authorities have sent" in client.get(URL).content.decode()


@pytest.mark.parametrize("number", [1, 60])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, walsall, month, number, django_assert_num_queries):
    for _ in range(number):
        PostFactory(worker=WorkerFactory(authority=walsall), left_on=month)
    client.force_login(asha)
    client.get(URL)

    with django_assert_num_queries(14):
        client.get(URL)


def test_nil_for_a_month_with_leavers_on_record_does_not_hide_them(client, asha, month):
    post(client, asha, month, "no", f"swe_number,left_on,role\nSW123456,{month},social worker\n".encode())
    post(client, asha, month, "yes")

    assert not LeaverReturn.objects.get().nil


def test_a_month_that_is_not_over_cannot_be_sent(client, asha):
    assert "There is a problem" in post(client, asha, today(), "yes").content.decode()


def test_asha_sees_her_own_months_and_the_analyst_everybody_s(client, asha, dev, walsall, dudley, month):
    client.force_login(asha)
    assert "Dudley" not in client.get(URL).content.decode()
    client.force_login(dev)
    assert "Dudley" in client.get(URL).content.decode()


def test_the_analyst_cannot_send_for_anybody(client, dev, month):
    assert post(client, dev, month, "yes").status_code == 404
    assert not LeaverReturn.objects.exists()


def test_supplier_and_administrator_never_find_the_page(client, ivy, jan):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

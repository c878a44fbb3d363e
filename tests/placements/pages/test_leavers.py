"""Leavers: which months were sent, and sending one."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from authorities.clock import today
from placements.models import Change, LeaverReturn, ParkedRow, Post

URL = "/leavers/"


@pytest.fixture
def month():
    """The month before this one."""
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


def post(client, person, month, nil, content=None, name="leavers.csv"):
    client.force_login(person)
    data = {"month": f"{month:%Y-%m}", "nil": nil}
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

    assert f"The file has nobody who left in {month:%B %Y}." in page.content.decode()
    assert not LeaverReturn.objects.exists()
    assert not Post.objects.exists()


def test_neither_a_file_nor_nil_is_refused(client, asha, month):
    assert "Select what happened in this month" in post(client, asha, month, "").content.decode()
    assert "Select the file of leavers" in post(client, asha, month, "no").content.decode()
    assert not LeaverReturn.objects.exists()


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


def test_workforce_group_supplier_and_administrator_never_find_the_page(client, gita, ivy, jan):
    for person in (gita, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

"""What the columns of a supplier's file are: guessed, said once, and remembered."""

import pytest

from placements.models import ColumnMapping, Placement
from tests.placements.sending import OF_THEIRS, THEIRS, lines, send, sent

pytestmark = pytest.mark.usefixtures("in_november", "senior")
ANSWERS = {
    "column_0": "reference", "column_1": "worker_name", "column_2": "swe_number", "column_3": "role",
    "column_4": "pay_type", "column_5": "hourly_pay", "column_6": "start_on", "column_7": "none",
}  # fmt: skip


@pytest.fixture
def page(client, asha, supplier_one):
    return send(client, asha, lines(THEIRS, OF_THEIRS), supplier=supplier_one.pk)


def answer(client, **changes):
    return client.post(f"/files/{sent().pk}/columns/", ANSWERS | changes, follow=True)


def test_each_column_shows_with_its_values_and_what_it_may_be(page):
    form = page.context["form"]

    assert [field.label for field in form] == [
        "“Order No”", "“Candidate Name”", "“SWE Reg”", "“Grade”", "“Pay method”", "“Pay rate”", "“Start date”",
        "“Cost centre”",
    ]  # fmt: skip
    assert [field.initial for field in form] == list(ANSWERS.values())
    assert "For example: SW900001" in page.content.decode()


def test_what_was_said_is_remembered_for_the_supplier_and_not_asked_again(client, asha, page, supplier_one):
    answer(client)
    assert ColumnMapping.objects.get().meaning["swe_reg"] == "swe_number"

    sent().delete()
    again = send(client, asha, lines(THEIRS, OF_THEIRS), supplier=supplier_one.pk)
    assert again.redirect_chain[-1][0] == f"/files/{sent().pk}/"
    assert sent().told["added"] == 1


def test_another_supplier_is_asked_anew(client, asha, page):
    answer(client)
    sent().delete()

    assert "/columns/" in send(client, asha, lines(THEIRS, OF_THEIRS)).redirect_chain[-1][0]


def test_a_column_that_every_row_needs_is_asked_for(client, page):
    told = answer(client, column_2="none").content.decode()

    assert "No column of the file is given as Registration number. Say which one it is." in told
    assert not ColumnMapping.objects.exists()


def test_two_columns_cannot_be_one_thing(client, page):
    told = answer(client, column_7="swe_number").content.decode()

    assert "Two columns of the file are both given as Registration number. Leave one out." in told


def test_without_a_supplier_a_column_must_name_it(client, asha):
    send(client, asha, lines(THEIRS, OF_THEIRS))

    assert "No supplier was chosen, and no column is given as Supplier." in answer(client).content.decode()


def test_the_columns_can_be_changed_after_the_check(client, page):
    answer(client, column_1="none")
    answer(client)
    client.post(f"/files/{sent().pk}/")

    assert Placement.objects.get().worker.name == "Test Worker"


def test_another_authority_s_officer_cannot(client, cara, page):
    client.force_login(cara)

    assert client.get(f"/files/{sent().pk}/columns/").status_code == 404
    assert answer(client).status_code == 404

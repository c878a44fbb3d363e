"""What suppliers' columns mean: shown, changed and forgotten."""

import pytest

from placements.models import ColumnMapping
from tests.placements.sending import OF_THEIRS, THEIRS, lines, said_columns, send, sent

pytestmark = pytest.mark.usefixtures("in_november", "senior")
URL = "/files/columns/"


@pytest.fixture
def mapping(client, asha, walsall, supplier_one):
    client.force_login(asha)
    return ColumnMapping.objects.create(
        authority=walsall, supplier=supplier_one, kind="hours", by=asha,
        meaning={"order_no": "reference", "w_e": "week_ending", "hrs": "hours", "cost": ""},
    )  # fmt: skip


def answers_for(client, mapping, **changes):
    """What the form asks, answered as it was before but for these headings."""
    form = client.get(f"{URL}{mapping.pk}/").context["form"]
    return {name: changes.get(heading) or form[name].initial for name, heading in form.headings.items()}


def test_what_was_said_is_shown_with_who_said_it(client, mapping):
    page = client.get(URL).content.decode()

    for words in ("Test Supplier: hours", "order_no", "Supplier’s reference", "1 column left out. Said by Asha"):
        assert words in page


def test_it_can_be_changed(client, mapping):
    answers = answers_for(client, mapping, cost="amount")
    page = client.post(f"{URL}{mapping.pk}/", answers, follow=True).content.decode()

    assert "The columns have been changed, for files from now on." in page
    mapping.refresh_from_db()
    assert mapping.meaning["cost"] == "amount"


def test_two_columns_cannot_be_one_thing(client, mapping):
    answers = answers_for(client, mapping, cost="hours")

    assert (
        "Two columns of the file are both given as Hours."
        in client.post(f"{URL}{mapping.pk}/", answers).content.decode()
    )


def test_it_can_be_forgotten_and_the_next_file_asks_again(client, asha, supplier_one):
    send(client, asha, lines(THEIRS, OF_THEIRS), supplier=supplier_one.pk)
    form = client.get(f"/files/{sent().pk}/columns/").context["form"]
    client.post(f"/files/{sent().pk}/columns/", {field.html_name: field.initial for field in form})
    client.post(f"{URL}{ColumnMapping.objects.get().pk}/forget/")
    sent().delete()

    assert "/columns/" in send(client, asha, lines(THEIRS, OF_THEIRS), supplier=supplier_one.pk).redirect_chain[-1][0]


def test_nothing_remembered_says_so(client, asha):
    client.force_login(asha)

    assert "Nothing is remembered yet" in client.get(URL).content.decode()


def test_another_authority_s_officer_neither_sees_nor_changes_it(client, cara, mapping):
    client.force_login(cara)

    assert "order_no" not in client.get(URL).content.decode()
    for address in (f"{URL}{mapping.pk}/", f"{URL}{mapping.pk}/forget/"):
        assert client.post(address).status_code == 404


def test_the_page_makes_as_many_queries_for_many_as_for_one(client, asha, dudley, mapping, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        client.get(URL)
    said_columns(mapping.authority, by=asha)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


QUERIES = 4

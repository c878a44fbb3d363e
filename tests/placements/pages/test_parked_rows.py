"""Rows that were not taken in: shown to those who log for the authority, until they are settled."""

import pytest
from django.utils import timezone

from placements.models import ImportRun, ParkedRow

URL = "/files/rows/"


@pytest.fixture
def row(walsall, asha):
    run = ImportRun.objects.create(
        kind="placements", authority=walsall, file_name="march.csv", sha256="0" * 64, by=asha
    )
    return ParkedRow.objects.create(
        run=run,
        row_number=7,
        column="swe_number",
        reason="“123” is not a registration number.",
        remedy="Enter SW and then 1 to 6 numbers.",
        row={},
        row_sha256="0" * 64,
    )


def test_a_row_says_where_it_stands_why_and_what_to_do(client, asha, row):
    client.force_login(asha)
    page = client.get(URL).content.decode()

    for words in ("march.csv", "Walsall", "Registration number", "is not a registration number", "Enter SW and then"):
        assert words in page


def test_a_settled_row_is_gone(client, asha, row):
    row.settled_at = timezone.now()
    row.save()
    client.force_login(asha)

    assert "Every row has been taken in" in client.get(URL).content.decode()


def test_another_authority_s_rows_are_not_shown(client, cara, row):
    client.force_login(cara)

    assert "march.csv" not in client.get(URL).content.decode()


def test_only_those_who_log_find_the_page(client, ben, dev, ivy, jan, row):
    for person in (ben, dev, ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

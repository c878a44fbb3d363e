"""Reports as JSON: which editions there are, and their files, with the rights of the pages."""

import pytest

from reports.models import Edition, EditionFile

URL = "/api/v1/reports/"


@pytest.fixture
def editions(west_midlands):
    """One edition of each report, with one file."""
    made = {}
    for kind, period in (("savings", "2026-10"), ("quarterly", "2026Q3")):
        edition = Edition.objects.create(
            region=west_midlands,
            kind=kind,
            period=period,
            number=1,
            provisional=True,
            method="1",
            content={},
            sha256="0" * 64,
            known_at="2026-11-06T06:00Z",
        )
        EditionFile.objects.create(
            edition=edition, name=f"{kind}.csv", media_type="text/csv", body=b"a,b\n", sha256="1" * 64
        )
        made[kind] = edition
    return made


def listed(client, person, query=""):
    client.force_login(person)
    return {one["kind"]: one for one in client.get(URL + query).json()["results"]}


def test_each_sees_the_reports_that_they_may_read(client, dev, elin, asha, gita, editions):
    for person in (dev, elin):
        assert set(listed(client, person)) == {"savings", "quarterly"}
    for person in (asha, gita):
        assert set(listed(client, person)) == {"savings"}


def test_a_file_comes_byte_for_byte_to_those_who_may_download_it(client, dev, editions):
    for one in listed(client, dev).values():
        [file] = one["files"]
        answer = client.get(file["url"])
        assert answer.content == b"a,b\n"
        assert answer["Content-Type"] == "text/csv"
        assert f'filename="{file["name"]}"' in answer["Content-Disposition"]


def test_who_may_read_but_not_download_sees_no_file_and_gets_none(client, asha, editions):
    assert listed(client, asha)["savings"]["files"] == []
    for edition in editions.values():
        assert client.get(f"{URL}{edition.pk}/files/{edition.kind}.csv").status_code == 404


def test_what_is_not_yours_answers_as_what_never_was(client, asha, editions):
    client.force_login(asha)
    strange = client.get(f"{URL}{editions['quarterly'].pk}/files/quarterly.csv")
    never = client.get(f"{URL}999999/files/quarterly.csv")

    assert (strange.status_code, strange.content) == (never.status_code, never.content)


def test_supplier_and_administrator_never_find_them(client, ivy, jan, editions):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_filters_narrow(client, dev, editions):
    assert set(listed(client, dev, "?kind=quarterly")) == {"quarterly"}
    assert set(listed(client, dev, "?period=2026-10")) == {"savings"}

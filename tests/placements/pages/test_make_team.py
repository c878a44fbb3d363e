"""Making and amending a project team."""

from datetime import date

import pytest

from placements.models import ProjectTeam
from tests.factories import ProjectTeamFactory

URL = "/teams/make/"


@pytest.fixture
def typed(supplier_one, in_autumn):
    return {
        "supplier": supplier_one.pk, "name": "Winter team", "purpose": "A backlog of assessments",
        "from_on": "2026-12-01", "until_on": "2027-02-28",
    }  # fmt: skip


def test_a_team_is_made(client, asha, walsall, supplier_one, typed):
    client.force_login(asha)
    page = client.post(URL, typed, follow=True)

    assert "Winter team has been recorded. Now put its members in it." in page.content.decode()
    made = ProjectTeam.objects.get()
    assert (made.authority, made.supplier, made.until_on) == (walsall, supplier_one, date(2027, 2, 28))


def test_what_is_missing_is_said(client, asha, errors):
    client.force_login(asha)

    assert errors(client.post(URL, {})) == [
        "Select a supplier",
        "Enter a name of the team",
        "Enter the purpose",
        "Enter a first day of the term",
        "Enter a last day of the term",
    ]


def test_days_out_of_order_and_a_name_in_use_are_said(client, asha, walsall, typed, errors):
    ProjectTeamFactory(authority=walsall, name="winter TEAM")
    client.force_login(asha)

    assert errors(client.post(URL, typed)) == ["Your authority already has a team of this name. Choose another name."]
    assert errors(client.post(URL, typed | {"until_on": "2026-11-30"})) == [
        "Last day of the term must be on or after the first day"
    ]


def test_a_team_is_amended(client, asha, walsall, typed):
    team = ProjectTeamFactory(authority=walsall)
    client.force_login(asha)
    url = f"/teams/{team.pk}/amend/"
    assert team.purpose in client.get(url).content.decode()
    page = client.post(url, typed, follow=True).content.decode()

    assert "The team has been amended." in page
    assert "Amended: Winter team, 1 December 2026 to 28 February 2027" in page


def test_cara_cannot_amend_it_and_those_who_do_not_log_make_none(client, cara, ben, dev, walsall):
    team = ProjectTeamFactory(authority=walsall)
    client.force_login(cara)
    assert client.get(f"/teams/{team.pk}/amend/").status_code == 404
    for person in (ben, dev):
        client.force_login(person)
        assert client.get(URL).status_code == 404

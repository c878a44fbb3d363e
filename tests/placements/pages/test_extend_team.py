"""Extending a project team's term, and closing it."""

from datetime import date

import pytest

from tests.factories import ProjectTeamFactory


@pytest.fixture
def team(walsall, in_autumn):
    return ProjectTeamFactory(authority=walsall, until_on=date(2026, 11, 30))


def test_the_term_is_extended_with_the_reason(client, asha, team):
    client.force_login(asha)
    typed = {"until_on": "2027-01-31", "extended_on": "2026-11-19", "why_extended": "Five cases left"}
    page = client.post(f"/teams/{team.pk}/extend/", typed, follow=True).content.decode()

    assert "The team has been extended." in page
    assert "Extended from 30 November 2026 to 31 January 2027, as agreed on 19 November 2026: Five cases left" in page


def test_what_is_wrong_is_said(client, asha, team, errors):
    client.force_login(asha)
    url = f"/teams/{team.pk}/extend/"

    assert errors(client.post(url, {})) == [
        "Enter a new last day of the term",
        "Enter a day on which it was agreed",
        "Enter why it was extended",
    ]
    typed = {"until_on": "2026-11-30", "extended_on": "2026-11-19", "why_extended": "Five cases left"}
    assert errors(client.post(url, typed)) == [
        "The team’s term already goes to 30/11/2026. Enter a later day, or amend the team."
    ]


def test_the_team_is_closed(client, asha, team):
    client.force_login(asha)
    page = client.post(f"/teams/{team.pk}/close/", {"closed_on": "2026-11-18"}, follow=True).content.decode()

    assert "The team has been closed." in page
    assert "Closed, last day 18 November 2026" in page
    assert "Extend its term" not in page


def test_cara_cannot(client, cara, team):
    client.force_login(cara)
    for what in ("extend", "close"):
        assert client.get(f"/teams/{team.pk}/{what}/").status_code == 404
        assert client.post(f"/teams/{team.pk}/{what}/").status_code == 404

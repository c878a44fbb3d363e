"""The list of project teams."""

from datetime import date

import pytest

from placements.models import TeamMember
from tests.factories import PlacementFactory, ProjectTeamFactory

URL = "/teams/"


def test_asha_sees_her_own_teams_with_their_state(client, asha, soup, walsall, dudley, in_march):
    for name, days in {
        "Past": {"from_on": date(2025, 9, 1), "until_on": date(2026, 3, 1)},
        "Live": {"from_on": date(2026, 3, 2)},
        "Next": {"from_on": date(2026, 3, 3)},
        "Gone": {"from_on": date(2025, 9, 1), "closed_on": date(2026, 3, 1)},
    }.items():
        ProjectTeamFactory(authority=walsall, name=name, **days)
    ProjectTeamFactory(authority=dudley, name="Dudley’s")
    client.force_login(asha)
    rows = {row.th.a.text: row.select_one(".govuk-tag").text for row in soup(client.get(URL)).select("tbody tr")}

    assert rows == {"Past": "Past its term", "Live": "Within its term", "Next": "Not yet begun", "Gone": "Closed"}


def test_there_may_be_none(client, asha, dev):
    for person, may in ((asha, True), (dev, False)):
        client.force_login(person)
        page = client.get(URL).content.decode()
        assert "No project teams on record" in page
        assert ("Make a team" in page) == may


@pytest.mark.parametrize("number", [1, 45])
def test_the_page_makes_a_fixed_number_of_queries(client, asha, walsall, agreements, number, django_assert_num_queries):
    for _ in range(number):
        team = ProjectTeamFactory(authority=walsall)
        TeamMember.objects.create(authority=walsall, team=team, placement=PlacementFactory(authority=walsall))
    client.force_login(asha)
    client.get(URL)

    with django_assert_num_queries(5):
        client.get(URL)


def test_suppliers_and_the_administrator_never_find_the_page(client, ivy, jan):
    for person in (ivy, jan):
        client.force_login(person)
        assert client.get(URL).status_code == 404

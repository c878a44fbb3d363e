"""Putting a placement in a project team, and taking it out again."""

from datetime import date

import pytest

from authorities.models import Job
from placements.models import TeamMember
from tests.factories import PlacementFactory, ProjectTeamFactory, WorkerFactory


@pytest.fixture
def team(walsall, agreements):
    return ProjectTeamFactory(authority=walsall)


@pytest.fixture
def placement(walsall, team):
    worker = WorkerFactory(authority=walsall, name="Wanda Walsall")
    return PlacementFactory(authority=walsall, worker=worker, reference="ORD-1", started_on=date(2026, 3, 2))


def url(team):
    return f"/teams/{team.pk}/add/"


def test_a_placement_of_the_supplier_is_put_in(client, asha, team, placement):
    client.force_login(asha)
    assert "Wanda Walsall, ORD-1, from 2 March 2026" in client.get(url(team)).content.decode()
    page = client.post(url(team), {"placement": placement.pk}, follow=True).content.decode()

    assert "ORD-1 has been put in the team." in page
    assert TeamMember.objects.get().team == team
    assert Job.objects.get().name == "assess_stale"


def test_where_there_is_none_to_put_in_it_says_so(client, asha, team):
    client.force_login(asha)

    assert "No placement can be put in this team" in client.get(url(team)).content.decode()


def test_one_must_be_chosen_and_anothers_is_not_there(client, asha, team, placement, dudley, errors):
    theirs = PlacementFactory(authority=dudley, started_on=date(2026, 3, 2))
    client.force_login(asha)

    assert errors(client.post(url(team), {})) == ["Select a placement"]
    assert errors(client.post(url(team), {"placement": theirs.pk})) == ["Select a placement from the list"]


def test_it_is_taken_out_after_it_was_asked(client, asha, team, placement, walsall):
    TeamMember.objects.create(authority=walsall, team=team, placement=placement)
    client.force_login(asha)
    address = f"/teams/{team.pk}/{placement.pk}/remove/"
    assert "Wanda Walsall, ORD-1, from 2 March 2026" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()

    assert "ORD-1 has been taken out of the team." in page
    assert not TeamMember.objects.exists()


def test_cara_cannot(client, cara, team, placement, walsall):
    TeamMember.objects.create(authority=walsall, team=team, placement=placement)
    client.force_login(cara)

    assert client.get(url(team)).status_code == 404
    assert client.post(f"/teams/{team.pk}/{placement.pk}/remove/").status_code == 404
    assert TeamMember.objects.exists()

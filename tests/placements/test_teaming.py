"""Writing project teams: the term, its extensions, and who is in them."""

from datetime import date

import pytest

from authorities.refusal import Refused
from placements import actions
from placements.models import Change, ProjectTeam, TeamMember
from placements.team_queries import history_of
from tests.factories import PlacementFactory, ProjectTeamFactory, SupplierFactory

TODAY = date(2026, 6, 1)


@pytest.fixture
def team(walsall, senior):
    return ProjectTeamFactory(authority=walsall, name="Spring team")


@pytest.fixture
def placement(walsall, senior):
    return PlacementFactory(authority=walsall, reference="ORD-1", started_on=date(2026, 3, 2))


def told(team):
    """Every line of the history; within a test's one transaction all are of one moment."""
    return {line for each in history_of(team) for line in each.lines}


def refused(action, **given):
    with pytest.raises(Refused) as error:
        action(**given)
    return str(error.value)


def test_a_team_is_made_once_under_a_name(walsall, supplier_one, asha, team):
    said = {"purpose": "A backlog", "from_on": "01/09/2026", "until_on": "31/12/2026", "today": TODAY}
    made = actions.make_team(authority=walsall, supplier=supplier_one, name=" Autumn  team ", by=asha, **said)

    assert (made.name, made.from_on, made.until_on) == ("Autumn team", date(2026, 9, 1), date(2026, 12, 31))
    assert refused(
        actions.make_team, authority=walsall, supplier=supplier_one, name="SPRING team", by=asha, **said
    ) == ("Your authority already has a team of this name. Choose another name.")
    assert ProjectTeam.objects.count() == 2


def test_another_authority_may_use_the_same_name(dudley, supplier_one, cara, team):
    said = {"purpose": "A backlog", "from_on": "01/09/2026", "until_on": "31/12/2026", "today": TODAY}

    assert actions.make_team(authority=dudley, supplier=supplier_one, name="Spring team", by=cara, **said).pk


def test_each_extension_stays_in_the_history(team, asha):
    for until, why in ((date(2026, 9, 30), "Five cases left"), (date(2026, 10, 31), "Two cases left")):
        actions.extend_team(team=team, until_on=until, extended_on=TODAY, why_extended=why, by=asha, today=TODAY)

    assert team.until_on == date(2026, 10, 31)
    assert told(team) == {
        "Extended from 30 September 2026 to 31 October 2026, as agreed on 1 June 2026: Two cases left",
        "Extended from 31 August 2026 to 30 September 2026, as agreed on 1 June 2026: Five cases left",
        "Team made for 2 March 2026 to 31 August 2026",
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"until_on": date(2026, 8, 31)},
            "The team’s term already goes to 31/08/2026. Enter a later day, or amend the team.",
        ),
        ({"extended_on": date(2026, 6, 2)}, "Day on which it was agreed is after today: 02/06/2026."),
        ({"why_extended": " "}, "Why it was extended is missing."),
    ],
)
def test_what_is_no_extension_is_refused(team, asha, changes, said):
    given = {"until_on": date(2026, 9, 30), "extended_on": TODAY, "why_extended": "More cases"} | changes

    assert refused(actions.extend_team, team=team, by=asha, today=TODAY, **given).startswith(said)


def test_a_closed_team_is_not_extended(team, asha):
    actions.close_team(team=team, closed_on=date(2026, 5, 29), by=asha, today=TODAY)
    given = {"until_on": date(2026, 9, 30), "extended_on": TODAY, "why_extended": "More cases"}

    assert refused(actions.extend_team, team=team, by=asha, today=TODAY, **given) == (
        "This team was closed on 29/05/2026. Make a new team."
    )
    assert "Closed, last day 29 May 2026" in told(team)


def test_a_team_does_not_close_before_it_begins(team, asha):
    assert "is before the start (02/03/2026)" in refused(
        actions.close_team, team=team, closed_on=date(2026, 3, 1), by=asha, today=TODAY
    )


def test_a_member_says_that_it_is_in_a_team_and_is_judged_anew(team, placement, asha):
    for _ in range(2):
        actions.add_to_team(team=team, placement=placement, by=asha)
    placement.refresh_from_db()

    assert TeamMember.objects.get().placement == placement
    assert placement.project_team is True
    assert Change.objects.filter(match_key=placement.worker.match_key).exists()


def test_taken_out_the_placement_still_says_what_it_said(team, placement, asha):
    member = actions.add_to_team(team=team, placement=placement, by=asha)
    for _ in range(2):
        actions.take_from_team(member=member, by=asha)
    placement.refresh_from_db()

    assert not TeamMember.objects.exists()
    assert placement.project_team is True
    assert {"Placement ORD-1 taken out", "Placement ORD-1 put in"} <= told(team)


def test_a_placement_is_in_one_team_alone(team, placement, walsall, asha):
    actions.add_to_team(team=team, placement=placement, by=asha)
    other = ProjectTeamFactory(authority=walsall)

    assert refused(actions.add_to_team, team=other, placement=placement, by=asha) == (
        "This placement is in the team Spring team. Take it out of that team first."
    )


def test_another_suppliers_and_one_outside_the_term_are_refused(team, walsall, asha, senior):
    elsewhere = PlacementFactory(authority=walsall, supplier=SupplierFactory(name="Another"))
    later = PlacementFactory(authority=walsall, started_on=date(2026, 9, 1))
    earlier = PlacementFactory(authority=walsall, started_on=date(2026, 1, 5), ended_on=date(2026, 3, 1))

    assert "of another supplier" in refused(actions.add_to_team, team=team, placement=elsewhere, by=asha)
    for each in (later, earlier):
        assert "no day within the term" in refused(actions.add_to_team, team=team, placement=each, by=asha)
    last_day = PlacementFactory(authority=walsall, started_on=date(2026, 8, 31))
    assert actions.add_to_team(team=team, placement=last_day, by=asha).pk

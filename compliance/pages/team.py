"""One project team: its term, each member's cost, and what the rule says of each member now."""

from typing import Any, NamedTuple

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.downloads import Column, Listing
from authorities.people import Appointment
from authorities.sharing import reach_of
from authorities.wording import day_in_words, known_or_not
from compliance import queries
from compliance.gather import OF_A_PAGE
from compliance.shown import titled
from compliance.team_costs import of_a_week, weekly_cost
from placements import team_queries

from .teams import state_tag

RULE = "project_team"


class Member(NamedTuple):
    """A placement in the team, with what it costs in a week and what the rule for teams says of it."""

    placement: Any
    hours: str
    weekly: Any
    tests: list
    outcomes: list


COLUMNS = (
    Column("Placement", lambda one: one.placement.reference),
    Column("Worker", lambda one: one.placement.worker.name, beside="identity"),
    Column("Registration number", lambda one: one.placement.worker.swe_number, beside="identity"),
    Column("Start", lambda one: one.placement.started_on),
    Column("Expected end", lambda one: one.placement.expected_end_on),
    Column("Last day worked", lambda one: one.placement.ended_on),
    Column("Hourly pay (£)", lambda one: one.placement.hourly_pay),
    Column("Total hourly charge (£)", lambda one: one.placement.hourly_charge),
    Column("Hours a week", lambda one: one.placement.hours_per_week),
    Column("Cost of a week (£)", lambda one: one.weekly),
    Column("Approved beforehand", lambda one: one.placement.team_approved_on),
    Column("Cost shown apart", lambda one: known_or_not(one.placement.team_cost_apart)),
    Column("Control of practice kept", lambda one: known_or_not(one.placement.team_control_kept)),
    Column("What the rule says", lambda one: "; ".join(said["sentence"] for said in one.outcomes)),
)


@require_safe
@permitted("placements.read_teams")
def team(request, team_id):
    today = clock.today()
    found = get_object_or_404(team_queries.teams(request.user), pk=team_id)
    placed = list(team_queries.members_of(found, request.user, today))
    live = [each for each in placed if each.started_on <= today and (each.ended_on is None or each.ended_on >= today)]
    identity = reach_of(request.user).shares("placements.Worker", "name", authority_id=found.authority_id)
    if downloads.asked_for(request):
        return downloads.answered(request, in_file(found, members(placed, today), identity))
    context = {
        "team": found,
        "tag": state_tag(found, today),
        "term": term(found),
        "members": members(placed, today),
        "cost": weekly_cost(live),
        "today": today,
        "identity": identity,
        "logs": found.authority in request.user.authorities_as(Appointment.Role.HR_OFFICER),
        "revisions": team_queries.history_of(found),
    }
    return render(request, "compliance/team.html", context)


def in_file(found, rows, identity):
    """The members as a file; who they are only where that is shared."""
    columns = tuple(each for each in COLUMNS if identity or not each.beside)
    about = {"about": "placements_projectteam", "about_id": str(found.pk)}
    return Listing("team-members", f"Members of the project team {found}", columns=columns, rows=rows, **about)


def term(found):
    """What is on record of the team."""
    rows = [
        ("Authority", found.authority),
        ("Supplier", found.supplier),
        ("Purpose", found.purpose),
        ("Term", f"{day_in_words(found.from_on)} to {day_in_words(found.until_on)}"),
    ]
    if found.extended_on:
        rows.append(("Last extended", f"{day_in_words(found.extended_on)}: {found.why_extended}"))
    if found.closed_on:
        rows.append(("Last day of the team", day_in_words(found.closed_on)))
    return rows


def members(placed, today):
    """Each member with the three tests as recorded and what the rule answers, by the one path of all answers."""
    ids = [each.pk for each in placed]
    answered = {row.id: answer for row, answer in queries.answers(ids, judged_on=today, at_once=OF_A_PAGE)}
    return [Member(each, hours(each), of_a_week(each), tests(each), about_teams(answered[each.pk])) for each in placed]


def hours(placement):
    """Contracted hours of a week as people write them."""
    return "" if placement.hours_per_week is None else f"{placement.hours_per_week.normalize():f}"


def tests(placement):
    """The three tests as they are on record."""
    return [
        ("Approved beforehand", day_in_words(placement.team_approved_on) or "No day on record"),
        ("Cost shown apart", known_or_not(placement.team_cost_apart)),
        ("Control of practice kept", known_or_not(placement.team_control_kept)),
    ]


def about_teams(answer):
    """What the rule for project teams says, met and due included."""
    told = [titled(*pair) for pair in answer.outcomes if pair[0].rule_name == RULE]
    told += [titled(judged) for judged in answer.due if judged.rule_name == RULE]
    return told

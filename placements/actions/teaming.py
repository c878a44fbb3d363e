"""Writing project teams: made, amended, extended, closed; and who is in them."""

from contextlib import contextmanager
from functools import partial

from django.db import IntegrityError

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks
from ..models import Change, ProjectTeam, TeamMember
from .placing import amend

TAKEN = partial(Refused, "Your authority already has a team of this name.", "Choose another name.", "name")


def make_team(*, authority, supplier, name, purpose, from_on, until_on, by, today=None):
    """Record a project team and return it; raises Refused."""
    team = ProjectTeam(authority=authority, supplier=supplier)
    return _written(team, by=by, **_said(name, purpose, from_on, until_on, today or clock_today()))


def amend_team(*, team, name, purpose, from_on, until_on, by, today=None):
    """Put right what was said of a team and return it; a longer term agreed later is an extension."""
    said = _said(name, purpose, from_on, until_on, today or clock_today())
    checks.days_in_order(said["from_on"], team.closed_on, field="from_on")
    return _written(team, by=by, **said)


def extend_team(*, team, until_on, extended_on, why_extended, by, today=None):
    """Lengthen a team's term, as agreed on a day, and return the team. What was agreed before stays in its history."""
    today = today or clock_today()
    if team.closed_on is not None:
        raise Refused(f"This team was closed on {team.closed_on:%d/%m/%Y}.", "Make a new team.", "until_on")
    until_on = checks.day(until_on, field="until_on", today=today)
    if until_on <= team.until_on:
        raise Refused(
            f"The team’s term already goes to {team.until_on:%d/%m/%Y}.",
            "Enter a later day, or amend the team.",
            "until_on",
        )
    agreed = checks.day_so_far(extended_on, field="extended_on", today=today)
    why = checks.text(why_extended, field="why_extended", most=500, required=True)
    return _written(team, by=by, until_on=until_on, extended_on=agreed, why_extended=why)


def close_team(*, team, closed_on, by, today=None):
    """Close a team on its last day and return it. Its members’ placements go on until each is ended."""
    on = checks.day(closed_on, field="closed_on", today=today or clock_today())
    checks.days_in_order(team.from_on, on, field="closed_on")
    return _written(team, by=by, closed_on=on)


def add_to_team(*, team, placement, by, today=None):
    """Put a placement in a team and return its place. The placement then says that it is part of a project team, for
    that is what the rules read. The same again changes nothing; raises Refused."""
    if placement.supplier_id != team.supplier_id:
        raise Refused(
            "This placement is of another supplier.", "Choose a placement of the team’s supplier.", "placement"
        )
    last = team.closed_on or team.until_on
    if placement.started_on > last or (placement.ended_on and placement.ended_on < team.from_on):
        days = "This placement has no day within the term of the team."
        raise Refused(days, "Check the days of both, or extend the team first.", "placement")
    with acting(by):
        place = TeamMember.objects.select_related("team").filter(placement=placement).first()
        if place is not None and place.team_id != team.pk:
            raise Refused(
                f"This placement is in the team {place.team}.", "Take it out of that team first.", "placement"
            )
        place = place or TeamMember.objects.create(authority=team.authority, team=team, placement=placement)
        if placement.project_team is not True:
            amend(placement=placement, project_team=True, by=by, today=today)
    return place


def take_from_team(*, member, by):
    """Take a placement out of its team. What the placement says of itself stays; doing it again changes nothing."""
    with acting(by):
        if TeamMember.objects.filter(pk=member.pk).delete()[0]:
            Change.objects.create(match_key=member.placement.worker.match_key)


def _said(name, purpose, from_on, until_on, today):
    said = {
        "name": checks.text(name, field="team_name", most=100, required=True),
        "purpose": checks.text(purpose, field="purpose", most=500, required=True),
        "from_on": checks.day(from_on, field="from_on", today=today),
        "until_on": checks.day(until_on, field="until_on", today=today),
    }
    checks.days_in_order(said["from_on"], said["until_on"], field="until_on")
    return said


def _written(team, *, by, **said):
    with acting(by), _unlike_others():
        for name, value in said.items():
            setattr(team, name, value)
        team.save()
    return team


@contextmanager
def _unlike_others():
    try:
        yield
    except IntegrityError as error:
        if "project_team_once_in_an_authority" in str(error):
            raise TAKEN() from error
        raise

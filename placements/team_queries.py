"""Reads about project teams: their members, what each costs in a week, and who is offered singly as well."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from authorities.people import Appointment
from authorities.sharing.contract import roles_reading
from authorities.wording import day_in_words

from .models import Placement, ProjectTeam, Rate, TeamMember
from .queries import placements_as_on
from .revisions import Line, actor, gathered

# How far apart a placement in a team and one on its own may lie and still be set beside each other.
NEAR = timedelta(days=183)


class Beside(NamedTuple):
    """One worker's placements in teams and on their own, set beside each other."""

    worker: object
    in_team: list
    singly: list

    @property
    def placements(self):
        return [*self.in_team, *self.singly]


def teams(person, *roles):
    """The project teams that this person reads, in one of these roles or in any: the latest first, each with how many
    placements are in it."""
    found = ProjectTeam.objects.for_user(person, *roles).select_related("authority", "supplier")
    return found.annotate(number=Count("members")).order_by("-from_on", "name", "pk")


def own_teams(person):
    """The teams of the authorities for which this person logs."""
    return teams(person, Appointment.Role.HR_OFFICER)


def members_of(team, person, on):
    """The placements in a team, each with its rate of the day and its hourly charge."""
    return costed(placements_as_on(on, person)).filter(team_member__team=team).order_by("started_on", "pk")


def costed(placements):
    """Placements as on a day, each with the hourly charge of the day too."""
    rates = Rate.objects.filter(placement=OuterRef("pk"))
    held, first = rates.filter(since__lte=OuterRef("nearest_on")).order_by("-since"), rates.order_by("since")
    # By the rate that holds, whether or not it says the charge: an earlier charge is not this one's.
    rate = Coalesce(Subquery(held.values("pk")[:1]), Subquery(first.values("pk")[:1]))
    return placements.annotate(rate_id=rate).annotate(
        hourly_charge=Subquery(Rate.objects.filter(pk=OuterRef("rate_id")).values("hourly_charge")[:1])
    )


def candidates(team):
    """The placements that may be put in a team: of its authority and supplier, within its term, and in no team yet."""
    within = Placement.objects.live_between(team.from_on, team.closed_on or team.until_on)
    found = within.filter(authority=team.authority, supplier=team.supplier, team_member__isnull=True)
    return found.select_related("worker").order_by("-started_on", "pk")


def singly_and_in_team(person, on):
    """Workers with a placement in a project team and one on its own that overlap, or lie within six months.

    By each authority's own records. A placement of which it is not known whether it is in a team is in neither list.
    """
    placed = costed(placements_as_on(on, person, *roles_reading("placements.ProjectTeam")))
    placed = placed.select_related("team_member__team")
    # By the few who are in a team first: theirs are then the only workers to look at.
    in_team = Placement.objects.filter(project_team=True).values("worker")
    both = Placement.objects.filter(project_team=False, worker__in=in_team).values("worker")
    by_worker = defaultdict(list)
    wanted = placed.filter(worker__in=both, project_team__isnull=False)
    for each in wanted.order_by("worker_id", "started_on", "pk"):
        by_worker[each.worker_id].append(each)
    return [beside for placements in by_worker.values() if (beside := _beside(placements))]


def _beside(placements):
    in_team = [each for each in placements if each.project_team]
    singly = [each for each in placements if not each.project_team and any(_near(each, other) for other in in_team)]
    in_team = [each for each in in_team if any(_near(each, other) for other in singly)]
    return Beside(placements[0].worker, in_team, singly) if singly else None


def _near(one, other):
    first, second = sorted((one, other), key=lambda each: each.started_on)
    return first.ended_on is None or second.started_on <= first.ended_on + NEAR


def history_of(team):
    """What was said of a team and who was put in it, when and by whom, the latest first."""
    events = ProjectTeam.pgh_event_model.objects.filter(pgh_obj_id=team.pk).order_by("pgh_id")
    lines, before = [], None
    for event in events.select_related("pgh_context"):
        lines.append(_line(event, _said(event, before)))
        before = event
    return gathered([*lines, *_places(team)])


def _places(team):
    events = TeamMember.pgh_event_model.objects.filter(team_id=team.pk).order_by("pgh_id")
    events = list(events.select_related("pgh_context"))
    references = Placement.objects.in_bulk({each.placement_id for each in events})
    for event in events:
        what = references.get(event.placement_id, "that is no longer on record")
        yield _line(event, f"Placement {what} {'taken out' if event.pgh_label == 'delete' else 'put in'}")


def _line(event, words):
    return Line(event.pgh_created_at, actor(event.pgh_context and event.pgh_context.metadata), words)


def _said(event, before):
    term = f"{day_in_words(event.from_on)} to {day_in_words(event.until_on)}"
    if before is None:
        return f"Team made for {term}"
    if event.closed_on != before.closed_on:
        return f"Closed, last day {day_in_words(event.closed_on)}"
    if (event.extended_on, event.why_extended) != (before.extended_on, before.why_extended):
        agreed = f"as agreed on {day_in_words(event.extended_on)}: {event.why_extended}"
        return f"Extended from {day_in_words(before.until_on)} to {day_in_words(event.until_on)}, {agreed}"
    return f"Amended: {event.name}, {term}"

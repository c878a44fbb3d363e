"""Reads about job titles: what each means from when, and what others of the region mean by the same words."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Min

from authorities.models import JobRole, JobTitle, JobTitleMapping
from authorities.people import Appointment
from authorities.wording import day_in_words

from .models import Placement
from .revisions import Line, actor, gathered

DAY = timedelta(days=1)
ELSEWHERE = (
    "SELECT title, job_role_id, authorities FROM titles_elsewhere(%s, %s) ORDER BY authorities DESC, job_role_id"
)


class Suggestion(NamedTuple):
    """A role that so many other authorities (two or more) give to a title of the same words."""

    role: JobRole
    authorities: int


class Meaning(NamedTuple):
    """A mapping of a title, with the last day on which it holds, or None."""

    mapping: JobTitleMapping
    until: date | None


def own_titles(person):
    """The job titles of the authorities for which this person logs."""
    return JobTitle.objects.for_user(person, Appointment.Role.HR_OFFICER).select_related("authority")


def plainly(title):
    """A title by its letters and digits alone, as the database's door reads it too."""
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


def suggested(titles, day):
    """For the words of each of these titles that others map on the day: the roles, the most often given first."""
    with connection.cursor() as cursor:
        cursor.execute(ELSEWHERE, [[plainly(each.title) for each in titles], day])
        rows = cursor.fetchall()
    # Roles belong to a region: those of another region's agreement mean nothing here.
    regions = JobRole.objects.filter(region__memberships__authority__in={each.authority_id for each in titles})
    roles = regions.distinct().in_bulk()
    found = {}
    for title, role_id, number in rows:
        if role_id in roles:
            found.setdefault(title, []).append(Suggestion(roles[role_id], number))
    return found


def meanings_of(title):
    """What a title means, stretch by stretch, the latest first."""
    mappings = list(title.mappings.select_related("job_role").order_by("-since"))
    untils = [None, *(each.since - DAY for each in mappings)]
    return [Meaning(each, until) for each, until in zip(mappings, untils, strict=False)]


def first_used_on(title):
    """The first day of the earliest placement under this title, or None."""
    return Placement.objects.filter(job_title=title).aggregate(first=Min("started_on"))["first"]


def history_of(title):
    """What was said of a title, when and by whom, the latest first."""
    events = JobTitleMapping.pgh_event_model.objects.filter(job_title=title).order_by("pgh_id")
    begun, lines = set(), []
    for event in events.select_related("pgh_context", "job_role"):
        said = f"{event.job_role} from {day_in_words(event.since)}"
        words = "Changed to" if event.pgh_obj_id in begun else "Means"
        words = "Taken away" if event.pgh_label == "delete" else words
        begun.add(event.pgh_obj_id)
        lines.append(
            Line(event.pgh_created_at, actor(event.pgh_context and event.pgh_context.metadata), f"{words}: {said}")
        )
    return gathered(lines)

"""One worker: who they are, their placements and posts with the authority in order, and their experience, counted."""

from datetime import date
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from authorities import clock, downloads
from authorities.access import permitted
from authorities.log import note
from authorities.people import Appointment
from authorities.wording import day_in_words
from compliance import worker_in_file as in_file
from compliance.models import DueItem
from compliance.own_experience import own_experience
from compliance.queries import duty_in_words
from compliance.shown import clause_address, titled
from placements import rights
from placements.models import Post, Reference, RegisterCheck
from placements.queries import placements_as_on, worker_read_by

from .placement import state_tag
from .placements import Tag, answer_tag, with_findings

OF_REFERENCES = ("references", "standard_references", "reference_given")


class Step(NamedTuple):
    """One placement or post on the timeline; `at` is its first day, or its last where the first is not known."""

    at: date
    title: str
    days: str
    lines: tuple[str, ...]
    tags: tuple[Tag, ...]
    url: str = ""


@require_safe
@permitted("placements.read_worker")
def worker(request, worker_id):
    today, person = clock.today(), request.user
    found = worker_read_by(person, worker_id)
    if found is None:
        raise Http404
    placed = list(with_findings(placements_as_on(today, person), person, today).filter(worker=found))
    posts = Post.objects.filter(worker=found).select_related("job_role")
    steps = [*(_of_placement(each, today) for each in placed), *map(_of_post, posts)]
    logs = found.authority in person.authorities_as(Appointment.Role.HR_OFFICER)
    counted = own_experience(found, on=today, stated=_stated(placed))
    lists = {
        in_file.TIMELINE: sorted(steps, key=lambda step: step.at, reverse=True),
        in_file.SPELLS: [(each.spell, _in_words(each)) for each in counted.spells],
        in_file.REFERENCES: references_of(found),
        in_file.DUE: [_asked_for(each) for each in references_due(found)],
        in_file.REGISTER: register_checks_of(found),
    }
    for which, rows in lists.items():
        if downloads.asked_for(request, which):
            return downloads.answered(request, in_file.listing(which, rows, found))
    note(kind="look_up", by=person, about=found)
    context = {
        "worker": found,
        "answers_for": rights.answers_for(person, found),
        "may_hold": rights.may_hold(person, found),
        "steps": lists[in_file.TIMELINE],
        "spells": lists[in_file.SPELLS],
        "experience": [titled(each) for each in counted.judged],
        "references": lists[in_file.REFERENCES],
        "due": lists[in_file.DUE],
        "placements": placed,
        "register": lists[in_file.REGISTER],
        "logs": logs and not found.pseudonymised_on,
        "today": today,
        "now": timezone.now(),
    }
    return render(request, "compliance/worker.html", context)


def references_of(found):
    """The references of a worker's placements, those of the latest placement first."""
    listed = Reference.objects.filter(placement__worker=found).select_related("placement")
    return listed.order_by("-placement__started_on", "placement", "done_on", "asked_on", "pk")


def register_checks_of(found):
    """What the public register said, each time that it was asked: the latest first."""
    checks = RegisterCheck.objects.filter(worker=found).select_related("checked_by")
    return checks.order_by("-asked_on", "-pk")


def references_due(found):
    """What the rules still ask for, as found when each placement was last assessed."""
    due = DueItem.objects.filter(placement__worker=found, rule__in=OF_REFERENCES)
    return due.select_related("placement").order_by("due_on", "pk")


def _asked_for(due):
    """A duty, in a sentence, with the page of its rule."""
    address = clause_address(due.agreement, due.clause, due.due_on.isoformat())
    return due, duty_in_words(due), due.sentence_and_remedy()[0], address


def _of_placement(placement, today):
    last = placement.ended_on or placement.expected_end_on
    first = day_in_words(placement.started_on)
    expected = "" if placement.ended_on or not last else ", as expected"
    return Step(
        placement.started_on,
        f"Placement {placement.reference}",
        f"{first} to {day_in_words(last)}{expected}" if last else f"From {first}, with no end date",
        (capfirst(f"{placement.job_title or placement.job_role}, through {placement.supplier}"),),
        (state_tag(placement, today), answer_tag(placement)),
        reverse("placement", args=[placement.pk]),
    )


def _of_post(post):
    first = day_in_words(post.from_on) if post.from_on else "First day not known,"
    last = f"to {day_in_words(post.left_on)}" if post.left_on else "and still there"
    role = post.job_role.name if post.job_role else post.role_text or "role not known"
    left = f"Left: {post.get_reason_display().lower()}" if post.reason else "Reason for leaving not known"
    return Step(
        post.from_on or post.left_on or date.min,
        f"{post.get_contract_display()} post: {role}",
        f"{first} {last}",
        (left,) if post.left_on else (),
        (),
    )


def _stated(placements):
    """Months of experience as the agency stated them for the latest placement that says any."""
    latest = sorted(placements, key=lambda each: each.started_on, reverse=True)
    return next((each.pqe_months for each in latest if each.pqe_months is not None), None)


def _in_words(counted):
    """The days of a spell that the rule counts; at most so many where it is not known whether the worker registered."""
    if counted.days is None:
        return "Does not count"
    return f"{counted.days:,}{' at most' if counted.spell.registered is None else ''}"

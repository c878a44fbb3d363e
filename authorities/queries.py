"""Reads: the roles that an authority's agreement knows, the keys of a person, what waits for the administrator."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from . import appointing
from .models import Job, JobRole, Mail
from .people import Appointment
from .refusal import Refused
from .todo import ToDo


def job_roles_of(authority, day):
    """The roles of the region that the authority is a member of on the day (local date)."""
    regions = authority.memberships.in_force_on(day).values("region")
    return JobRole.objects.filter(region__in=regions)


def job_role(authority, slug, day):
    """The role of that name; Refused, naming those there are, where the authority's region has none."""
    roles = {role.slug: role for role in job_roles_of(authority, day)}
    wanted = str(slug).strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in roles:
        known = ", ".join(roles) or "none: load the region's agreement first"
        raise Refused(f"“{str(slug)[:40]}” is not a role of the agreement.", f"Use one of: {known}.", field="job_role")
    return roles[wanted]


def keys_of(person):
    """This person's API keys, newest first, those that have run out among them."""
    return AuthToken.objects.filter(user=person).select_related("named").order_by("-created")


def _access_to_review(person, on):
    waiting = appointing.unconfirmed(appointing.appointments_looked_after(person, on), on).count()
    if waiting:
        due = appointing.review_due_on(on)
        text = "Say who still needs access"
        yield ToDo(text, reverse("access_review"), due_on=due, count=waiting, urgent=on > due)


def to_do(person, on):
    """What there is to do about the portal itself, for this person on a day (local date)."""
    yield from _access_to_review(person, on)
    if not person.holds(Appointment.Role.ADMINISTRATOR):
        return
    failed = Job.objects.filter(state=Job.State.FAILED).aggregate(count=Count("pk"), first=Min("finished_at"))
    if failed["count"]:
        since_on = failed["first"] and timezone.localtime(failed["first"]).date()
        yield ToDo("Look at work that failed", reverse("jobs"), count=failed["count"], urgent=True, since_on=since_on)
    unsent = Mail.objects.failed().aggregate(count=Count("pk"), first=Min("failed_at"))
    if unsent["count"]:
        since_on = timezone.localtime(unsent["first"]).date()
        text = "Look at emails that could not be sent"
        yield ToDo(text, reverse("outbox"), count=unsent["count"], urgent=True, since_on=since_on)

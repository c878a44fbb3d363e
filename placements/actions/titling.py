"""Writing what an authority's own job titles mean."""

from authorities.acting import acting
from authorities.models import JobTitle, JobTitleMapping
from authorities.refusal import Refused

from .. import checks
from ..models import Change, Worker


def map_title(*, authority, title, by, job_role=None, since=None):
    """Say that a local title means a role from a day on, and return the title.

    Without a role the title is known but not mapped. The same again changes nothing.
    """
    called = checks.text(title, field="job_title", most=100, required=True)
    with acting(by):
        kept = JobTitle.objects.filter(authority=authority, title__iexact=called).first()
        kept = kept or JobTitle.objects.create(authority=authority, title=called)
        if job_role is None:
            return kept
        if since is None:
            raise Refused("The day from which the title means this role is missing.", "Enter a day.", "since")
        mapping = JobTitleMapping.objects.filter(job_title=kept, since=since).first()
        if mapping is None or mapping.job_role_id != job_role.pk:
            JobTitleMapping.objects.update_or_create(job_title=kept, since=since, defaults={"job_role": job_role})
            _judge_anew(kept)
    return kept


def remove_mapping(*, mapping, by):
    """Take away what a title was said to mean from a day on: what it meant before goes on. History keeps it; taking it
    away again changes nothing."""
    with acting(by):
        if JobTitleMapping.objects.filter(pk=mapping.pk).delete()[0]:
            _judge_anew(mapping.job_title)


def _judge_anew(title):
    under = Worker.objects.filter(placements__job_title=title).values_list("match_key", flat=True).distinct()
    Change.objects.bulk_create(Change(match_key=key) for key in sorted(under))

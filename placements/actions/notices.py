"""Writing the notice that an authority's own staff must give."""

from django.db.models import Q

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.models import JobRole
from authorities.refusal import Refused

from .. import checks
from ..models import Change, Placement, SubstantiveNotice


def record_substantive_notice(*, authority, job_role, since, weeks, by, today=None):
    """Record the notice in weeks of an authority's own staff in a role, from a day on; the same day again amends.

    Raises Refused. Everybody placed there on that day or later may be judged anew.
    """
    if not JobRole.objects.filter(pk=job_role.pk, region__memberships__authority=authority).exists():
        raise Refused(f"{job_role} is not a role of {authority}’s region.", "Choose a role of the region.", "job_role")
    since = checks.day(since, field="notice_since", today=today or clock_today())
    weeks = checks.whole_number(weeks, field="weeks", most=checks.MOST_NOTICE_WEEKS)
    with acting(by):
        notice, is_new = SubstantiveNotice.objects.select_for_update().get_or_create(
            authority=authority, job_role=job_role, since=since, defaults={"weeks": weeks}
        )
        if not is_new and notice.weeks == weeks:
            return notice
        if not is_new:
            notice.weeks = weeks
            notice.save()
        _judge_anew(notice)
    return notice


def remove_substantive_notice(*, notice, by):
    """Take away a notice that is not true; taking it away again changes nothing."""
    with acting(by):
        if SubstantiveNotice.objects.filter(pk=notice.pk).delete()[0]:
            _judge_anew(notice)


def _judge_anew(notice):
    # Which role a placement has on a day hangs on its title, so all of the authority's are judged and nobody is missed.
    reached = Placement.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=notice.since), authority=notice.authority
    )
    keys = reached.values_list("worker__match_key", flat=True).distinct()
    Change.objects.bulk_create(Change(match_key=key) for key in sorted(keys))

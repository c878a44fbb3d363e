"""Reads: placements as a person may see them, each with its job and its rate as they stand on a day."""

from django.db.models import BigIntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least

from authorities.models import JobTitleMapping

from .models import Placement, Rate

BIG = BigIntegerField()


def placements_as_on(day, person):
    """The placements that this person may read, with `role_id`, `pay_type` and `hourly_pay` of the day.

    For a placement that is over or has not begun, the nearest of its own days counts.
    """
    nearest = Greatest("started_on", Least(Value(day), Coalesce("ended_on", Value(day))))
    rates = Rate.objects.filter(placement=OuterRef("pk"))
    # The first rate holds from the start, whatever its own day says.
    held, first = rates.filter(since__lte=OuterRef("nearest_on")).order_by("-since"), rates.order_by("since")
    mapped = JobTitleMapping.objects.filter(job_title=OuterRef("job_title"), since__lte=OuterRef("nearest_on"))
    placements = Placement.objects.for_user(person).select_related(
        "authority", "supplier", "worker", "job_title", "job_role"
    )
    return placements.annotate(nearest_on=nearest).annotate(
        role_id=Coalesce("job_role_id", Subquery(mapped.order_by("-since").values("job_role")[:1]), output_field=BIG),
        pay_type=Coalesce(Subquery(held.values("pay_type")[:1]), Subquery(first.values("pay_type")[:1])),
        hourly_pay=Coalesce(Subquery(held.values("hourly_pay")[:1]), Subquery(first.values("hourly_pay")[:1])),
    )

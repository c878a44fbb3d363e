"""Look-ups that somebody should look at: a person's day of asking, with the reasons why it is unusual."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDate
from django.utils import timezone

from authorities.look_ups.models import SLOWED, LookUp

from .models import Worker

LOOKED_BACK = timedelta(days=90)
# A worker asked about has been engaged by then, if they are.
ENGAGED_WITHIN = timedelta(days=30)
MANY_WORKERS, MANY_BESIDE, MANY_OUTSIDE, MANY_STARTS, MANY_IDLE = 20, 3, 3, 5, 10
BY_WATCH = Q(channel=LookUp.Channel.WATCH)
OPENS, CLOSES, FRIDAY = 7, 20, 5


class UnusualDay(NamedTuple):
    """What one person asked for one authority on one day (local date), and why that should be looked at."""

    day: date
    by: str
    authority: str
    supplier: str
    asked: int
    workers: int
    reasons: tuple[str, ...]


def unusual_days(person, on):
    """The unusual days of the last ninety, of the look-ups that this person reviews, the latest first."""
    return [day for day in map(_judged(on), _days(person)) if day.reasons]


def counted(person):
    """How many look-ups there were in the last ninety days, by how many people, of those that this person reviews."""
    since = timezone.now() - LOOKED_BACK
    found = LookUp.objects.for_user(person).asked_since(since)
    return found.aggregate(asked=Count("pk"), people=Count("by", distinct=True))


def _days(person):
    """One row for each person, authority, supplier and day."""
    since = timezone.now() - LOOKED_BACK
    placed = Worker.objects.filter(
        match_key=OuterRef("match_key"), authority=OuterRef("authority"), placements__isnull=False
    )
    found = LookUp.objects.for_user(person).asked_since(since).annotate(
        day=TruncDate("at"), hour=ExtractHour("at"), weekday=ExtractIsoWeekDay("at"), engaged=Exists(placed)
    )  # fmt: skip
    grouped = found.values(
        "day",
        who=F("by__name"),
        address=F("by__email"),
        for_authority=F("authority__name"),
        for_supplier=F("supplier__name"),
    )
    return grouped.annotate(
        asked=Count("pk"),
        workers=Count("match_key", distinct=True),
        beside=Count("match_key", filter=Q(beside_another=True), distinct=True),
        # A watch asks by itself, whatever the hour.
        outside=Count("pk", filter=(Q(hour__lt=OPENS) | Q(hour__gte=CLOSES) | Q(weekday__gt=FRIDAY)) & ~BY_WATCH),
        slowed=Count("pk", filter=Q(answer=SLOWED)),
        starts=Count("starts_on", distinct=True),
        idle=Count("match_key", filter=Q(engaged=False), distinct=True),
    ).order_by("-day", "who", "for_authority", "for_supplier")


def _judged(on):
    def judged(row):
        return UnusualDay(
            row["day"],
            row["who"] or row["address"],
            row["for_authority"],
            row["for_supplier"] or "",
            row["asked"],
            row["workers"],
            tuple(_reasons(row, on)),
        )

    return judged


def _reasons(row, on):
    """Each reason in words; none of them accuses anybody."""
    if row["workers"] >= MANY_WORKERS:
        yield f"{row['workers']:,} different workers in a day"
    if row["beside"] >= MANY_BESIDE:
        yield f"{row['beside']:,} registration numbers next to another one asked about"
    if row["workers"] * MANY_STARTS <= row["starts"]:
        yield f"{row['starts']:,} start days for {_workers(row['workers'])}"
    if row["outside"] >= MANY_OUTSIDE:
        yield f"{row['outside']:,} outside working hours"
    if row["slowed"]:
        yield f"{row['slowed']:,} asked after the limit"
    if row["idle"] >= MANY_IDLE and row["day"] <= on - ENGAGED_WITHIN:
        yield f"{row['idle']:,} of {_workers(row['workers'])} not engaged by the authority since"


def _workers(number):
    return "1 worker" if number == 1 else f"{number:,} workers"

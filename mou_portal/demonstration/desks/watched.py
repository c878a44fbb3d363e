"""Workers who are waited for, and a day of look-ups that somebody should look at."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from authorities.acting import acting
from authorities.look_ups.models import LookUp
from authorities.models import JobTitle
from compliance import queries
from compliance.actions import look_ups, watches
from compliance.answer import NOT_BEFORE
from compliance.gather import proposed
from compliance.models import Watch
from compliance.periods import months_from
from placements.matching import match_key

from .. import LAST_NUMBER, shape
from ..edges import SOCIAL_WORKER

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MONTHS, UNUSUAL = 12, 22


def load(desk):
    """Two watches, of whoever is free next and of whoever left last; and many look-ups on one morning."""
    if Watch.objects.filter(authority=desk.authority).exists():
        return
    title = JobTitle.objects.get(
        authority=desk.authority, title=shape.title_for(desk.authority.ons_code, SOCIAL_WORKER, desk.on)
    )
    waiting = _left(desk)
    for number in dict.fromkeys((*waiting[:1], *waiting[-1:])):
        _watch(desk, number, title)
    _look_ups(desk)


def _left(desk):
    """Who left a permanent post elsewhere less than twelve months ago, whoever is free first at the head."""
    since = months_from(desk.today, -MONTHS) + 3 * DAY
    rows = [
        row
        for ons_code, left in desk.book.leavers.items()
        for row in left
        if ons_code != desk.authority.ons_code
        and row["left_on"] >= since
        and (row["contract"], row["reason"]) == ("permanent", "resignation")
    ]
    placed = {row["swe_number"] for rows in desk.book.placements.values() for row in rows}
    ordered = sorted(rows, key=lambda row: (row["left_on"], row["swe_number"]))
    return [row["swe_number"] for row in ordered if row["swe_number"] not in placed]


def _watch(desk, number, title):
    start = desk.today + DAY
    asked = {
        "swe_number": number,
        "job_title": title,
        "pay_type": "umbrella",
        "hourly_pay": desk.book.within(SOCIAL_WORKER, desk.on),
        "started_on": start,
    }
    proposal = proposed(desk.authority, asked, reads_record=queries.reads_record(desk.officer, desk.authority))
    told = {"purpose": LookUp.Purpose.ENGAGE, "by": desk.officer}
    answer = look_ups.look_up(proposal=proposal, channel=LookUp.Channel.PAGE, judged_on=desk.today, **told)
    if answer.answer == NOT_BEFORE:
        watches.watch(proposal=proposal, answer=answer, **told)


def _look_ups(desk):
    """Numbers of nobody in the book, one after another."""
    first = timezone.make_aware(datetime.combine(desk.on - 3 * DAY, time(10, 5)))
    with acting(desk.officer):
        LookUp.objects.bulk_create(
            LookUp(
                by=desk.officer,
                authority=desk.authority,
                purpose=LookUp.Purpose.ENGAGE,
                channel=LookUp.Channel.PAGE,
                match_key=match_key(f"SW{LAST_NUMBER - 5 * place}"),
                starts_on=desk.on + 14 * DAY,
                answer="yes",
                at=first + place * MINUTE,
            )
            for place in range(UNUSUAL)
        )

"""Reads: whom a report is about, the placements judged, and what editions there are."""

from collections import defaultdict
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Min
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from authorities.models import Authority, JobRole
from authorities.people import Appointment
from authorities.sharing.contract import roles_reading
from authorities.todo import ToDo
from compliance.assess import assess_stretch
from compliance.cover import Leave
from compliance.gather import BATCH, gather
from compliance.models import Exemption
from compliance.queries import rulebook
from compliance.rule import Verdict
from placements.models import Hours, LeaverReturn, Placement, Post

from .lines import Engagement, Week, lines_of
from .lines import ReferenceRate as Rate
from .models import Edition, ReferenceRate
from .periods import month_before, month_coded, quarter_coded

DOWNLOADED_BY = roles_reading("reports.EditionFile")


class Judged(NamedTuple):
    """One placement as a report reads it: its row, what its lines need, and each stretch with its outcomes."""

    row: tuple
    engagement: Engagement
    stretches: list


def members_between(region, period):
    """The authorities that were members on any day of the period, in order of name."""
    held = Authority.objects.filter(memberships__region=region, memberships__from_on__lte=period.last)
    return list(held.exclude(memberships__until_on__lt=period.first).distinct().order_by("name"))


def placement_ids(members, period):
    """The placements of these authorities that were live on any day of the period, in order of id."""
    live = Placement.objects.live_between(period.first, period.last).filter(authority__in=members)
    return list(live.order_by("pk").values_list("pk", flat=True))


def recorded_since(members):
    """The day from which each authority has any placement on record; those with none are not in it."""
    first = Placement.objects.filter(authority__in=members).values("authority").annotate(first=Min("started_on"))
    return {row["authority"]: row["first"] for row in first}


def judged_between(ids, period, progress=None):
    """Each placement judged as at the last day of the period: the same day whenever the report is built."""
    book, ids, done = rulebook(), iter(ids), 0
    while batch := list(islice(ids, BATCH)):
        weeks, leaves = _weeks(batch), _leaves(batch)
        for row, stretches in gather(batch, rulebook=book, judged_on=period.last):
            engagement = _engagement(row, weeks.get(row.id, ()), leaves.get(row.id, ()))
            yield Judged(row, engagement, [(facts, _outcomes(facts, book)) for facts in stretches])
            done += 1
            if progress:
                progress(done)


def _outcomes(facts, book):
    # A duty that is still due is neither kept nor broken.
    return [judged for judged in assess_stretch(facts, book) if judged.outcome.verdict is not Verdict.DUE]


def lines_between(judged, references, period):
    """The savings lines of judged placements over a month."""
    for one in judged:
        yield from lines_of(one.engagement, one.stretches, references, period.first, period.last)


def reference_rates(region):
    """The reference rates of a region, by role and pay type, earliest first."""
    rates = defaultdict(list)
    for row in ReferenceRate.objects.filter(region=region).order_by("role", "pay_type", "since"):
        rates[row.role, row.pay_type].append(Rate(row.since, row.hourly_rate, row.illustrative, row.source))
    return dict(rates)


def role_names(region):
    """The region's roles by slug, in the agreement's order."""
    return dict(JobRole.objects.filter(region=region).order_by("pk").values_list("slug", "name"))


def leavers_sent(members, period):
    """How many of the period's months each authority has sent its leavers for, nil included."""
    sent = LeaverReturn.objects.filter(authority__in=members, month__range=(period.first, period.last))
    return dict(sent.values_list("authority").annotate(months=Count("month")))


def posts_begun(members, period):
    """Permanent posts that began in the period: authority, worker and first day. Leavers' files do not carry it."""
    begun = Post.objects.filter(worker__authority__in=members, contract=Post.Contract.PERMANENT)
    begun = begun.filter(from_on__range=(period.first, period.last))
    return list(begun.order_by("pk").values_list("worker__authority", "worker", "from_on"))


def placements_of(workers):
    """Every placement of these workers: worker, first day, last day or None."""
    held = Placement.objects.filter(worker__in=workers).order_by("pk")
    return list(held.values_list("worker", "started_on", "ended_on"))


def exemptions_on(members, day):
    """Exemptions and approvals in force on the day: authority and kind of each."""
    held = Exemption.objects.in_force_on(day).filter(placement__authority__in=members)
    return list(held.order_by("pk").values_list("placement__authority", "kind"))


def editions_read_by(person, kind, *roles):
    """The editions of a report that this person reads, in one of these roles or in any; the quarterly one is for those
    who may download it."""
    roles = roles or (DOWNLOADED_BY if kind == Edition.Kind.QUARTERLY else ())
    return Edition.objects.for_user(person, *roles).filter(kind=kind)


def latest_edition(person, kind, code):
    """The newest edition of a report for a period, of those this person may read; None where none was built."""
    return editions_read_by(person, kind).filter(period=code).order_by("-number").first()


def editions_of(person, kind, code):
    """Every edition of a report for a period that this person may read, newest first."""
    return editions_read_by(person, kind).filter(period=code).order_by("-number").defer("content")


def latest_editions(person, kind):
    """The newest edition for each period that this person may read, latest period first."""
    newest = editions_read_by(person, kind).order_by("period", "-number").distinct("period")
    return sorted(newest.defer("content"), key=lambda edition: edition.period, reverse=True)


NEW_FOR = timedelta(days=31)
Role, Kind = Appointment.Role, Edition.Kind


def to_do(person, on):
    """What is to do about reports, for this person on a day (local date): those that are new, and hours to chase."""
    yield from _to_chase(person, on)
    yield from _to_read(editions_read_by(person, Kind.SAVINGS, Role.WME_ANALYST), "savings", month_coded, on)
    yield from _to_read(editions_read_by(person, Kind.QUARTERLY, Role.LEAD_DCS), "quarterly report", quarter_coded, on)


def _to_read(editions, words, coded, on):
    edition = editions.order_by("-period", "-number").defer("content").first()
    if edition and timezone.localtime(edition.built_at).date() > on - NEW_FOR:
        text = f"Read the {words} of {coded(edition.period).words}"
        yield ToDo(text, reverse(edition.kind, args=[edition.period]))


def _to_chase(person, on):
    month = month_before(on)
    own = editions_read_by(person, Kind.SAVINGS, Role.WME_ANALYST).filter(period=month.code)
    newest = own.order_by("region", "-number")
    for provisional, found in newest.distinct("region").values_list("provisional", "content__completeness"):
        if provisional and found["placements"]:
            yield _chase(month, found)


def _chase(month, found):
    missing = found["placements"] - found["with_timesheets"]
    text = f"Ask for the timesheets of {month.words} that are missing"
    return ToDo(text, reverse("savings", args=[month.code]), count=missing)


def _engagement(row, weeks, leaves):
    return Engagement(
        row.id, row.authority_id, row.reference, row.started_on, row.ended_on, row.hours_per_week,
        row.offered_hourly_pay, weeks, leaves,
    )  # fmt: skip


def _weeks(ids):
    grouped = defaultdict(list)
    rows = Hours.objects.filter(placement__in=ids).order_by("week_ending")
    for placement, ending, hours in rows.values_list("placement", "week_ending", "hours"):
        grouped[placement].append(Week(ending, hours))
    return grouped


def _leaves(ids):
    grouped = defaultdict(list)
    signed = Greatest("decided_on", "second_on")
    rows = Exemption.objects.filter(placement__in=ids).annotate(signed_on=signed).order_by("pk")
    for placement, *rest in rows.values_list("placement", "clause", "kind", "from_on", "until_on", "signed_on"):
        grouped[placement].append(Leave(*rest))
    return grouped

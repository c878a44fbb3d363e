"""Reads for the dashboard: how many findings stand, by authority, rule, role and month, and how complete that is."""

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import TruncMonth

from authorities.wording import day_in_words
from placements.models import Change, Placement

from .models import Assessment, Finding, Met
from .queries import rulebook

UNCOVERED, EXEMPT, APPROVED, CANNOT_TELL = "uncovered", "exemption", "approval", "cannot_tell"
KINDS = (UNCOVERED, EXEMPT, APPROVED, CANNOT_TELL)


class Tally(NamedTuple):
    """So many findings of one kind, of one authority, clause and role, that began in one month (its first day)."""

    authority_id: int
    agreement: str
    clause: str
    role: str
    month: date
    kind: str
    illustrative: bool
    number: int


class Assessed(NamedTuple):
    """How far assessing has come, and whether anything changed since."""

    at: datetime | None
    all_judged_on: date | None
    waiting: int

    def in_words(self, today):
        """What the time leaves unsaid: changes that wait, and a nightly run that did not come."""
        said = []
        if self.waiting:
            changes = "1 change" if self.waiting == 1 else f"{self.waiting:,} changes"
            said.append(f"{changes} made since then {'is' if self.waiting == 1 else 'are'} not counted yet")
        if self.all_judged_on and self.all_judged_on < today:
            said.append(f"Every placement was last assessed on {day_in_words(self.all_judged_on)}")
        return "".join(f"{one}. " for one in said).strip()


def tallies(findings, day):
    """What stands, counted in one query, that with leave in force on the day (local date) apart.

    A breach that goes on through a change of cap or rate is counted once, in the month in which it began.
    """
    grouped = (
        findings.standing()
        .last_of_run()
        .with_begun_on()
        .with_cover_on(day)
        .annotate(month=TruncMonth("begun_on"))
        .values_list("authority_id", "agreement", "clause", "role", "month", "verdict", "cover", "illustrative")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return [
        Tally(*key, _kind(verdict, cover), illustrative, number)
        for *key, verdict, cover, illustrative, number in grouped
    ]


def counted_by(tallies, key):
    """How many of each kind, by what `key` makes of a tally."""
    counts = {}
    for tally in tallies:
        counts.setdefault(key(tally), Counter())[tally.kind] += tally.number
    return counts


def completeness(placements):
    """By authority, how many of these placements are on record and how many of them have been assessed."""
    standing = Met.objects.filter(placement=OuterRef("pk"), superseded_at__isnull=True)
    counted = placements.values("authority").annotate(all=Count("pk"), assessed=Count("pk", filter=Exists(standing)))
    return {row["authority"]: (row["assessed"], row["all"]) for row in counted.order_by()}


def last_assessed():
    """When an assessment last came to its end, when one last judged every placement, and what waits for the next."""
    finished = Assessment.objects.filter(finished_at__isnull=False)
    everything = finished.filter(reason__in=(Assessment.Reason.NIGHTLY, Assessment.Reason.ASKED))
    return Assessed(
        at=finished.order_by("-finished_at").values_list("finished_at", flat=True).first(),
        all_judged_on=everything.order_by("-finished_at").values_list("judged_on", flat=True).first(),
        waiting=Change.objects.count(),
    )


def listed(findings, day):
    """What `tallies` counts, one by one, with all that a list shows of it."""
    return (
        findings.standing()
        .last_of_run()
        .with_begun_on()
        .with_cover_on(day)
        .select_related("authority", "placement")
        .annotate(reference=F("placement__reference"))
    )


def clauses_judged():
    """Every clause that a rule judges, as (agreement, clause, regime): in its newest words, regional ones first."""
    judged = {}
    for version in rulebook().versions:
        for clause in version.clauses:
            if clause.rule:
                judged[version.agreement, clause.id] = (version.agreement, clause, version.regime)
    return list(judged.values())


def findings_within(authority_ids):
    """Findings of these authorities."""
    return Finding.objects.filter(authority__in=authority_ids)


def placements_within(authority_ids):
    """Placements of these authorities."""
    return Placement.objects.filter(authority__in=authority_ids)


def _kind(verdict, cover):
    if verdict == Finding.Verdict.CANNOT_TELL:
        return CANNOT_TELL
    return cover or UNCOVERED

"""What the rules say of the placements of a file that was taken in, or that it is still being worked out."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, Q
from django.urls import reverse

from authorities import clock
from placements.models import Change, Placement

from .breaches import last_assessed
from .queries import found_of_each, met_by_each


class FileAnswers(NamedTuple):
    """How many placements of a file are on record, and of how many of them what was found; `at`: when it was."""

    url: str
    waits: bool
    placements: int
    broken: int
    uncovered: int
    untold: int
    kept: int
    not_assessed: int
    at: datetime | None

    @property
    def several(self):
        """Whether one is counted twice."""
        return self.broken + self.untold + self.kept + self.not_assessed > self.placements

    @property
    def figures(self):
        """Each number, what it counts, the list of what it counts, and what else is to be known of it."""
        leave = self.broken - self.uncovered
        note = (
            f"{leave:,} of them with leave for all that {'it breaks' if leave == 1 else 'they break'}" if leave else ""
        )
        return (
            self._figure(self.broken, "breaks a rule", "break a rule", "breach", note),
            self._figure(self.untold, "lacks a fact, so that a rule cannot tell",
                         "lack a fact, so that a rule cannot tell", "cannot_tell"),
            self._figure(self.kept, "breaks no rule", "break no rule", "none"),
        )  # fmt: skip

    def _figure(self, number, one, many, answer, note=""):
        label = f"placement {one}" if number == 1 else f"placements {many}"
        return f"{number:,}", label, f"{self.url}&answer={answer}" if number else "", note


def of(upload, person):
    """The answers of a file that was taken in, as this person may read them; None where it names no placements."""
    ids = upload.told.get("placements")
    if ids is None:
        return None
    counted = found(Placement.objects.for_user(person).filter(pk__in=ids), person, clock.today())
    return FileAnswers(
        url=f"{reverse('placements')}?file={upload.pk}", waits=_waits(upload), at=last_assessed().at, **counted
    )


def found(placements, person, on):
    """How many placements there are, and of how many what stands found, in one query."""
    standing = found_of_each(person)
    told = placements.annotate(
        breaks=Exists(standing.breaches()),
        without_leave=Exists(standing.breaches().with_cover_on(on).filter(cover__isnull=True)),
        lacks=Exists(standing.cannot_tell()),
        judged=Exists(met_by_each(person)),
    )
    neither = Q(breaks=False, lacks=False)
    return told.aggregate(
        placements=Count("pk"),
        broken=Count("pk", filter=Q(breaks=True)),
        uncovered=Count("pk", filter=Q(without_leave=True)),
        untold=Count("pk", filter=Q(lacks=True)),
        kept=Count("pk", filter=neither & Q(judged=True)),
        not_assessed=Count("pk", filter=neither & Q(judged=False)),
    )


def _waits(upload):
    """Whether a change that was written by the end of this file is still to be assessed."""
    last = upload.told.get("last_change")
    return last is not None and Change.objects.filter(pk__lte=last).exists()

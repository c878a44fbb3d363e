"""Which version of an agreement follows which, and on which days each holds."""

from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from django.db.models import Q

from .agreement_file import read
from .models import AgreementVersion

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The last day on which a published version holds, and the version that holds after it; None for without end.

    `replaced` says that the next one took its place from the same day.
    """

    until: date | None = None
    next: AgreementVersion | None = None
    replaced: bool = False

    def is_over(self, day):
        """Whether the version is superseded on a day (local date)."""
        return self.replaced or (self.until is not None and self.until < day)


def in_order(versions):
    """Published versions of one agreement as they follow each other; of two from the same day, as published."""
    published = [each for each in versions if each.state == AgreementVersion.State.PUBLISHED]
    return sorted(published, key=lambda each: (each.in_force_from, each.published_at, each.pk))


def spans(versions):
    """From the id of each published version of one agreement to its `Span`."""
    published = in_order(versions)
    return {each.pk: _span(each, then) for each, then in zip_longest(published, published[1:])}


def _span(version, then):
    if then is None:
        return Span()
    return Span(then.in_force_from - ONE_DAY, then, then.in_force_from == version.in_force_from)


def version_before(version):
    """The published version whose place this one takes, or would take; None for the first."""
    others = version.agreement.versions.published().exclude(pk=version.pk).select_related("agreement")
    if version.published_at:
        earlier = Q(in_force_from__lt=version.in_force_from) | Q(published_at__lt=version.published_at)
        others = others.filter(earlier)
    return latest_published(others, version.in_force_from)


def latest_published(versions, day):
    """Of published versions of one agreement the one that holds on a day (local date); None where none does yet."""
    return versions.filter(in_force_from__lte=day).order_by("in_force_from", "published_at", "pk").last()


def as_agreed(version):
    """What the version's file says, as objects; raises agreement_file.Refused where it can no longer be read."""
    return _read(version.document, str(version))


@lru_cache(maxsize=32)
def _read(document, name):
    return read(document, name)

"""How many look-ups are too many: for one person, and for all who ask for one authority or for one supplier."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from ..people import Person
from ..refusal import TooMany
from ..wording import moment_in_words
from .models import LookUp

WINDOWS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


def free_at(*, by, authority_id, supplier_id, now):
    """The moment from which this person may ask again; None where they may ask at once.

    Taken under a lock on the person, so that two questions sent at once are counted one after the other.
    """
    Person.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=by.pk)
    body = Q(supplier=supplier_id) if supplier_id else Q(authority=authority_id, supplier=None)
    first, *others = [
        _nth_latest(who, settings.LOOK_UPS[whose][window], WINDOWS[window], now)
        for whose, who in (("person", Q(by=by)), ("body", body))
        for window in WINDOWS
    ]
    return max((moment for (moment,) in first.union(*others, all=True)), default=None)


def too_many(free, now):
    """What is said to whoever has asked too often."""
    seconds = max(1, int((free - now).total_seconds()) + 1)
    return TooMany(
        "You have checked as many workers as the portal allows for now.",
        f"Check again after {moment_in_words(timezone.localtime(free))}.",
        seconds=seconds,
    )


def _nth_latest(who, most, window, now):
    """When the look-up that fills the window leaves it; no row while there is room for another."""
    inside = LookUp.objects.counted().filter(who, at__gt=now - window).order_by("-at")
    return inside.annotate(free=F("at") + window).values_list("free")[most - 1 : most]

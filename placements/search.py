"""Reads of a search by number, name or supplier's reference, forgiving of case, spaces, accents and order."""

from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from authorities.models import Authority
from authorities.sharing import reach_of
from authorities.sharing.contract import readers

from .models import Placement, SearchText, Worker

MOST = 1000


class Found(NamedTuple):
    """The ids of what a search found; `all` is False where more matches than a search gives."""

    workers: list[int]
    placements: list[int]
    all: bool


def ways_of_reading(typed):
    """What was typed, in search form: as one run of letters and digits, and word by word in any order.

    Words without a digit stand alone; those with one belong together, as in SW 12 34 56. Nothing where what was typed
    has no letter and no digit.
    """
    words = [word for word in _in_search_form(typed.split()) if word]
    named = [word for word in words if not _has_digit(word)]
    numbered = "".join(word for word in words if _has_digit(word))
    ways = [("".join(words),), (*named, *([numbered] if numbered else []))]
    return list(dict.fromkeys(ways)) if words else []


def chooses(person):
    """Whether this person says in which authority they search: the lines of a whole region are too many to read."""
    return bool(_reach(person).regions)


def authorities_of(person):
    """The authorities in which this person may search."""
    reach = _reach(person)
    return Authority.objects.filter(pk__in=reach.authorities | reach.members)


def found(typed, person, authority=None):
    """Which workers and placements match, of those whose identity is shared with this person; of one authority alone,
    or of all."""
    ways = ways_of_reading(typed)
    lines = SearchText.objects.for_user(person).matching(ways) if ways else SearchText.objects.none()
    if authority is not None:
        lines = lines.filter(authority=authority)
    ids = list(lines.values_list("worker_id", "placement_id")[: MOST + 1])
    return Found(
        workers=[worker for worker, placement in ids[:MOST] if placement is None],
        placements=[placement for _, placement in ids[:MOST] if placement is not None],
        all=len(ids) <= MOST,
    )


def workers_among(ids):
    """The workers that were found, each with how many placements of them are on record: whoever finds a worker reads
    those."""
    return Worker.objects.filter(pk__in=ids).select_related("authority").annotate(times=Count("placements"))


def placements_among(ids):
    """The placements that were found."""
    found = Placement.objects.filter(pk__in=ids)
    return found.select_related("worker", "authority", "supplier", "job_title", "job_role")


def _reach(person):
    return reach_of(person).of(readers(SearchText._meta.label))


def _in_search_form(words):
    """Each word as the database writes it in its lines: the one definition is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT in_search_form(said) FROM unnest(%s::text[]) WITH ORDINALITY AS w(said, n) ORDER BY n", [words]
        )
        return [word for (word,) in cursor.fetchall()]


def _has_digit(word):
    return any(character.isdigit() for character in word)

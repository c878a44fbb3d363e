"""Whatever a page offers leads somewhere: for each record it is what the reader may do with that one."""

from itertools import combinations

import pytest

from tests.conftest import appointed_as
from tests.links import dead
from tests.matrix import Speaker
from tests.test_separation import everybody, hushed, in_autumn, people, speakers, world  # noqa: F401  the same world
from tests.test_separation_of_counts import askers, pages_of
from tests.two_roles import BOTH
from tests.who_gets_what import SIGNED_OUT

# What one has made is one's own, whoever else holds the same role.
ONES_OWN = {"check_placement", "change_placement", "saved_filter", "remove_what_if"}


def nowhere(who, speaker, people, world):  # noqa: F811
    """Every link and form that leads this person nowhere, from the pages on that whoever holds this role may read."""
    pages = [
        address for name, address, _ in pages_of(who, world) if name not in ONES_OWN or speaker.person == people[who]
    ]
    return [f"{who}: {each}" for each in dead(speaker, pages)]


def test_whoever_holds_two_roles_can_follow_every_link(speakers, people, world):  # noqa: F811
    """One of them, drawn anew each time; the long run follows as everybody."""
    asking = [who for who in speakers if who in BOTH]

    assert asking
    assert [each for who in asking for each in nowhere(who, speakers[who], people, world)] == []


@pytest.mark.long
def test_whoever_holds_any_two_roles_can_follow_every_link(speakers, people, world):  # noqa: F811
    """Everybody with their one role, and everybody with two: six minutes."""
    one_role = [who for who in askers(speakers) if who not in BOTH and who not in SIGNED_OUT]
    found = [each for who in one_role for each in nowhere(who, speakers[who], people, world)]
    for one, other in combinations(one_role, 2):
        person = appointed_as(f"{one}-and-{other}", people[one], people[other])
        speaker = Speaker(person)
        speaker.arrives()
        found += [f"{one} and {each}" for who in (one, other) for each in nowhere(who, speaker, people, world)]

    assert found == []

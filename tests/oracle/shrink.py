"""Make a failing world small: leave out whatever can be left out while it still fails."""

from collections.abc import Iterator
from time import monotonic

from .world import World

LONG_ENOUGH = 60


def smallest(world, fails) -> World:
    """The world after every part that does not matter is gone; `fails` says whether one still fails."""
    stop = monotonic() + LONG_ENOUGH
    shrinking = True
    while shrinking and monotonic() < stop:
        found = next((each for each in smaller(world) if fails(each)), None)
        shrinking, world = found is not None, found or world
    return world


def smaller(world) -> Iterator[World]:
    """Each world that is one part smaller, the large parts first."""
    if world.sent:
        yield world._replace(sent=frozenset())
    for authority in sorted({authority for authority, _, _ in world.sent}):
        yield world._replace(sent=frozenset(each for each in world.sent if each[0] != authority))
    for parts in ("versions", "posts", "spells", "notices", "leave", "members"):
        yield from without_one(world, parts)
    for at, version in enumerate(world.versions):
        for less in smaller_version(version):
            yield world._replace(versions=(*world.versions[:at], less, *world.versions[at + 1 :]))
    yield from (world._replace(placement=less) for less in smaller_placement(world.placement))
    if world.judged_on > world.placement.started_on:
        yield world._replace(judged_on=world.placement.started_on)
    yield from (world._replace(sent=world.sent - {each}) for each in sorted(world.sent))


def smaller_version(version):
    # An agreement of no clause cannot be loaded, and is read by nobody.
    parts = ("clauses",) * (len(version.clauses) > 1) + ("caps", "numbers", "ranks", "bands", "signed")
    for each in parts:
        yield from without_one(version, each)
    for at, clause in enumerate(version.clauses):
        for less in back_to_nothing(clause):
            yield version._replace(clauses=(*version.clauses[:at], less, *version.clauses[at + 1 :]))


def smaller_placement(placement):
    for parts in ("rates", "mapped"):
        yield from without_one(placement, parts)
    if placement.ended_on not in (None, placement.started_on):
        yield placement._replace(ended_on=placement.started_on)
    yield from back_to_nothing(placement)
    for at, rate in enumerate(placement.rates):
        for less in back_to_nothing(rate):
            yield placement._replace(rates=(*placement.rates[:at], less, *placement.rates[at + 1 :]))


def without_one(whole, parts):
    """The whole without one or other of its parts."""
    held = getattr(whole, parts)
    for at in range(len(held)):
        yield whole._replace(**{parts: held[:at] + held[at + 1 :]})


def back_to_nothing(whole):
    """The whole with one or other of its details as it is where nobody says anything."""
    for name, nothing in whole._field_defaults.items():
        if getattr(whole, name) != nothing and nothing != ():
            yield whole._replace(**{name: nothing})

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
    for parts in ("versions", "posts", "leave", "members"):
        yield from without_one(world, parts)
    for at, version in enumerate(world.versions):
        for parts in ("clauses", "caps"):
            for less in without_one(version, parts):
                yield world._replace(versions=(*world.versions[:at], less, *world.versions[at + 1 :]))
    placement = world.placement
    for parts in ("rates", "mapped"):
        yield from (world._replace(placement=less) for less in without_one(placement, parts))
    if placement.ended_on not in (None, placement.started_on):
        yield world._replace(placement=placement._replace(ended_on=placement.started_on))
        yield world._replace(placement=placement._replace(ended_on=None))
    if placement.contractual_bar:
        yield world._replace(placement=placement._replace(contractual_bar=False))
    if world.judged_on > placement.started_on:
        yield world._replace(judged_on=placement.started_on)
    yield from (world._replace(sent=world.sent - {each}) for each in sorted(world.sent))


def without_one(whole, parts):
    """The whole without one or other of its parts."""
    held = getattr(whole, parts)
    for at in range(len(held)):
        yield whole._replace(**{parts: held[:at] + held[at + 1 :]})

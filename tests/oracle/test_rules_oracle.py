"""The product against an independent reading of the domain, over random histories.

MOU_ORACLE_SECONDS: how long to go on (20). MOU_ORACLE_HISTORIES: how many instead, on every core. MOU_ORACLE_SEED: the
seed of an earlier run, to see its failure again.
"""

import os
import secrets
from itertools import count, islice
from multiprocessing import get_context
from pprint import pformat
from random import Random
from time import monotonic

import pytest

from compliance import queries
from compliance.actions import assess
from compliance.models import Finding

from .in_the_database import Saved
from .in_the_product import in_the_same_shape, judged_by_the_product, said_in_a_finding
from .random_worlds import random_versions, random_world
from .rules_oracle import BREACH, CANNOT_TELL, Spell, answered, combined, days_of, joined
from .shrink import smallest
from .world import Rate

SECONDS = float(os.environ.get("MOU_ORACLE_SECONDS", "20"))
HISTORIES = int(os.environ.get("MOU_ORACLE_HISTORIES", "0"))
SEED = os.environ.get("MOU_ORACLE_SEED") or secrets.token_hex(4)
CHUNK = 500


def history(number):
    return random_world(Random(f"{SEED}-{number}"))


def both(world, answer):
    """What the oracle says, and what the product answered."""
    spells, product = in_the_same_shape(answer, world)
    # The product may cut a stretch more often than it must. Leave is asked of each stretch, so the same cuts are made.
    ours = answered(world, also_cut_on={spell.first for spell in spells})
    return (joined(ours), combined(world, ours)), (joined(spells), product)


def differ(world):
    oracle, product = both(world, judged_by_the_product(world))
    return oracle != product


def first_difference(numbers):
    """The number of the first history on which the two differ, and how many were compared."""
    for done, number in enumerate(numbers, 1):
        if differ(history(number)):
            return number, done
    return None, done


def chunks(total):
    return (range(first, min(first + CHUNK, total)) for first in range(0, total, CHUNK))


def differences():
    """A chunk at a time, for so long or for so many."""
    if HISTORIES:
        # The histories need no database, so a forked process has nothing to share and nothing to close.
        with get_context("fork").Pool() as pool:
            yield from pool.imap_unordered(first_difference, chunks(HISTORIES))
    else:
        numbers, stop = count(), monotonic() + SECONDS
        while monotonic() < stop:
            yield first_difference(islice(numbers, CHUNK))


def explained(world):
    oracle, product = both(world, judged_by_the_product(world))
    return "\n".join([pformat(world._asdict()), "oracle:", pformat(oracle), "product:", pformat(product)])


def test_the_product_agrees_with_an_independent_reading_on_random_histories(capsys):
    compared = 0
    for number, done in differences():
        compared += done
        if number is not None:
            pytest.fail(f"seed {SEED}, history {number}, made small:\n{explained(smallest(history(number), differ))}")
        # A million takes many minutes: one that is cut short has still said how far it came.
        if compared % 50_000 == 0:
            with capsys.disabled():
                print(f"\n{compared:,} so far (seed {SEED})")

    with capsys.disabled():
        print(f"\n{compared:,} random histories agree with the oracle (seed {SEED})")
    assert compared >= (HISTORIES or 1)


# Through the database


def as_proposed(world):
    """The same engagement before it is recorded: one rate, no end, no leave."""
    start = world.placement.started_on
    rate = world.placement.rates[0]._replace(since=start) if world.placement.rates else Rate(start, "paye", None)
    placement = world.placement._replace(ended_on=None, contractual_bar=False, rates=(rate,))
    return world._replace(placement=placement, leave=())


def agree(answer, world):
    oracle, product = both(world, answer)
    return oracle == product


def stored(placement, world):
    """The standing findings as spells, after an assessment."""
    assess(placement_ids=[placement.pk], reason="asked", judged_on=world.judged_on)
    last = list(days_of(world))[-1]
    found = Finding.objects.standing().filter(placement=placement)
    return joined([Spell(said_in_a_finding(each), each.from_on, min(each.until_on or last, last)) for each in found])


def unmet(spells):
    return [spell for spell in spells if spell.said.verdict in (BREACH, CANNOT_TELL)]


@pytest.mark.parametrize("ground_number", range(4))
def test_saved_and_proposed_placements_agree_with_the_oracle(db, ground_number):
    random = Random(f"{SEED}-saved-{ground_number}")
    ground = random_world(random)
    near = [ground.placement.started_on, ground.judged_on]
    ground = ground._replace(versions=random_versions(random, near, complete=True))
    saved = Saved(ground)

    for number in range(12):
        world, swe_number = random_world(random, ground=ground), f"SW{100001 + number}"
        proposed, shown = as_proposed(world), f"seed {SEED}, ground {ground_number}, world {number}: {world}"
        saved.save_posts(world, swe_number)
        recorded = saved.save_placement(world, swe_number, f"recorded {number}")
        plain = saved.save_placement(proposed, swe_number, f"plain {number}")

        assert agree(queries.answer_of(recorded, on=world.judged_on), world), shown
        assert stored(recorded, world) == unmet(joined(answered(world))), shown
        assert agree(queries.answer_of(plain, on=world.judged_on), proposed), shown
        proposal = saved.proposal(proposed, swe_number)
        assert agree(queries.answer(proposal=proposal, judged_on=world.judged_on), proposed), shown

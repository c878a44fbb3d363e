"""The pay to which a remedy points, held against the independent reading: the most that is within the cap."""

import os
import secrets
from random import Random

from .in_force import rate_on
from .in_the_product import judged_by_the_product
from .random_worlds import random_world
from .rules_oracle import OF_EACH_DAY, said_on
from .said import BREACH, MET
from .world import PENNY

SEED = os.environ.get("MOU_ORACLE_SEED") or secrets.token_hex(4)


def paid(world, day, pay):
    """The same world with another pay in the rate of a day."""
    changed = rate_on(world.placement, day)
    rates = (rate._replace(hourly_pay=pay) if rate == changed else rate for rate in world.placement.rates)
    return world._replace(placement=world.placement._replace(rates=tuple(rates)))


def said_by_the_oracle(world, judged, day):
    name = (judged.version.agreement, judged.clause.id)
    return next(said for said in said_on(world, day, OF_EACH_DAY) if (said.agreement, said.clause) == name)


def breaches_with_a_ceiling(world):
    for judged, _ in judged_by_the_product(world).outcomes:
        ceiling = judged.outcome.numbers.get("ceiling")
        if judged.outcome.verdict.value != BREACH or ceiling is None or ceiling <= 0:
            continue
        # Where the worker may be in several bands, one of their caps is named.
        if not said_by_the_oracle(world, judged, judged.from_on).or_else:
            yield judged, ceiling


def test_a_paye_remedy_names_the_most_that_is_within_the_cap():
    tried = 0
    for number in range(1500):
        world = random_world(Random(f"{SEED}-{number}"))
        for judged, ceiling in breaches_with_a_ceiling(world):
            day, shown = judged.from_on, f"seed {SEED}, history {number}, {judged.clause.id}: {ceiling}"
            tried += 1

            assert said_by_the_oracle(paid(world, day, ceiling), judged, day).verdict == MET, shown
            assert said_by_the_oracle(paid(world, day, ceiling + PENNY), judged, day).verdict != MET, shown
    assert tried > 20

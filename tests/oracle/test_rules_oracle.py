"""The product against an independent reading of the domain, over random histories.

MOU_ORACLE_SECONDS: how long to go on (5; in CI 120). MOU_ORACLE_HISTORIES: how many instead. MOU_ORACLE_SEED: the seed
of an earlier run, to see its failure again. Every core takes part.
"""

import os
import secrets
from collections import deque
from itertools import count, islice
from multiprocessing import get_context
from random import Random
from time import monotonic

import pytest

from compliance import queries
from compliance.actions import assess
from compliance.models import DueItem, Finding, Met
from tests.amounts import amount

from .answers import clause_of, is_covered
from .comparing import a_day_at_a_time, both, differ, explained
from .in_the_database import Saved
from .in_the_product import FACTS, judged_by_the_product, said_in_a_finding, span_of
from .random_agreements import random_versions
from .random_worlds import random_world
from .rules_oracle import RULES, answered, joined
from .said import BREACH, CANNOT_TELL, DUE, MET
from .shrink import smallest
from .tidy_agreements import tidied
from .world import Placement, Rate

SECONDS = float(os.environ.get("MOU_ORACLE_SECONDS", amount(5, ci=120)))
HISTORIES = int(os.environ.get("MOU_ORACLE_HISTORIES", "0"))
SEED = os.environ.get("MOU_ORACLE_SEED") or secrets.token_hex(4)
CHUNK, AHEAD = 500, 8
EVERYTHING = {MET, BREACH, CANNOT_TELL}
# What each rule may answer: a reading that never came to one of these would have compared nothing.
ANSWERS = dict.fromkeys(RULES, EVERYTHING) | {
    "references": EVERYTHING | {DUE},
    "standard_references": EVERYTHING | {DUE},
    "project_team": EVERYTHING | {DUE},
    "reference_given": {MET, BREACH, DUE},
}


def history(number):
    return random_world(Random(f"{SEED}-{number}"))


# In memory


def first_difference(numbers):
    """The number of the first history on which the two differ, and how many were compared."""
    for done, number in enumerate(numbers, 1):
        if differ(history(number)):
            return number, done
    return None, done


def chunks():
    """As many histories as were asked for, or as there is time for."""
    stop = monotonic() + SECONDS
    for first in range(0, HISTORIES, CHUNK) if HISTORIES else count(0, CHUNK):
        if not HISTORIES and monotonic() > stop:
            return
        yield range(first, min(first + CHUNK, HISTORIES) if HISTORIES else first + CHUNK)


def differences():
    """A chunk at a time, on every core."""
    # The histories need no database, so a forked process has nothing to share and nothing to close.
    with get_context("fork").Pool() as pool:
        ahead = chunks()
        waiting = deque(pool.apply_async(first_difference, [each]) for each in islice(ahead, AHEAD))
        while waiting:
            yield waiting.popleft().get()
            waiting.extend(pool.apply_async(first_difference, [each]) for each in islice(ahead, 1))


def test_the_product_agrees_with_an_independent_reading_on_random_histories(capsys):
    compared = 0
    for number, done in differences():
        compared += done
        if number is not None:
            with capsys.disabled():
                print(f"\nseed {SEED}, history {number}: the two differ; making it small")
            world = smallest(history(number), differ)
            shown = explained(world, *both(world, judged_by_the_product(world)))
            pytest.fail(f"seed {SEED}, history {number}, made small:\n{shown}")
        # A million takes many minutes: one that is cut short has still said how far it came.
        if compared % 50_000 == 0:
            with capsys.disabled():
                print(f"\n{compared:,} so far (seed {SEED})")

    with capsys.disabled():
        print(f"\n{compared:,} random histories agree with the oracle (seed {SEED})")
    assert compared >= (HISTORIES or 1)


def test_the_histories_come_to_every_answer_of_every_rule_and_miss_every_fact():
    answers, missing = {rule: set() for rule in ANSWERS}, set()
    for number in range(4000):
        world = random_world(Random(f"reach-{number}"))
        for span in answered(world):
            answers[clause_of(world, span.said).rule].add(span.said.verdict)
            missing |= span.said.missing

    assert answers == ANSWERS
    assert missing == set(FACTS.values()) | {"number"}


# Through the database


def as_proposed(world):
    """The same engagement before it is recorded: one rate, no end, no leave, and nothing checked but what is typed."""
    old = world.placement
    rate = old.rates[0]._replace(since=old.started_on) if old.rates else Rate(old.started_on, "paye", None)
    typed = ("authority", "started_on", "expected_end_on", "role", "mapped", "hours_per_week", "project_team")
    placement = Placement(rates=(rate,), **{name: getattr(old, name) for name in typed})
    return world._replace(placement=placement, leave=())


def check(answer, world, whence):
    oracle, product = both(world, answer)
    if oracle != product:
        pytest.fail(f"seed {SEED}, {whence}:\n{explained(world, oracle, product)}")


def check_stored(placement, world, whence):
    """What an assessment leaves behind: standing findings with their cover, what is met, what is due."""
    assess(placement_ids=[placement.pk], reason="asked", judged_on=world.judged_on)
    ours = answered(world)
    standing = Finding.objects.standing().filter(placement=placement).with_cover_on(world.judged_on)
    found = [(each, span_of(world, said_in_a_finding(each), each.from_on, each.until_on)) for each in standing]

    unmet = [span for span in ours if span.said.verdict in (BREACH, CANNOT_TELL)]
    assert joined(a_day_at_a_time([span for _, span in found], unmet, world)) == unmet, whence
    for finding, span in found:
        if span.said.verdict == BREACH:
            assert bool(finding.cover) == is_covered(world, span), f"{whence}: {span}"
    met = {tuple(each[:3]) for row in Met.objects.filter(placement=placement) for each in row.clauses}
    assert met == {span.said[:3] for span in ours if span.said.verdict == MET}, whence
    due = DueItem.objects.filter(placement=placement).values_list("agreement", "version", "clause", "due_on")
    assert set(due) == {(*span.said[:3], span.said.due_on) for span in ours if span.said.verdict == DUE}, whence


@pytest.mark.parametrize("ground_number", range(4))
def test_saved_and_proposed_placements_agree_with_the_oracle(db, ground_number):
    random = Random(f"{SEED}-saved-{ground_number}")
    ground = random_world(random)
    versions = random_versions(random, [ground.placement.started_on, ground.judged_on], complete=True)
    ground = ground._replace(versions=tidied(versions, ground.members))
    saved = Saved(ground)

    for number in range(12):
        world, swe_number = random_world(random, ground=ground), f"SW{100001 + number}"
        proposed, whence = as_proposed(world), f"ground {ground_number}, world {number}"
        saved.save_past(world, swe_number)
        recorded = saved.save_placement(world, swe_number, f"recorded {number}")
        plain = saved.save_placement(proposed, swe_number, f"plain {number}")

        check(queries.answer_of(recorded, on=world.judged_on), world, f"{whence}, recorded")
        check(queries.answer_of(plain, on=world.judged_on), proposed, f"{whence}, recorded before it began")
        proposal = saved.proposal(proposed, swe_number)
        check(queries.answer(proposal=proposal, judged_on=world.judged_on), proposed, f"{whence}, proposed")
        check_stored(recorded, world, whence)

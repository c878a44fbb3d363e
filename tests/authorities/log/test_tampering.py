"""Whoever tampers with the log is found out, and the right row is named."""

import os
from random import Random, randrange

import pytest
from django.db import transaction

from authorities.log.heads import Head
from authorities.log.verifying import verify
from tests.authorities.log.entries import (
    YESTERDAY,
    chained_again,
    emptied,
    links,
    over_days,
    past_the_triggers,
    written,
)
from tests.authorities.log.tampering import WAYS, Tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(in_autumn):
    """A log of three days that lies open, and the heads of its days, kept outside."""
    past_the_triggers()
    emptied()
    written(36)
    chained_again(over_days(3, YESTERDAY))
    heads = {day: Head(day.isoformat(), number, hashed) for day, number, _, hashed in links()}
    return list(heads.values())


def missed(random, log):
    """None where one random tampering was found and the right row named, else what was missed."""
    with transaction.atomic():
        way, (day, number, entry) = Tampering(random).at_random()
        bad = verify(anchors=log).bad
        transaction.set_rollback(True)
    expected = (day and day.isoformat(), number, entry)
    if bad is None or (bad.day, bad.number, bad.entry) != expected:
        return way, expected, bad
    return None


def tampered(log, times):
    seed = int(os.environ.get("MOU_SEED") or randrange(10**9))
    print(f"MOU_SEED={seed}, {times} tamperings")
    random = Random(seed)
    return [each for each in (missed(random, log) for _ in range(times)) if each]


def test_the_log_is_verified_before_anybody_tampers(log):
    found = verify(anchors=log)

    assert (found.bad, found.entries, len(found.heads)) == (None, len(links()), 3)


def test_a_hundred_random_tamperings_are_all_found(log):
    assert tampered(log, 100) == []


@pytest.mark.long
def test_a_thousand_random_tamperings_are_all_found(log):
    assert tampered(log, 1000) == []


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_tampering_is_found(log, way):
    day, number, entry = getattr(Tampering(Random(way)), way)()

    bad = verify(anchors=log).bad
    assert (bad.day, bad.number, bad.entry) == (day and day.isoformat(), number, entry)

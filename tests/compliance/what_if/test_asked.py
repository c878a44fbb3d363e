"""What a what-if asks: kept and read again, and which days it is about."""

import json
from datetime import date
from decimal import Decimal

import pytest

from compliance.moved_caps import Move
from compliance.what_if.asked import TODAY, Asked, from_stored, population, scope_on
from compliance.what_if.comparing import Scope

DAY = date(2026, 11, 20)
MOVE = Move("west-midlands-mou", "cap", "team_manager", ("paye", "umbrella"), date(2026, 4, 1), Decimal("41.00"))


@pytest.mark.parametrize(
    "asked",
    [
        Asked((MOVE, MOVE._replace(band="new", value=Decimal("40.10"))), None, TODAY),
        Asked((), 7, "2026-12-01"),
        Asked((MOVE,), 7, "2026Q3"),
    ],
)
def test_what_is_kept_is_read_again_as_it_was_asked(asked):
    assert from_stored(json.loads(json.dumps(asked.as_stored()))) == asked


@pytest.mark.parametrize(
    ("scope", "days", "words"),
    [
        (TODAY, Scope(DAY, DAY), "placements live on 20 November 2026"),
        ("2026-12-01", Scope(date(2026, 12, 1), date(2026, 12, 1)), "placements live on 1 December 2026"),
        (
            "2026Q3",
            Scope(date(2026, 7, 1), date(2026, 9, 30), "2026Q3"),
            "placements live on any day of July to September 2026",
        ),
    ],
)
def test_a_scope_is_a_day_or_a_quarter(scope, days, words):
    assert scope_on(scope, DAY) == days
    assert population(days) == words


@pytest.mark.parametrize("scope", ["", "2026Q7", "yesterday", "2026-13-01"])
def test_anything_else_is_no_scope(scope):
    with pytest.raises(ValueError):  # noqa: PT011  the message is Python's own
        scope_on(scope, DAY)

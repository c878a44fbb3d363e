"""What a what-if asks: a version not yet published, caps moved by hand, and which placements are compared."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from compliance.moved_caps import Move
from compliance.quarters import quarter_coded
from compliance.rule import in_words
from compliance.what_if.comparing import Scope

TODAY = "today"


class Asked(NamedTuple):
    """The question. `scope` is TODAY, a day in ISO form or the code of a quarter; `version` the id of a version."""

    moves: tuple[Move, ...]
    version: int | None
    scope: str

    def as_stored(self) -> dict[str, Any]:
        """In JSON form."""
        moves = [
            move._asdict() | {"since": move.since.isoformat(), "value": str(move.value), "pay_types": [*move.pay_types]}
            for move in self.moves
        ]
        return {"moves": moves, "version": self.version, "scope": self.scope}


def from_stored(stored: Mapping[str, Any]) -> Asked:
    """The question as it was stored."""
    moves = tuple(
        Move(
            **move
            | {
                "since": date.fromisoformat(move["since"]),
                "value": Decimal(move["value"]),
                "pay_types": tuple(move["pay_types"]),
            }
        )
        for move in stored["moves"]
    )
    return Asked(moves, stored["version"], stored["scope"])


def scope_on(scope: str, today: date) -> Scope:
    """The days that are compared, when asked on a day; raises ValueError for what is no scope."""
    if "Q" in scope:
        quarter = quarter_coded(scope)
        return Scope(quarter.first, quarter.last, quarter.code)
    day = today if scope == TODAY else date.fromisoformat(scope)
    return Scope(day, day)


def population(scope: Scope) -> str:
    """Which placements are compared, in words."""
    if scope.quarter:
        return f"placements live on any day of {quarter_coded(scope.quarter).words}"
    return f"placements live on {in_words(scope.first)}"

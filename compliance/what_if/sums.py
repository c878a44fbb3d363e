"""What a what-if comes to for a group of placements: how many are in which state, and what that costs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from compliance.what_if.comparing import BREACHES, NOTHING, Compared, Lack, Side, State


class Sums(NamedTuple):
    """Placements by state, pounds by state, and placements left out of the pounds by what is lacking."""

    states: Mapping[State, int]
    costs: Mapping[State, Decimal]
    lacks: Mapping[Lack, int]

    @property
    def breaches(self) -> int:
        """Placements in breach, with leave or without."""
        return sum(self.states[state] for state in BREACHES)

    @property
    def uncovered(self) -> Decimal:
        return self.costs[State.BREACH]

    @property
    def covered(self) -> Decimal:
        return self.costs[State.EXEMPT] + self.costs[State.APPROVED]

    @property
    def kept(self) -> int:
        return self.states[State.MET]

    @property
    def untold(self) -> int:
        return self.states[State.CANNOT_TELL]

    @property
    def told(self) -> int:
        """Placements that the clause applies to and can be judged by."""
        return self.breaches + self.kept

    @property
    def applies(self) -> int:
        """Placements that the clause applies to."""
        return self.told + self.untold

    @property
    def left_out(self) -> int:
        return sum(self.lacks.values())


class Figures(NamedTuple):
    """A group of placements under two rulebooks."""

    placements: int
    begins: int
    ends: int
    before: Sums
    after: Sums
    illustrative: bool


def figures(compared: Iterable[Compared]) -> Figures:
    """The sums of a group: rounded lines are added, nothing is rounded again."""
    all_ = list(compared)
    before, after = _summed(one.before for one in all_), _summed(one.after for one in all_)
    begins, ends = sum(one.begins for one in all_), sum(one.ends for one in all_)
    illustrative = any(one.before.illustrative or one.after.illustrative for one in all_)
    return Figures(len(all_), begins, ends, before, after, illustrative)


def figures_by(compared: Iterable[Compared], of: Callable[[Compared], Any]) -> dict[Any, Figures]:
    """The same by authority, role or whatever `of` makes of a placement: each placement is in one group."""
    groups: dict[Any, list[Compared]] = {}
    for one in compared:
        groups.setdefault(of(one), []).append(one)
    return {key: figures(group) for key, group in groups.items()}


def _summed(sides: Iterable[Side]) -> Sums:
    all_ = list(sides)
    costs = {state: sum((one.costs.get(state, NOTHING) for one in all_), NOTHING) for state in BREACHES}
    return Sums(Counter(one.state for one in all_), costs, Counter(one.lack for one in all_ if one.lack))

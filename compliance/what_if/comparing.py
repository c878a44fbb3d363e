"""What would differ: the same placements under two rulebooks, clause by clause, in people and in pounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from compliance.agreement import ENGAGEMENT
from compliance.answer import combine
from compliance.assess import Judged
from compliance.cover import Leave, leave_on
from compliance.facts import Facts
from compliance.money import to_the_penny
from compliance.moved_caps import is_cap_rule
from compliance.periods import ONE_DAY
from compliance.rule import Outcome, Verdict

WEEK = 7
NOTHING = Decimal(0)
Key = tuple[str, str]
Dated = tuple[str, date | None]


class State(StrEnum):
    """What a clause comes to for a placement; the worst of its days stands for it, and the worst is first here."""

    BREACH = "breach"
    EXEMPT = "exemption"
    APPROVED = "approval"
    CANNOT_TELL = "cannot_tell"
    MET = "met"
    NONE = "none"


class Lack(StrEnum):
    """Why a line is left out of a cost."""

    ROLE = "role"
    RATE = "rate"
    CAP = "cap"
    FACT = "fact"
    HOURS = "hours"


BREACHES = (State.BREACH, State.EXEMPT, State.APPROVED)
WORST_FIRST = tuple(State)
LACKS = {"unmapped": Lack.ROLE, "unknown": Lack.RATE, "not_in_force": Lack.CAP}


class Scope(NamedTuple):
    """The days that are compared, both included: one day of the live book, or a quarter that has a code."""

    first: date
    last: date
    quarter: str = ""

    def days_charged(self, from_on: date, until_on: date) -> int:
        """Calendar days to charge for: those of a quarter as they are, a week for the live book."""
        return (until_on - from_on).days + 1 if self.quarter else WEEK


class Stretch(NamedTuple):
    """The facts of a stretch in which neither rulebook changes, with the outcomes of each."""

    facts: Facts
    before: Sequence[Judged]
    after: Sequence[Judged]


class Weighed(NamedTuple):
    """A placement with its leave and its stretches, the first one first."""

    placement: int
    authority: int
    leaves: Sequence[Leave]
    stretches: Sequence[Stretch]


class Side(NamedTuple):
    """What one rulebook says of a clause: the state, pounds an hour over the cap, and pounds by state.

    `lack` says why a cost is left out; `illustrative`: it rests on a figure that is not the signed one.
    """

    state: State = State.NONE
    over: Decimal = NOTHING
    costs: Mapping[State, Decimal] = {}
    lack: Lack | None = None
    illustrative: bool = False

    @property
    def breaks(self) -> bool:
        """Whether it is a breach, with leave or without."""
        return self.state in BREACHES

    @property
    def cost(self) -> Decimal:
        """Pounds over the cap, with leave and without."""
        return sum(self.costs.values(), NOTHING)

    @property
    def covered(self) -> Decimal:
        """Pounds over the cap on days with leave."""
        return self.cost - self.costs.get(State.BREACH, NOTHING)


class Compared(NamedTuple):
    """One placement and one clause under two rulebooks; the role is that of the last of the days compared."""

    placement: int
    authority: int
    role: str
    before: Side
    after: Side

    @property
    def begins(self) -> bool:
        """Would break the clause, and does not now."""
        return self.after.breaks and not self.before.breaks

    @property
    def ends(self) -> bool:
        """Breaks the clause now, and would no longer."""
        return self.before.breaks and not self.after.breaks

    @property
    def differs(self) -> bool:
        """Whether the change makes any difference to it."""
        before, after = self.before, self.after
        return (before.state, before.over, before.cost) != (after.state, after.over, after.cost)


def compare(one: Weighed, key: Key, scope: Scope) -> Compared:
    """One placement by one clause, named by agreement and id. A line is a stretch, cut where leave begins or ends."""
    within = [stretch for stretch in one.stretches if _touches(stretch.facts, scope)]
    role = within[-1].facts.role if within else ""
    first = one.stretches[0]
    before = [side for each in within for side in _sides(each.facts, each.before, first.before, key, one.leaves, scope)]
    after = [side for each in within for side in _sides(each.facts, each.after, first.after, key, one.leaves, scope)]
    return Compared(one.placement, one.authority, role, _together(before), _together(after))


def answers_on(one: Weighed, day: date) -> tuple[Dated, Dated]:
    """The answer to "may this worker be engaged so?" under both rulebooks, by what holds on a day."""
    before = [judged for stretch in one.stretches for judged in stretch.before]
    after = [judged for stretch in one.stretches for judged in stretch.after]
    return _answer(before, one.leaves, day), _answer(after, one.leaves, day)


def _answer(judged: Iterable[Judged], leaves: Sequence[Leave], day: date) -> Dated:
    holding = [each for each in judged if each.from_on <= day and (each.until_on is None or day <= each.until_on)]
    covers = [leave_on(each.clause, leaves, day) for each in holding]
    answer = combine(holding, [leave and leave._asdict() for leave in covers])
    return answer.answer, answer.not_before


def _touches(facts: Facts, scope: Scope) -> bool:
    return facts.stretch_from <= scope.last and (facts.stretch_until is None or scope.first <= facts.stretch_until)


def _sides(
    facts: Facts,
    judged: Sequence[Judged],
    at_start: Sequence[Judged],
    key: Key,
    leaves: Sequence[Leave],
    scope: Scope,
) -> Iterator[Side]:
    """The lines of one stretch under one rulebook; what judged the start stands for every stretch."""
    engaged = (each for each in at_start if each.clause.judged == ENGAGEMENT)
    found = next((each for each in (*judged, *engaged) if (each.version.agreement, each.clause.id) == key), None)
    begins = max(facts.stretch_from, scope.first)
    ends = min(facts.stretch_until or scope.last, scope.last)
    for from_on, until_on in _cut(begins, ends, leaves):
        yield _side(facts, found, leaves, from_on, scope.days_charged(from_on, until_on))


def _cut(begins: date, ends: date, leaves: Sequence[Leave]) -> Iterator[tuple[date, date]]:
    changes = {day for leave in leaves for day in (leave.from_on, leave.until_on + ONE_DAY)}
    starts = [begins, *sorted(day for day in changes if begins < day <= ends)]
    for start, following in zip(starts, [*starts[1:], ends + ONE_DAY], strict=True):
        yield start, following - ONE_DAY


def _side(facts: Facts, judged: Judged | None, leaves: Sequence[Leave], day: date, days: int) -> Side:
    if judged is None or judged.outcome.verdict is Verdict.DUE:
        return Side()
    outcome, about_cap = judged.outcome, is_cap_rule(judged.rule_name)
    if outcome.verdict is Verdict.CANNOT_TELL:
        return Side(State.CANNOT_TELL, lack=_lack(outcome) if about_cap else None, illustrative=outcome.illustrative)
    if outcome.verdict is Verdict.MET:
        return Side(State.MET, illustrative=outcome.illustrative)
    leave = leave_on(judged.clause, leaves, day)
    state = State(leave.kind) if leave else State.BREACH
    return _priced(state, outcome, facts.hours_per_week, days) if about_cap else Side(state)


def _priced(state: State, outcome: Outcome, hours: Decimal | None, days: int) -> Side:
    """What going over costs, as the rule itself judged it; contracted hours a week, by calendar days."""
    over = outcome.numbers["over"]
    if hours is None:
        return Side(state, over, {}, Lack.HOURS, outcome.illustrative)
    return Side(state, over, {state: to_the_penny(over * hours * days / WEEK)}, None, outcome.illustrative)


def _lack(outcome: Outcome) -> Lack:
    return LACKS.get(outcome.words[0], Lack.FACT)


def _together(sides: Sequence[Side]) -> Side:
    """The lines of one placement as one: the worst state, the most over, every cost."""
    costs: dict[State, Decimal] = {}
    for side in sides:
        for state, cost in side.costs.items():
            costs[state] = costs.get(state, NOTHING) + cost
    return Side(
        min((side.state for side in sides), key=WORST_FIRST.index, default=State.NONE),
        max((side.over for side in sides), default=NOTHING),
        costs,
        next((side.lack for side in sides if side.lack), None),
        any(side.illustrative for side in sides),
    )

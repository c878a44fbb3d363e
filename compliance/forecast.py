"""Caps to come: who will go over one on its first day, by how much, and by when notice must be given."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from compliance.agreement import CONTINUING, PAID, NotInForce
from compliance.assess import Judged
from compliance.cover import Leave, leave_on
from compliance.facts import Facts
from compliance.moved_caps import CapChange, is_cap_rule
from compliance.parameters import Rulebook
from compliance.periods import ONE_DAY
from compliance.rule import Verdict

NOTICE_RULE = "notice"
Stretch = tuple[Facts, Sequence[Judged]]


class Notice(NamedTuple):
    """How many weeks' notice there is, whether the placement's own is on record, and the last day to give it."""

    weeks: int | None
    on_record: bool
    give_by: date | None


class Going(NamedTuple):
    """A placement that is over a cap on the cap's first day if its rate stays; pay and caps in pounds an hour.

    `over_before` is how far it is over the cap of the day before; `ends_before`: it is expected to have ended by then.
    """

    placement: int
    title: str
    facts: Facts
    pay: Decimal
    cap: Decimal
    over: Decimal
    over_before: Decimal
    cover: str
    ends_before: bool
    notice: Notice
    illustrative: bool

    @property
    def to_act_on(self) -> bool:
        """Keeps today's cap, is expected to stay, and has no leave."""
        return not (self.over_before or self.ends_before or self.cover)


class Coming(NamedTuple):
    """A day to come on which caps change, what changes, and who is over them on that day."""

    day: date
    changes: Sequence[CapChange]
    going: Sequence[Going]

    @property
    def last_day(self) -> date:
        """The last day of work for a placement that is to end before it."""
        return self.day - ONE_DAY

    @property
    def to_act_on(self) -> list[Going]:
        return [each for each in self.going if each.to_act_on]

    @property
    def over(self) -> int:
        """How many placements are over a cap on that day, each counted once."""
        return len({each.placement for each in self.going})

    @property
    def acting(self) -> int:
        """For how many of them something is to be done."""
        return len({each.placement for each in self.to_act_on})

    @property
    def matters(self) -> bool:
        """Whether a cap changes, or somebody goes over one because something else does."""
        return bool(self.changes) or any(not each.over_before for each in self.going)


def coming_days(book: Rulebook, region: str, day: date) -> list[date]:
    """The days after a day on which a continuing clause may judge anew, earliest first."""
    own = [version for version in book.versions if version.region in ("", region)]
    roles = {(role.slug, role.core_type) for version in own for role in version.roles}
    cuts = (book.cut_days(region, *role, pay_type, day) for role in roles for pay_type in PAID)
    return sorted({day for days in cuts for day in days})


def notice_asked(book: Rulebook, region: str, day: date) -> int | None:
    """The weeks that the clause about notice asks for on a day; None where none is in force."""
    for bound in book.bound(region, day, CONTINUING):
        if bound.clause.rule.partition("@")[0] == NOTICE_RULE:
            try:
                return bound.whole("weeks", day)
            except NotInForce:
                return None
    return None


def notice_before(day: date, own_weeks: int | None, asked: int | None) -> Notice:
    """The last day to give notice, so that the last day worked is the day before `day`."""
    weeks = asked if own_weeks is None else own_weeks
    give_by = None if weeks is None else day - ONE_DAY - timedelta(weeks=weeks)
    return Notice(weeks, own_weeks is not None, give_by)


def going_over(
    placement: int, stretches: Iterable[Stretch], leaves: Sequence[Leave], day: date, asked: int | None
) -> Iterator[Going]:
    """What a placement that began before a day is over on that day; `asked` are the weeks of the clause on notice."""
    held = list(stretches)
    on_day = _on(held, day)
    if on_day is None or on_day[0].started_on >= day:
        return
    facts, judged = on_day
    before = _on(held, day - ONE_DAY)
    already = {_key(each): _over(each) for each in (before[1] if before else ())}
    for each in judged:
        if _over(each):
            leave, numbers = leave_on(each.clause, leaves, day), each.outcome.numbers
            ends = facts.expected_end_on
            yield Going(
                placement=placement,
                title=each.clause.title,
                facts=facts,
                pay=numbers["pay"],
                cap=numbers["cap"],
                over=numbers["over"],
                over_before=already.get(_key(each), Decimal(0)),
                cover=leave.kind if leave else "",
                ends_before=ends is not None and ends < day,
                notice=notice_before(day, facts.notice_weeks, asked),
                illustrative=each.outcome.illustrative,
            )


def _on(stretches: Iterable[Stretch], day: date) -> Stretch | None:
    holding = (s for s in stretches if s[0].stretch_from <= day and (s[0].stretch_until or day) >= day)
    return next(holding, None)


def _key(judged: Judged) -> tuple[str, str]:
    return judged.version.agreement, judged.clause.id


def _over(judged: Judged) -> Decimal:
    """Pounds an hour over a cap; none for anything else."""
    if is_cap_rule(judged.rule_name) and judged.outcome.verdict is Verdict.BREACH:
        return judged.outcome.numbers["over"]
    return Decimal(0)

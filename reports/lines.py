"""The lines of the savings report: pure computing, one placement over one stretch of one month at a time.

Hours are counted in 420ths, because 420 is divided by every number of days from one to seven: so each sum of shared
weeks is exact, and a line is divided once and rounded once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from compliance.agreement import NATIONAL, REGIONAL, Clause
from compliance.assess import Judged
from compliance.cover import Leave, leave_on
from compliance.facts import Facts
from compliance.money import to_the_penny
from compliance.periods import ONE_DAY
from compliance.rule import Verdict

PARTS = 420
WEEK = 7
NEGOTIATED, REFERENCE, OVER_CAP, OVER_PRICE_CAP = "negotiated", "reference", "over_cap", "over_price_cap"
EXEMPT, APPROVED, UNCOVERED = "exempt", "approved", "breach"
COVERS = {"exemption": EXEMPT, "approval": APPROVED, "": UNCOVERED}

NO_HOURS, NO_PAY, NO_PART, NO_OFFER, NO_REFERENCE, NO_ROLE, NO_BAND, NO_TEAM, NO_CAP, NOT_BOUND = (
    "no_hours", "no_pay", "no_part", "no_offer", "no_reference", "no_role", "no_band", "no_team", "no_cap", "not_bound",
)  # fmt: skip


class ReferenceRate(NamedTuple):
    """A rate in pounds an hour from a day on."""

    since: date
    hourly_rate: Decimal
    illustrative: bool
    source: str = ""


class Week(NamedTuple):
    """A timesheet: the seven days up to `ending`."""

    ending: date
    hours: Decimal


class Engagement(NamedTuple):
    """What a line needs of a placement beside its stretches."""

    placement: int
    authority: int
    reference: str
    started_on: date
    ended_on: date | None
    hours_per_week: Decimal | None
    offered: Decimal | None
    weeks: Sequence[Week] = ()
    leaves: Sequence[Leave] = ()


class HoursWorked(NamedTuple):
    """Hours in 420ths by where they come from, and how many days' hours are not known at all."""

    timesheet: Decimal
    contracted: Decimal
    unknown_days: int = 0

    @property
    def all(self):
        return self.timesheet + self.contracted


class Amount(NamedTuple):
    """Pounds of one kind on one line, or why the line is left out of that kind; `evidenced`: timesheet hours alone."""

    total: Decimal | None = None
    evidenced: Decimal | None = None
    rate: Decimal | None = None
    illustrative: bool = False
    left_out: str = ""
    cover: str = ""


class Line(NamedTuple):
    """One placement between two days of one month in which nothing that the amounts read changes."""

    engagement: Engagement
    role: str
    pay_type: str
    hourly_pay: Decimal | None
    from_on: date
    until_on: date
    hours: HoursWorked
    amounts: Mapping[str, Amount]


def lines_of(
    engagement: Engagement,
    judged: Iterable[tuple[Facts, Sequence[Judged]]],
    references: Mapping[tuple[str, str], Sequence[ReferenceRate]],
    first: date,
    last: date,
) -> Iterable[Line]:
    """The lines of one placement between two days, both included; `judged`: its stretches, each with its outcomes."""
    for facts, outcomes in judged:
        begins = max(facts.stretch_from, first)
        ends = min(facts.stretch_until or last, engagement.ended_on or last, last)
        rates = references.get((facts.role, facts.pay_type), ())
        for from_on, until_on in _cut(begins, ends, _cut_days(engagement.leaves, rates)):
            hours = hours_between(engagement, from_on, until_on)
            yield Line(
                engagement, facts.role, facts.pay_type, facts.hourly_pay, from_on, until_on, hours,
                _amounts(engagement, facts, outcomes, _rate_on(rates, from_on), hours, from_on),
            )  # fmt: skip


def money(hourly: Decimal, hours: Decimal) -> Decimal:
    """Pounds for an hourly amount over hours in 420ths: multiplied first, divided once, rounded once."""
    return to_the_penny(hourly * hours / PARTS)


def hours_between(engagement: Engagement, from_on: date, until_on: date) -> HoursWorked:
    """The hours of days on which the placement is live: from timesheets where there are any, else contracted."""
    timesheet, covered = Decimal(0), set()
    for week in engagement.weeks:
        live = _days(*_clip(week.ending - timedelta(days=WEEK - 1), week.ending, engagement))
        here = [day for day in live if from_on <= day <= until_on]
        if here:
            timesheet += week.hours * len(here) * (PARTS // len(live))
            covered.update(here)
    rest = (until_on - from_on).days + 1 - len(covered)
    if engagement.hours_per_week is None:
        return HoursWorked(timesheet, Decimal(0), rest)
    return HoursWorked(timesheet, engagement.hours_per_week * rest * (PARTS // WEEK))


def stray_weeks(engagement: Engagement, first: date, last: date) -> int:
    """Timesheets of weeks that end between two days although the placement was live on none of their days."""
    weeks = [week.ending for week in engagement.weeks if first <= week.ending <= last]
    return sum(not _days(*_clip(ending - timedelta(days=WEEK - 1), ending, engagement)) for ending in weeks)


def _amounts(engagement, facts, outcomes, reference, hours, day):
    pay = facts.hourly_pay
    amounts = {
        NEGOTIATED: _negotiated(engagement.offered, pay, hours),
        REFERENCE: _against(reference, pay, hours, facts.role),
        OVER_CAP: _over(outcomes, REGIONAL, engagement.leaves, hours, day, pay),
    }
    price_cap = _over(outcomes, NATIONAL, engagement.leaves, hours, day, pay)
    return amounts if price_cap.left_out == NOT_BOUND else amounts | {OVER_PRICE_CAP: price_cap}


def _negotiated(offered, pay, hours):
    if offered is None or pay is None:
        return Amount(left_out=NO_PAY if pay is None else NO_OFFER)
    return _priced(max(Decimal(0), offered - pay), hours, rate=offered)


def _against(reference, pay, hours, role):
    if pay is None or not role or reference is None:
        return Amount(left_out=NO_PAY if pay is None else NO_REFERENCE if role else NO_ROLE)
    return _priced(reference.hourly_rate - pay, hours, reference.hourly_rate, reference.illustrative)


def _over(outcomes, regime, leaves, hours, day, pay):
    """The cost of going over a regime's cap, as the rule itself judged it: there is no second reading of the cap."""
    judged = next((j for j in outcomes if is_cap(j) and j.version.regime == regime), None)
    if judged is None:
        return Amount(left_out=NOT_BOUND)
    outcome = judged.outcome
    if outcome.verdict is Verdict.CANNOT_TELL:
        return Amount(left_out=_why(outcome, pay))
    over, cover = Decimal(0), ""
    if outcome.verdict is Verdict.BREACH:
        over, cover = outcome.numbers["over"], COVERS[cover_on(leaves, judged.clause, day)]
    return _priced(over, hours, outcome.numbers["cap"], outcome.illustrative, cover)


def _priced(hourly, hours, rate=None, illustrative=False, cover=""):
    if hours.unknown_days:
        return Amount(rate=rate, illustrative=illustrative, left_out=NO_HOURS, cover=cover)
    return Amount(money(hourly, hours.all), money(hourly, hours.timesheet), rate, illustrative, "", cover)


def is_cap(judged: Judged) -> bool:
    """Whether an outcome is about a cap, of whichever version of the rule."""
    return judged.rule_name.partition("@")[0] in ("pay_cap", "price_cap")


def _why(outcome, pay):
    reasons = {
        "unmapped": NO_ROLE,
        "unknown": NO_PAY if pay is None else NO_PART,
        "band_unknown": NO_BAND,
        "team_unknown": NO_TEAM,
    }
    return reasons.get(outcome.words[0], NO_CAP)


def cover_on(leaves: Iterable[Leave], clause: Clause, day: date) -> str:
    """The kind of leave that covers a breach of a clause on a day; empty where there is none."""
    leave = leave_on(clause, leaves, day)
    return leave.kind if leave else ""


def _cut_days(leaves, rates):
    for leave in leaves:
        yield leave.from_on
        yield leave.until_on + ONE_DAY
    for rate in rates:
        yield rate.since


def _cut(begins, ends, days):
    """First and last day of each piece from `begins` to `ends`, a new one beginning on each of `days`."""
    if begins > ends:
        return
    starts = [begins, *sorted({day for day in days if begins < day <= ends})]
    for start, following in zip(starts, [*starts[1:], ends + ONE_DAY], strict=True):
        yield start, following - ONE_DAY


def _rate_on(rates, day):
    return max((rate for rate in rates if rate.since <= day), key=lambda rate: rate.since, default=None)


def _clip(from_on, until_on, engagement):
    return max(from_on, engagement.started_on), min(until_on, engagement.ended_on or until_on)


def _days(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]

"""Where what we said differs from what we should have said, and why: judgements of one placement, step by step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from compliance.assess import Judged
from compliance.periods import ONE_DAY
from compliance.rule import Verdict, as_stored, in_words
from compliance.rules import render

DATA_CORRECTED, AGREEMENT_CHANGED, RULE_CHANGED = "data_corrected", "agreement_changed", "rule_changed"
NOT_ASSESSED_YET, NOT_ASSESSED_AGAIN = "not_assessed_yet", "not_assessed_again"
REASONS = {
    DATA_CORRECTED: "data corrected",
    AGREEMENT_CHANGED: "agreement changed",
    RULE_CHANGED: "rule changed",
    NOT_ASSESSED_YET: "not assessed yet",
    NOT_ASSESSED_AGAIN: "not assessed again by then",
}
# What lies between each judgement and the next, in the order of `Judgements`.
STEPS = (RULE_CHANGED, NOT_ASSESSED_AGAIN, AGREEMENT_CHANGED, DATA_CORRECTED)
COVERS = {"exemption": "This was covered by an exemption.", "approval": "This was an approved exceedance."}
FOUND = (Verdict.BREACH, Verdict.CANNOT_TELL)


class Told(NamedTuple):
    """What one judgement says of a clause from a day on; numbers in their stored form, `cover` the kind of leave."""

    agreement: str
    clause: str
    version: str
    verdict: Verdict
    from_on: date
    until_on: date | None = None
    rule: str = ""
    words: tuple[str, ...] = ()
    numbers: Mapping[str, Any] = {}
    cover: str = ""

    @classmethod
    def of(cls, judged: Judged, cover: str) -> "Told":
        """A fresh outcome in the same form as one that was stored."""
        version, outcome = judged.version, judged.outcome
        return cls(
            version.agreement,
            judged.clause.id,
            version.version,
            outcome.verdict,
            judged.from_on,
            judged.until_on,
            judged.rule_name,
            outcome.words,
            as_stored(outcome.numbers),
            cover,
        )

    def sentence(self) -> str:
        """What it says, written from its numbers; of what was met long ago only that it was met is on record."""
        said = render(self.rule, self.words, self.numbers)[0] if self.words else "The clause was met."
        return f"{said} {COVERS[self.cover]}" if self.cover else said

    def meaning(self) -> tuple[Any, ...]:
        """Two with the same meaning are no difference: another first day of a stretch or another label is none."""
        if self.verdict not in FOUND:
            return (self.verdict,)
        day = {"day": date.min.isoformat()} if "day" in self.numbers else {}
        return self.verdict, self.cover, render(self.rule, self.words, {**self.numbers, **day})


class Judgement:
    """Everything that was said of one placement at once."""

    def __init__(self, told: Iterable[Told] = ()) -> None:
        self._told: dict[tuple[str, str], list[Told]] = {}
        for each in sorted(told, key=lambda each: each.from_on):
            self._told.setdefault((each.agreement, each.clause), []).append(each)

    def clauses(self) -> Iterable[tuple[str, str]]:
        """The agreement and clause of each thing that was said."""
        return self._told.keys()

    def of(self, clause: tuple[str, str]) -> Sequence[Told]:
        return self._told.get(clause, ())

    def on(self, clause: tuple[str, str], day: date) -> Told | None:
        """What it says of a clause on a day; None where it says nothing, or no more than that a duty is due."""
        last = self.last(clause, day)
        return last if last is not None and last.verdict is not Verdict.DUE else None

    def last(self, clause: tuple[str, str], day: date) -> Told | None:
        begun = [each for each in self.of(clause) if each.from_on <= day]
        return begun[-1] if begun and (begun[-1].until_on is None or day <= begun[-1].until_on) else None


class Judgements(NamedTuple):
    """One placement judged as of one day, each time with one thing more that is known now.

    `said` is what stood at the moment; `again` is by today's rules with what was known when the placement was last
    assessed before it; `then` with what was known at the moment; `agreed` with the agreements published since;
    `now` with everything known now. A placement that was not assessed by then was told nothing, `again` neither.
    """

    said: Judgement
    again: Judgement
    then: Judgement
    agreed: Judgement
    now: Judgement
    was_assessed: bool = True


class Difference(NamedTuple):
    """On a clause's first day `on`: what was said, what should have been, and the reasons in the order of `STEPS`."""

    agreement: str
    clause: str
    on: date
    said: Told | None
    should: Told | None
    reasons: tuple[str, ...]
    was_assessed: bool = True

    def said_in_words(self) -> str:
        if self.said is not None:
            return self.said.sentence()
        if not self.was_assessed:
            return "Nothing: the placement had not been assessed yet."
        return "Nothing: the clause did not apply, or its day had not come."

    def should_in_words(self) -> str:
        return "Nothing: the clause does not apply on this day." if self.should is None else self.should.sentence()

    def in_words(self, told_on: date) -> str:
        """The whole as a person reads it; `told_on` is the local date of the moment."""
        reasons = [REASONS[each] for each in self.reasons]
        label = "Reason" if len(reasons) == 1 else "Reasons"
        return (
            f"On {in_words(told_on)} we said: {self.said_in_words()} We should have said: {self.should_in_words()} "
            f"{label}: {' and '.join(reasons)}."
        )


def differences(judged: Judgements, judged_on: date) -> Iterator[Difference]:
    """Where what was said and what should have been said differ, for each clause on each first day.

    What was said of a day is what stood over the stretch that the day is in, so that a stretch cut anew is no
    difference by itself. Where a breach or a doubt ended too early or too late, the day after the end is listed too.
    """
    for clause in sorted({*judged.said.clauses(), *judged.now.clauses()}):
        firsts, nexts = _days(judged, clause, judged_on)
        for day in sorted(firsts | nexts):
            said, should = judged.said.on(clause, day), judged.now.on(clause, day)
            if not is_same(said, should) and (day in firsts or _is_found(said) or _is_found(should)):
                yield _difference(judged, clause, day, said, judged.now.last(clause, day))


def is_same(one: Told | None, other: Told | None) -> bool:
    """Whether two judgements say the same of a clause on a day."""
    if one is None or other is None:
        return one is other
    return one.meaning() == other.meaning()


def differs(one: Judgement, other: Judgement, judged_on: date) -> bool:
    """Whether two judgements of a placement say anything different."""
    both = Judgements(one, one, one, one, other)
    return next(differences(both, judged_on), None) is not None


def _days(judged: Judgements, clause: tuple[str, str], judged_on: date) -> tuple[set[date], set[date]]:
    told = [*judged.said.of(clause), *judged.now.of(clause)]
    ended = (each.until_on + ONE_DAY for each in told if each.until_on is not None)
    return {each.from_on for each in told}, {day for day in ended if day <= judged_on}


def _is_found(told: Told | None) -> bool:
    return told is not None and told.verdict in FOUND


def _difference(
    judged: Judgements, clause: tuple[str, str], day: date, said: Told | None, should: Told | None
) -> Difference:
    steps = [each.on(clause, day) for each in (judged.said, judged.again, judged.then, judged.agreed, judged.now)]
    reasons = [why for why, (one, next_) in zip(STEPS, pairwise(steps), strict=True) if not is_same(one, next_)]
    if not judged.was_assessed:
        reasons = [NOT_ASSESSED_YET if why == NOT_ASSESSED_AGAIN else why for why in reasons]
    return Difference(*clause, day, said, should, tuple(reasons), judged.was_assessed)

"""The pre-engagement answer: may we engage this worker?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from compliance.agreement import BEFORE_START, TO_ENGAGE
from compliance.assess import Judged, as_dict, strictness
from compliance.parameters import Parameters
from compliance.rule import Verdict, in_words

YES, NOT_BEFORE, NO, CANNOT_TELL = "yes", "not_before", "no", "cannot_tell"
IN_WORDS = {YES: "Yes", NOT_BEFORE: "Not before {day}", NO: "No", CANNOT_TELL: "Cannot tell"}
NOTHING_APPLIES = "No agreement on record binds this authority for this start, so nothing was checked."

Cover = Mapping[str, Any]


class Answer(NamedTuple):
    """The answer, strictest outcomes first; `reason` is set only where no clause applied.

    `still_needed` is what must come before the start and is not settled; `due` are all duties whose day has not come.
    `not_checked` are the clauses that apply but that the portal does not judge: a "yes" says nothing of them.
    `transitional` are clauses that do not bind this assignment, because it began before them.
    """

    answer: str
    not_before: date | None
    outcomes: tuple[tuple[Judged, Cover | None], ...]
    still_needed: tuple[tuple[Judged, Cover | None], ...]
    reason: str = ""
    not_checked: tuple[Parameters, ...] = ()
    due: tuple[Judged, ...] = ()
    transitional: tuple[Parameters, ...] = ()

    def in_words(self) -> str:
        """The answer as a person reads it: "Not before 1 August 2026"."""
        return IN_WORDS[self.answer].format(day=in_words(self.not_before) if self.not_before else "")

    def as_dict(self) -> dict[str, Any]:
        return {
            "answer": self.answer,
            "not_before": self.not_before and self.not_before.isoformat(),
            "outcomes": [as_dict(*shown) for shown in self.outcomes],
            "still_needed": [as_dict(*shown) for shown in self.still_needed],
            "reason": self.reason,
            "not_checked": [_cited(each) for each in self.not_checked],
            "due": [as_dict(each) for each in self.due],
            "transitional": [_cited(each) | _binds_from(each) for each in self.transitional],
        }


def combine(
    judgeds: Sequence[Judged],
    covers: Sequence[Cover | None] = (),
    not_checked: Sequence[Parameters] = (),
    transitional: Sequence[Parameters] = (),
) -> Answer:
    """One answer from many outcomes; `covers` stands beside them, one each, None where there is no cover."""
    covers = covers or [None] * len(judgeds)
    every = sorted(zip(judgeds, covers, strict=True), key=lambda pair: strictness(pair[0]))
    shown = tuple(pair for pair in every if pair[0].outcome.verdict is not Verdict.DUE)
    due = tuple(judged for judged, _ in every if judged.outcome.verdict is Verdict.DUE)
    answer, not_before = _decide([pair for pair in shown if pair[0].clause.known == TO_ENGAGE])
    needed = tuple(pair for pair in every if pair[0].clause.known == BEFORE_START and not _settled(*pair))
    # With nothing to judge by, a "yes" would claim a check that was never made.
    reason = "" if any(judged.clause.known == TO_ENGAGE for judged, _ in shown) else NOTHING_APPLIES
    return Answer(answer, not_before, shown, needed, reason, tuple(not_checked), due, tuple(transitional))


def _cited(parameters: Parameters) -> dict[str, Any]:
    version, clause = parameters.version, parameters.clause
    return {
        "regime": version.regime,
        "agreement": version.agreement,
        "version": version.version,
        "clause": clause.id,
        "title": clause.title,
    }


def _binds_from(parameters: Parameters) -> dict[str, Any]:
    """The day from which a clause will bind an earlier assignment; None where no such day is set."""
    binds_from = parameters.clause.existing_from
    return {"binds_from": binds_from and binds_from.isoformat()}


def _decide(shown: Sequence[tuple[Judged, Cover | None]]) -> tuple[str, date | None]:
    open_ = [judged.outcome for judged, cover in shown if not _settled(judged, cover)]
    breaches = [outcome for outcome in open_ if outcome.verdict is Verdict.BREACH]
    free_days = [outcome.free_on for outcome in breaches]
    if any(day is None for day in free_days):
        return NO, None
    if free_days:
        return NOT_BEFORE, max(day for day in free_days if day is not None)
    if open_ or not shown:
        return CANNOT_TELL, None
    return YES, None


def _settled(judged: Judged, cover: Cover | None) -> bool:
    """Met, or a breach with leave on record; leave does not supply a fact that is not known."""
    if judged.outcome.verdict is Verdict.BREACH:
        return cover is not None
    return judged.outcome.verdict is Verdict.MET

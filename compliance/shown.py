"""An answer as a page shows it: the shape that every surface shares, with the titles that a reader knows."""

from .answer import Answer
from .assess import as_dict
from .rule import Verdict

EMPTY = {"outcomes": [], "still_needed": []}


def shown(answer: Answer) -> dict:
    """The answer in the shared shape; each outcome also says the titles of its clause and agreement."""
    return answer.as_dict() | {
        "outcomes": [_titled(judged, cover) for judged, cover in answer.outcomes],
        "still_needed": [_titled(judged, cover) for judged, cover in answer.still_needed],
    }


def uncovered_breaches(answer: Answer) -> int:
    """How many outcomes are breaches with no leave on record."""
    return sum(judged.outcome.verdict is Verdict.BREACH and not cover for judged, cover in answer.outcomes)


def _titled(judged, cover):
    one = as_dict(judged, cover)
    one |= {"clause_title": judged.clause.title, "agreement_title": judged.version.title}
    # Nobody is told to ask for leave that has been given.
    return one | {"remedy": ""} if cover else one

"""An answer as a page shows it: the shape that every surface shares, with the titles that a reader knows."""

from urllib.parse import urlencode

from django.urls import reverse

from .agreement import LATER, NATIONAL, REGIONAL
from .answer import Answer
from .assess import as_dict
from .rule import Verdict

NOTHING_BINDS = {
    REGIONAL: "No clause of a regional agreement binds this placement.",
    NATIONAL: "No clause of the national rules binds this placement.",
}


def shown(answer: Answer) -> dict:
    """The answer in the shared shape; each outcome also says the titles of its clause and agreement.

    What is still needed before the start stands apart, so that a page says it once.
    """
    needed = {id(judged) for judged, _ in answer.still_needed}
    return answer.as_dict() | {
        "outcomes": [titled(*pair) for pair in answer.outcomes if id(pair[0]) not in needed],
        "still_needed": [titled(judged, cover) for judged, cover in answer.still_needed],
        "due": [titled(judged) for judged in answer.due if judged.clause.known == LATER],
        "nothing_binds": [said for regime, said in NOTHING_BINDS.items() if regime not in _regimes(answer)],
    }


def clause_address(agreement: str, clause: str, on: str = "") -> str:
    """Where a clause stands on the page of the rules, as in force on a day (ISO 8601); today where none is given."""
    query = f"?{urlencode({'on': on})}" if on else ""
    return f"{reverse('rules')}{query}#{agreement}-{clause}"


def uncovered_breaches(answer: Answer) -> int:
    """How many outcomes are breaches with no leave on record."""
    return sum(judged.outcome.verdict is Verdict.BREACH and not cover for judged, cover in answer.outcomes)


def _regimes(answer):
    told = [*(judged for judged, _ in answer.outcomes), *answer.due, *answer.transitional]
    return {each.version.regime for each in told}


def titled(judged, cover=None):
    """One outcome in the shared shape, with the titles of its clause and agreement."""
    one = as_dict(judged, cover)
    one |= {"clause_title": judged.clause.title, "agreement_title": judged.version.title}
    # Nobody is told to ask for leave that has been given.
    return one | {"remedy": ""} if cover else one

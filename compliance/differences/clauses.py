"""What differs in the clauses: added, taken out, reworded, judged in another way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from compliance.agreement import Clause, ExceptionAllowed, Version
from compliance.differences.heading import free
from compliance.differences.wording import day_changed, in_words, quoted, text_changed
from compliance.on_costs import PARTS
from compliance.rule import BASES

KNOWN = {
    "to_engage": "before a worker is engaged",
    "before_start": "before the first day of work",
    "later": "later",
}
JUDGED = {"engagement": "once, at the start", "continuing": "on every day of the work"}
POSTS = {"permanent": "a permanent post", "fixed_term": "a fixed-term post"}
WORK = {"local_authority": "Work for a local authority", "agency": "Work for an agency", "other": "Other work"}
TEAMS = {
    "included": "binds project teams too",
    "excluded": "leaves project teams out",
    "only": "binds project teams alone",
}
LEAVE = {"exemption": "An exemption", "approval": "An approval to go over"}
LACKING = {
    "stated": "{named} now takes a PAYE on-cost that is not on record as missing, instead of working it out.",
    "statutory": "{named} now works out a PAYE on-cost that is not on record, instead of taking it as missing.",
}


def clauses(before: Version, after: Version) -> Iterator[str]:
    """Every difference in the clauses, those taken out first, then in the order of the later version."""
    old, new = ({clause.id: clause for clause in version.clauses} for version in (before, after))
    for clause_id in [each for each in old if each not in new]:
        yield f"The clause {quoted(old[clause_id].title)} is taken out."
    for clause_id, clause in new.items():
        if clause_id not in old:
            yield f"The clause {quoted(clause.title)} is added. {_full(clause)}"
        else:
            yield from _clause(old[clause_id], clause)


def _full(clause: Clause) -> str:
    judged = f"is judged by the rule {_rule(clause.rule)}" if clause.rule else "is judged by no rule"
    return f"It binds from {in_words(clause.since)} and {judged}. It says: {quoted(clause.words)}"


def _rule(name: str) -> str:
    return quoted(name.replace("_", " "))


def _clause(before: Clause, after: Clause) -> Iterator[str]:
    named = quoted(after.title)
    for field, tell in TOLD.items():
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield from tell(named, was, now)


def _title(named: str, was: str, now: str) -> Iterator[str]:
    yield f"The clause {quoted(was)} is now called {quoted(now)}."


def _words(named: str, was: str, now: str) -> Iterator[str]:
    yield f"The clause {named} is reworded. It now says: {quoted(now)} Before, it said: {quoted(was)}"


def _interpretation(named: str, was: str, now: str) -> Iterator[str]:
    yield text_changed(f"Our reading of {named}", now)


def _source(named: str, was: str, now: str) -> Iterator[str]:
    yield text_changed(f"The source of {named}", now)


def _sure(named: str, was: str, now: str) -> Iterator[str]:
    yield text_changed(f"How sure we are of {named}", now)


def _since(named: str, was: Any, now: Any) -> Iterator[str]:
    yield f"{named} binds from {in_words(now)}, not from {in_words(was)}."


def _until(named: str, was: Any, now: Any) -> Iterator[str]:
    given, taken = f"{named} ends: its last day is", f"{named} no longer ends on"
    yield day_changed(f"The last day of {named}", was, now, given=given, taken=taken)


def _existing(named: str, was: Any, now: Any) -> Iterator[str]:
    given = f"{named} also binds assignments begun before it, from"
    taken = f"{named} no longer binds assignments begun before it; it did from"
    yield day_changed(
        f"The day from which {named} binds assignments begun before it", was, now, given=given, taken=taken
    )


def _transitional(named: str, was: bool, now: bool) -> Iterator[str]:
    keeps = "now keeps" if now else "no longer keeps"
    yield f"A contractual bar on record {keeps} an assignment out of {named} for a time."


def _known(named: str, was: str, now: str) -> Iterator[str]:
    yield f"Whether {named} is kept must be known {KNOWN[now]}, not {KNOWN[was]}."


def _judged(named: str, was: str, now: str) -> Iterator[str]:
    yield f"{named} is judged {JUDGED[now]}, not {JUDGED[was]}."


def _ruled(named: str, was: str, now: str) -> Iterator[str]:
    if not now:
        yield f"{named} is no longer judged by a rule. It was judged by {_rule(was)}."
    else:
        yield f"{named} is now judged by the rule {_rule(now)}{f', not by {_rule(was)}' if was else ''}."


def _base(named: str, was: str, now: str) -> Iterator[str]:
    if not now:
        yield f"{named} no longer says what is compared with a cap."
    else:
        yield f"{named} now compares the {BASES[now]} with the cap{f', not the {BASES[was]}' if was else ''}."


def _convention(named: str, was: str, now: str) -> Iterator[str]:
    yield f"Under {named} the first free day after a waiting time is {free(now)}, not {free(was)}."


def _teams(named: str, was: str, now: str) -> Iterator[str]:
    yield f"{named} now {TEAMS[now]}."


def _signed(named: str, was: bool, now: bool) -> Iterator[str]:
    yield f"Leave to go outside {named} {'must now' if now else 'no longer has to'} be signed before its first day."


def _paye(named: str, was: str, now: str) -> Iterator[str]:
    yield LACKING[now].format(named=named)


def _statutory(named: str, was: str, now: str) -> Iterator[str]:
    yield text_changed(f"The agreement that holds the statutory rates for {named}", now)


def _each(came: str, went: str, names: Mapping[str, str]) -> Callable[[str, Any, Any], Iterator[str]]:
    """Tells of a list what came and what went."""

    def tell(named: str, was: Iterable[str], now: Iterable[str]) -> Iterator[str]:
        for one in sorted(set(was) - set(now)):
            yield went.format(named=named, one=names[one])
        for one in sorted(set(now) - set(was)):
            yield came.format(named=named, one=names[one])

    return tell


def _exceptions(named: str, was: tuple[ExceptionAllowed, ...], now: tuple[ExceptionAllowed, ...]) -> Iterator[str]:
    old, new = ({each.reason: each for each in allowed} for allowed in (was, now))
    for reason in [each for each in old if each not in new]:
        yield f"{named} no longer allows the exception {_reason(reason)}."
    for reason, allowed in new.items():
        what = f"the exception {_reason(reason)} of {named}"
        if reason not in old:
            yield f"{named} now allows the exception {_reason(reason)}."
            continue
        if old[reason].source != allowed.source:
            yield text_changed(f"The source of {what}", allowed.source)
        if old[reason].sure != allowed.sure:
            yield text_changed(f"How sure we are of {what}", allowed.sure)


def _reason(reason: str) -> str:
    return quoted(reason.replace("_", " "))


# Every field of a clause with the way in which its change is told, in the order of telling.
TOLD: Mapping[str, Callable[[str, Any, Any], Iterator[str]]] = {
    "title": _title,
    "words": _words,
    "rule": _ruled,
    "since": _since,
    "until": _until,
    "existing_from": _existing,
    "transitional": _transitional,
    "known": _known,
    "judged": _judged,
    "base": _base,
    "convention": _convention,
    "contracts": _each(
        "{named} now counts from leaving {one} too.", "{named} no longer counts from leaving {one}.", POSTS
    ),
    "exceptions": _exceptions,
    "counts": _each("{one} now counts under {named}.", "{one} no longer counts under {named}.", WORK),
    "project_teams": _teams,
    "cover": _each("{one} may now cover a breach of {named}.", "{one} can no longer cover a breach of {named}.", LEAVE),
    "signed_before": _signed,
    "paye": _paye,
    "paye_less": _each(
        "The cap of {named} now contains {one}, which a PAYE rate does not.",
        "The cap of {named} no longer contains {one} beside a PAYE rate.",
        PARTS,
    ),
    "on_costs": _statutory,
    "interpretation": _interpretation,
    "source": _source,
    "sure": _sure,
}  # fmt: skip

"""One answer out of all that was said: leave that covers, what to engage asks, what is still needed."""

from .in_force import binds, clauses_in_force, holds
from .rules_oracle import OF_EACH_DAY, OF_THE_LAST_DAY, days_of
from .said import BREACH, CANNOT_TELL, DUE, MET


def clause_of(world, said):
    versions = (each for each in world.versions if (each.agreement, each.label) == (said.agreement, said.version))
    return next(clause for version in versions for clause in version.clauses if clause.id == said.clause)


def is_covered(world, span):
    """Leave in force on the day of judgement, or on the nearest day of the outcome's own stretch."""
    clause, day = clause_of(world, span.said), max(span.first, min(world.judged_on, span.last))
    mine = [each for each in world.leave if each.clause == clause.id and each.kind in clause.cover]
    if clause.signed_before:
        mine = [each for each in mine if max(each.decided_on, each.second_on or each.decided_on) < each.from_on]
    return any(holds(each.from_on, each.until_on, day) for each in mine)


def combined(world, spans):
    """(answer, not before) of what must be known to engage: leave covers a breach, never a fact that is missing."""
    asked = [each for each in spans if clause_of(world, each.said).known == "to_engage" and each.said.verdict != DUE]
    breaches = [each.said for each in asked if each.said.verdict == BREACH and not is_covered(world, each)]
    if any(said.free_on is None for said in breaches):
        return "no", None
    if breaches:
        return "not_before", max(said.free_on for said in breaches)
    if not asked or any(each.said.verdict == CANNOT_TELL for each in asked):
        return "cannot_tell", None
    return "yes", None


def still_needed(world, spans):
    """What must be there before the start and is not, unless leave covers it."""
    return {
        (span.said.agreement, span.said.clause)
        for span in spans
        if clause_of(world, span.said).known == "before_start"
        and span.said.verdict != MET
        and not (span.said.verdict == BREACH and is_covered(world, span))
    }


def transitional(world):
    """The clauses that hold on the last day and do not bind: the placement is older, or a contract bars them."""
    *_, day = days_of(world)
    return {
        (version.agreement, clause.id)
        for version, clause in clauses_in_force(world, day)
        if clause.rule in (OF_EACH_DAY | OF_THE_LAST_DAY) and not binds(clause, world.placement, day)
    }

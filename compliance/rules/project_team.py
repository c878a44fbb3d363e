"""Project teams: workers approved beforehand, each one's cost shown apart, the authority in control of practice."""

from compliance.amounts import listed
from compliance.facts import Facts
from compliance.parameters import Parameters
from compliance.periods import ONE_DAY
from compliance.rule import Outcome, Words, breach, cannot_tell, due, in_words, met, rule

ALL_HOLD = Words(
    "all_hold",
    "The worker was approved for the project team before the start. Their cost is shown apart, and the authority keeps "
    "control of practice.",
)
FAILED = Words(
    "failed",
    "The rule for project teams is not kept: {failed}.",
    "Put this right with the supplier, or end the worker’s place in the team.",
)
TO_APPROVE = Words(
    "to_approve",
    "The authority must approve this worker for the project team by {due_on:day}, before the start.",
    "Approve the worker, and record the day of the approval on the placement.",
)
UNKNOWN = Words(
    "unknown",
    "We cannot tell whether the rule for project teams is kept, because this is not on record: {parts}.",
    "Look it up and record it on the placement.",
)
TEAM_UNKNOWN = Words(
    "team_unknown",
    "We cannot tell whether the rule for project teams applies, because it is not on record whether the worker is "
    "part of one.",
    "Say on the placement whether the worker is part of a project team.",
)


@rule(ALL_HOLD, FAILED, TO_APPROVE, UNKNOWN, TEAM_UNKNOWN)
def project_team(facts: Facts, parameters: Parameters) -> Outcome | None:
    if facts.project_team is None:
        return cannot_tell(TEAM_UNKNOWN, missing="whether the worker is part of a project team")
    if not facts.project_team:
        return None
    failed, missing = _failed(facts), _missing(facts)
    if failed:
        return breach(FAILED, failed=listed(failed))
    if missing:
        return cannot_tell(UNKNOWN, missing=listed(missing), parts=listed(missing))
    if facts.team_approved_on is None:
        return due(TO_APPROVE, due_on=facts.started_on - ONE_DAY)
    return met(ALL_HOLD)


def _failed(facts: Facts) -> list[str]:
    approved, start = facts.team_approved_on, facts.started_on
    failed = []
    if approved is not None and approved >= start:
        failed.append(f"the worker was approved on {in_words(approved)}, not before the start on {in_words(start)}")
    if facts.team_cost_apart is False:
        failed.append("the worker’s cost is not shown apart")
    if facts.team_control_kept is False:
        failed.append("the authority does not keep control of practice")
    return failed


def _missing(facts: Facts) -> list[str]:
    # Before the start, approval may still come.
    not_approved = facts.team_approved_on is None and facts.judged_on >= facts.started_on
    tests = {
        "the day on which the worker was approved": not_approved,
        "whether the worker’s cost is shown apart": facts.team_cost_apart is None,
        "whether the authority keeps control of practice": facts.team_control_kept is None,
    }
    return [words for words, lacking in tests.items() if lacking]

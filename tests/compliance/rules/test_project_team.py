"""Project teams: each of the three tests alone, a day on either side of the start."""

from datetime import date, timedelta

import pytest

from compliance.rule import Verdict
from compliance.rules.project_team import project_team
from tests.compliance.cases import Example, answered, duty_clause, parameters, senior

PARAMETERS = parameters(duty_clause("project_team", judged="continuing"))
START = date(2025, 3, 1)
DAY_BEFORE = date(2025, 2, 28)
KEPT = {"team_approved_on": DAY_BEFORE, "team_cost_apart": True, "team_control_kept": True}


def worker(judged_on=START, *, in_team=True, **changes):
    return senior(started_on=START, judged_on=judged_on, project_team=in_team, **{**KEPT, **changes})


EXAMPLES = (
    Example(
        worker(),
        PARAMETERS,
        Verdict.MET,
        "The worker was approved for the project team before the start. Their cost is shown apart, and the authority "
        "keeps control of practice.",
    ),
    Example(
        worker(team_approved_on=START),
        PARAMETERS,
        Verdict.BREACH,
        "The rule for project teams is not kept: the worker was approved on 1 March 2025, not before the start on "
        "1 March 2025.",
        "Put this right with the supplier, or end the worker’s place in the team.",
    ),
    Example(
        worker(team_cost_apart=False, team_control_kept=False),
        PARAMETERS,
        Verdict.BREACH,
        "The rule for project teams is not kept: the worker’s cost is not shown apart and the authority does not keep "
        "control of practice.",
        "Put this right with the supplier, or end the worker’s place in the team.",
    ),
    Example(
        worker(DAY_BEFORE, team_approved_on=None),
        PARAMETERS,
        Verdict.DUE,
        "The authority must approve this worker for the project team by 28 February 2025, before the start.",
        "Approve the worker, and record the day of the approval on the placement.",
    ),
    Example(
        worker(team_approved_on=None, team_cost_apart=None, team_control_kept=None),
        PARAMETERS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the rule for project teams is kept, because this is not on record: the day on which "
        "the worker was approved, whether the worker’s cost is shown apart and whether the authority keeps control of "
        "practice.",
        "Look it up and record it on the placement.",
    ),
    Example(
        worker(in_team=None),
        PARAMETERS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the rule for project teams applies, because it is not on record whether the worker is "
        "part of one.",
        "Say on the placement whether the worker is part of a project team.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("project_team", example) == example.answer


def test_a_worker_outside_a_team_is_not_asked():
    assert project_team(worker(in_team=False, team_cost_apart=False), PARAMETERS) is None


@pytest.mark.parametrize("after", range(-3, 4))
def test_approval_comes_by_the_day_before_the_start(after):
    outcome = project_team(worker(team_approved_on=DAY_BEFORE + timedelta(days=after)), PARAMETERS)

    assert outcome.verdict is (Verdict.BREACH if after > 0 else Verdict.MET)


@pytest.mark.parametrize("after", range(-3, 4))
def test_approval_is_due_to_the_day_before_the_start(after):
    outcome = project_team(worker(DAY_BEFORE + timedelta(days=after), team_approved_on=None), PARAMETERS)

    assert outcome.verdict is (Verdict.CANNOT_TELL if after > 0 else Verdict.DUE)
    assert outcome.due_on == (None if after > 0 else DAY_BEFORE)


@pytest.mark.parametrize("name", ["team_cost_apart", "team_control_kept"])
def test_each_of_the_other_two_alone_decides(name):
    assert project_team(worker(**{name: False}), PARAMETERS).verdict is Verdict.BREACH
    assert project_team(worker(**{name: None}), PARAMETERS).verdict is Verdict.CANNOT_TELL


def test_a_test_that_fails_outweighs_what_is_not_known_or_still_due():
    assert project_team(worker(team_cost_apart=False, team_control_kept=None), PARAMETERS).words == ("failed",)
    assert project_team(worker(DAY_BEFORE, team_approved_on=None, team_cost_apart=False), PARAMETERS).words == (
        "failed",
    )


def test_what_is_not_known_outweighs_what_is_still_due():
    outcome = project_team(worker(DAY_BEFORE, team_approved_on=None, team_cost_apart=None), PARAMETERS)

    assert outcome.missing == "whether the worker’s cost is shown apart"


def test_what_is_missing_is_named():
    assert project_team(worker(in_team=None), PARAMETERS).missing == "whether the worker is part of a project team"
    assert project_team(worker(team_approved_on=None), PARAMETERS).missing == (
        "the day on which the worker was approved"
    )
    assert project_team(worker(team_control_kept=None), PARAMETERS).numbers == {
        "parts": "whether the authority keeps control of practice"
    }

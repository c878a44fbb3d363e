"""Exceptions to a waiting time: a reason for leaving, or coming back to a more senior role."""

from datetime import date

import pytest

from compliance.agreement import ExceptionAllowed, NotInForce, Role
from compliance.facts import PostHeld
from compliance.rule import Verdict
from compliance.rules.cool_off import cool_off
from compliance.rules.twelve_month import twelve_month
from tests.compliance.cases import DUDLEY, cool_off_clause, number, parameters, permanent, senior, waiting_clause

LEFT, START, FREE = date(2025, 7, 31), date(2025, 10, 31), date(2025, 11, 1)
RANKED = (
    Role("social_worker", "social worker", "social_worker", 1),
    Role("senior_social_worker", "senior social worker", "senior_social_worker", 2),
    Role("team_manager", "team manager", "team_manager", 3),
    Role("visiting_lecturer", "visiting lecturer", "social_worker"),
)
PROMOTION = ExceptionAllowed("promotion", "a test", "our decision")
PROMOTED = parameters(cool_off_clause(exceptions=(PROMOTION,)), roles=RANKED)
NOT_ALLOWED = parameters(cool_off_clause(), roles=RANKED)


def back_as(role, before, the_parameters=PROMOTED, left_on=LEFT):
    post = PostHeld(DUDLEY, "permanent", date(2010, 9, 1), left_on, "", before)
    return cool_off(senior(started_on=START, role=role, posts=(post,)), the_parameters)


@pytest.mark.parametrize(
    ("role", "before", "verdict"),
    [
        ("senior_social_worker", "social_worker", Verdict.MET),
        ("team_manager", "social_worker", Verdict.MET),
        ("senior_social_worker", "senior_social_worker", Verdict.BREACH),
        ("social_worker", "senior_social_worker", Verdict.BREACH),
        ("visiting_lecturer", "social_worker", Verdict.BREACH),
        ("senior_social_worker", "visiting_lecturer", Verdict.BREACH),
        ("senior_social_worker", "", Verdict.BREACH),
        ("", "social_worker", Verdict.BREACH),
    ],
)
def test_coming_back_to_a_more_senior_role_ends_the_waiting(role, before, verdict):
    assert back_as(role, before).verdict is verdict


def test_a_promotion_counts_only_where_the_clause_allows_it():
    assert back_as("team_manager", "social_worker", NOT_ALLOWED).verdict is Verdict.BREACH


def test_a_promotion_reads_as_an_old_leaving_day_does():
    assert back_as("team_manager", "social_worker") == back_as("team_manager", "", left_on=date(2020, 1, 1))


def test_a_promotion_above_one_post_does_not_excuse_another():
    posts = tuple(PostHeld(DUDLEY, "permanent", None, LEFT, "", before) for before in ("social_worker", "team_manager"))

    assert cool_off(senior(started_on=START, role="team_manager", posts=posts), PROMOTED).free_on == FREE


@pytest.mark.parametrize(("since", "months", "free"), [(START, 4, date(2025, 12, 1)), (FREE, 3, FREE)])
def test_the_months_of_the_start_day_hold(since, months, free):
    numbers = (number("months", "3", clause="cool-off"), number("months", "4", since=since, clause="cool-off"))
    outcome = cool_off(
        senior(started_on=START, judged_on=date(2026, 6, 1), posts=(permanent(LEFT),)),
        parameters(cool_off_clause(), numbers=numbers),
    )

    assert outcome.numbers == {"months": months, "free_on": free}


def test_one_month_is_said_as_one_month():
    one = parameters(waiting_clause(), numbers=(number("months", "1", clause="twelve-month"),))
    outcome = twelve_month(senior(started_on=date(2025, 8, 1), posts=(permanent(LEFT),)), one)

    assert outcome.sentence() == (
        "The 1-month rule stops this start. The worker is free from 1 September 2025, 1 month after leaving a "
        "permanent post in the region."
    )


@pytest.mark.parametrize(("convention", "free"), [("corresponding_date", FREE), ("same_day", START)])
def test_the_clause_names_how_months_are_counted(convention, free):
    given = parameters(cool_off_clause(convention=convention))
    day_before = cool_off(senior(started_on=date(2025, 10, 30), posts=(permanent(LEFT),)), given)

    assert day_before.free_on == free
    assert cool_off(senior(started_on=free, posts=(permanent(LEFT),)), given).verdict is Verdict.MET


def test_months_that_are_not_given_are_not_guessed():
    with pytest.raises(NotInForce, match="the number “months” of the clause “cool-off” on 31 October 2025"):
        cool_off(senior(started_on=START), parameters(cool_off_clause(), numbers=()))

"""Notice, a week on either side of the rule's and of the authority's own."""

from datetime import date

import pytest

from compliance.agreement import NotInForce
from compliance.rule import Verdict
from compliance.rules.notice import notice
from tests.compliance.cases import Example, answered, duty_clause, number, parameters, senior

CLAUSE = duty_clause("notice", judged="continuing")
FOUR = parameters(CLAUSE)


def worker(weeks, staff=None, **changes):
    return senior(notice_weeks=weeks, substantive_notice_weeks=staff, **changes)


EXAMPLES = (
    Example(
        worker(4),
        FOUR,
        Verdict.MET,
        "The worker’s notice is 4 weeks. The rule asks for 4 weeks or more.",
    ),
    Example(
        worker(1, staff=1),
        FOUR,
        Verdict.MET,
        "The worker’s notice is 1 week. The rule asks for 4 weeks, or less where the authority’s own staff in this "
        "role have less. Their notice is 1 week.",
    ),
    Example(
        worker(1, staff=2),
        FOUR,
        Verdict.BREACH,
        "The worker’s notice is 1 week. That is shorter than the 4 weeks of the rule, and shorter than the 2 weeks of "
        "the authority’s own staff in this role.",
        "Agree notice of 2 weeks or more with the supplier.",
    ),
    Example(
        worker(None, staff=12),
        FOUR,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the worker’s notice is long enough, because it is not on record. "
        "The rule asks for 4 weeks.",
        "Ask the supplier for the worker’s notice and record it on the placement.",
    ),
    Example(
        worker(3),
        FOUR,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the worker’s notice of 3 weeks is long enough. The rule asks for 4 weeks, or less "
        "where the authority’s own staff in this role have less. Their notice is not on record.",
        "Record the notice of the authority’s own staff in this role, or agree notice of 4 weeks or more.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("notice", example) == example.answer


@pytest.mark.parametrize("staff", [None, 1, 12])
@pytest.mark.parametrize("weeks", [4, 5, 12])
def test_the_weeks_of_the_rule_are_enough_whatever_the_staff_have(weeks, staff):
    assert notice(worker(weeks, staff), FOUR).words == ("long_enough",)


@pytest.mark.parametrize(
    ("weeks", "staff", "verdict"),
    [
        (3, 2, Verdict.MET),
        (3, 3, Verdict.MET),
        (3, 4, Verdict.BREACH),
        (3, 12, Verdict.BREACH),
        (0, 0, Verdict.MET),
        (0, 1, Verdict.BREACH),
    ],
)
def test_less_is_enough_only_where_the_staff_have_no_more(weeks, staff, verdict):
    assert notice(worker(weeks, staff), FOUR).verdict is verdict


@pytest.mark.parametrize(("staff", "enough"), [(2, 2), (4, 4), (12, 4)])
def test_the_remedy_asks_for_the_shorter_of_the_two(staff, enough):
    outcome = notice(worker(1, staff), FOUR)

    assert outcome.numbers == {"notice": 1, "weeks": 4, "staff": staff, "enough": enough}
    assert outcome.free_on is None


def test_what_is_missing_is_named():
    assert notice(worker(None), FOUR).missing == "the worker’s notice"
    assert notice(worker(3), FOUR).missing == "the notice of the authority’s own staff"


@pytest.mark.parametrize(("day", "verdict"), [(date(2025, 3, 31), Verdict.MET), (date(2025, 4, 1), Verdict.BREACH)])
def test_a_number_that_changes_within_a_placement_counts_from_its_day(day, verdict):
    longer = number("weeks", "6", "weeks", since=date(2025, 4, 1), clause="notice")
    changing = parameters(CLAUSE, numbers=(number("weeks", "4", "weeks", clause="notice"), longer))

    assert notice(worker(4, staff=12, stretch_from=day), changing).verdict is verdict


def test_a_number_that_is_not_given_is_not_guessed():
    with pytest.raises(NotInForce, match="the number “weeks” of the clause “notice” on 1 March 2015"):
        notice(worker(4), parameters(CLAUSE, numbers=()))

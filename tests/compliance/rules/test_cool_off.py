"""The cool-off, a day on either side, with its exceptions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.rule import Verdict, as_stored
from compliance.rules import render
from compliance.rules.cool_off import cool_off
from tests.compliance.cases import Example, answered, cool_off_clause, fixed_term, parameters, permanent, region, senior

COOL_OFF = parameters(cool_off_clause())
LEFT = date(2025, 7, 31)
FREE = date(2025, 11, 1)
START = date(2025, 10, 31)


def started(*posts, started_on=START, **changes):
    return senior(started_on=started_on, posts=posts, **changes)


def judged(*posts, **changes):
    return cool_off(started(*posts, **changes), COOL_OFF)


EXAMPLES = (
    Example(
        started(permanent(LEFT), started_on=FREE),
        COOL_OFF,
        Verdict.MET,
        "The 3-month cool-off does not stop this start. "
        "14 of 14 authorities have sent their leavers for the whole period.",
    ),
    Example(
        started(permanent(LEFT)),
        COOL_OFF,
        Verdict.BREACH,
        "The 3-month cool-off stops this start. The worker is free from 1 November 2025, 3 months after leaving a "
        "post as an employee in the region. No exception is on record.",
        "Start on or after 1 November 2025, or ask for an exemption. "
        "If an exception applies, ask for what it rests on to be recorded: the reason for leaving, or the role left.",
    ),
    Example(
        started(fixed_term(START + timedelta(days=1), from_on=None)),
        COOL_OFF,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the 3-month cool-off stops this start. The first day of a post as an employee in the "
        "region is not on record.",
        "Ask the worker when their last post as an employee began, and ask for that day to be recorded.",
    ),
    Example(
        started(fixed_term(None)),
        COOL_OFF,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the 3-month cool-off stops this start. The day of leaving a post as an employee in the "
        "region is not on record.",
        "Ask the worker for their last day in that post, and ask for it to be recorded.",
    ),
    Example(
        started(region=region(late=3)),
        COOL_OFF,
        Verdict.CANNOT_TELL,
        "We cannot tell whether this worker left a post as an employee in the region in the 3 months before the "
        "start. 3 of 14 authorities have not sent their leavers for the whole period.",
        "Ask the worker where they were last an employee and when they left, and ask for it to be recorded.",
    ),
    Example(
        started(started_on=date(2026, 3, 2), judged_on=date(2025, 12, 31)),
        COOL_OFF,
        Verdict.CANNOT_TELL,
        "We cannot tell yet whether this worker left a post as an employee in the region in the 3 months before the "
        "start. No month of that time is over, so no authority can have sent its leavers.",
        "Ask the worker where they were last an employee and when they left, and ask for it to be recorded.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("cool_off", example) == example.answer


@pytest.mark.parametrize("kind", [permanent, fixed_term])
def test_the_last_day_of_the_three_months_is_a_breach_for_either_kind_of_post(kind):
    outcome = judged(kind(LEFT))

    assert outcome.verdict is Verdict.BREACH
    assert outcome.numbers == {"months": 3, "free_on": FREE}
    assert judged(kind(LEFT), started_on=FREE).verdict is Verdict.MET


def test_the_three_months_end_with_february():
    left = permanent(date(2025, 11, 30))

    assert judged(left, started_on=date(2026, 2, 28)).free_on == date(2026, 3, 1)
    assert judged(left, started_on=date(2026, 3, 1)).verdict is Verdict.MET


def test_an_exception_reads_as_an_old_leaving_day_or_no_history_does():
    by_exception = judged(permanent(LEFT, reason="redundancy"))

    assert by_exception.verdict is Verdict.MET
    assert by_exception == judged(permanent(date(2020, 1, 1))) == judged()


@pytest.mark.parametrize("reason", ["", "resignation", "other"])
def test_no_other_reason_is_an_exception(reason):
    assert judged(permanent(LEFT, reason=reason)).verdict is Verdict.BREACH


def test_an_exception_for_one_post_does_not_excuse_another():
    outcome = judged(permanent(date(2025, 9, 30), reason="redundancy"), fixed_term(LEFT))

    assert outcome.verdict is Verdict.BREACH
    assert outcome.free_on == FREE


def test_a_post_still_held_on_the_day_of_the_start_is_a_breach():
    assert judged(permanent(START)).free_on == date(2026, 2, 1)


def test_no_history_cannot_be_told_while_leavers_are_missing():
    assert judged(region=region(late=3)).missing == "leavers from every authority of the region"


def test_once_a_month_of_the_time_is_over_those_who_are_late_are_counted():
    outcome = judged(started_on=date(2026, 3, 2), judged_on=date(2026, 1, 1), region=region(late=3))

    assert outcome.words == ("leavers_missing",)
    assert outcome.numbers == {"months": 3, "not_sent": 3, "members": 14}


def test_an_open_post_cannot_be_told():
    assert judged(fixed_term(None)).missing == "the day the worker left their post"


def test_a_post_left_after_the_start_needs_its_first_day():
    assert judged(fixed_term(START + timedelta(days=1), from_on=None)).words == ("no_first_day",)


DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
REASON = st.sampled_from(("", "redundancy", "resignation"))


@given(st.lists(st.builds(permanent, st.none() | DAYS, from_on=st.none() | DAYS, reason=REASON), max_size=4), DAYS)
def test_any_answer_is_read_back_from_the_store_and_tells_no_more_than_it_may(posts, started_on):
    outcome = judged(*posts, started_on=started_on)

    assert render("cool_off", outcome.words, as_stored(outcome.numbers)) == (outcome.sentence(), outcome.remedy())
    assert set(outcome.numbers) <= {"months", "free_on", "not_sent", "members"}

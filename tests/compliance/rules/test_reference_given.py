"""The reference that the authority gives, a day on either side of the end."""

from datetime import date, timedelta

import pytest

from compliance.rule import Verdict
from compliance.rules.reference_given import reference_given
from tests.compliance.cases import Example, answered, duty_clause, parameters, senior

PARAMETERS = parameters(duty_clause("reference_given", judged="continuing", known="later"))
END = date(2025, 6, 30)
DAY_AFTER = date(2025, 7, 1)


def worker(*, given=None, ended=None, expected=None, judged_on=END, **changes):
    ends = {"ended_on": ended, "expected_end_on": expected}
    return senior(judged_on=judged_on, reference_given_on=given, **ends, **changes)


EXAMPLES = (
    Example(
        worker(given=END, ended=END),
        PARAMETERS,
        Verdict.MET,
        "A reference was given on 30 June 2025.",
    ),
    Example(
        worker(expected=END),
        PARAMETERS,
        Verdict.DUE,
        "A reference for this worker must be given by 30 June 2025, before the placement ends.",
        "Write the reference on the Department for Education’s template, and record the day on which it was given.",
    ),
    Example(
        worker(expected=END, judged_on=DAY_AFTER),
        PARAMETERS,
        Verdict.DUE,
        "The placement was expected to end on 30 June 2025, and no reference is on record. It must be given before the "
        "placement ends.",
        "Give the reference, and record the day on which it was given. If the placement has ended, record its last "
        "day. If not, record the new day on which it is expected to end.",
    ),
    Example(
        worker(given=DAY_AFTER, ended=END, judged_on=DAY_AFTER),
        PARAMETERS,
        Verdict.BREACH,
        "The reference was given on 1 July 2025, after the placement ended on 30 June 2025.",
        "Record why it was late.",
    ),
    Example(
        worker(ended=END, judged_on=DAY_AFTER),
        PARAMETERS,
        Verdict.BREACH,
        "The placement ended on 30 June 2025, and no reference is on record.",
        "Give the reference now, and record the day on which it was given.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("reference_given", example) == example.answer


@pytest.mark.parametrize("after", range(-3, 4))
def test_it_is_due_to_the_last_day_worked(after):
    outcome = reference_given(worker(ended=END, judged_on=END + timedelta(days=after)), PARAMETERS)

    assert outcome.verdict is (Verdict.BREACH if after > 0 else Verdict.DUE)
    assert outcome.numbers == ({"end": END} if after > 0 else {"due_on": END})


@pytest.mark.parametrize("after", range(-3, 4))
def test_one_given_on_the_last_day_worked_is_in_time(after):
    given = END + timedelta(days=after)
    outcome = reference_given(worker(given=given, ended=END, judged_on=date(2025, 12, 31)), PARAMETERS)

    assert outcome.verdict is (Verdict.BREACH if after > 0 else Verdict.MET)
    assert outcome.numbers == ({"given": given, "end": END} if after > 0 else {"given": given})


def test_one_given_while_the_placement_goes_on_is_in_time():
    assert reference_given(worker(given=END), PARAMETERS).verdict is Verdict.MET
    assert reference_given(worker(given=END, expected=date(2025, 1, 1)), PARAMETERS).verdict is Verdict.MET


def test_the_last_day_worked_goes_before_the_expected_one():
    outcome = reference_given(worker(ended=END, expected=date(2025, 12, 31)), PARAMETERS)

    assert outcome.due_on == END


@pytest.mark.parametrize(("judged_on", "words"), [(END, "to_give"), (DAY_AFTER, "overdue")])
def test_an_expected_end_that_has_passed_is_said_to_have_passed(judged_on, words):
    outcome = reference_given(worker(expected=END, judged_on=judged_on), PARAMETERS)

    assert (outcome.words, outcome.due_on) == ((words,), END)


def test_with_no_end_in_sight_there_is_nothing_to_say():
    assert reference_given(worker(), PARAMETERS) is None


def test_it_is_asked_of_the_last_stretch_alone():
    earlier = worker(ended=END, judged_on=DAY_AFTER, is_last_stretch=False)

    assert reference_given(earlier, PARAMETERS) is None
    assert reference_given(earlier._replace(reference_given_on=END), PARAMETERS) is None

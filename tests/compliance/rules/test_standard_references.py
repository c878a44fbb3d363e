"""The standard reference and quality record, a day on either side of the start."""

from datetime import date, timedelta

import pytest

from compliance.rule import Verdict
from compliance.rules.standard_references import standard_references
from tests.compliance.cases import Example, answered, duty_clause, parameters, senior

PARAMETERS = parameters(duty_clause("standard_references"))
START = date(2025, 3, 1)
DAY_BEFORE = date(2025, 2, 28)


def worker(quality_record, judged_on=START):
    return senior(started_on=START, judged_on=judged_on, quality_record=quality_record)


EXAMPLES = (
    Example(
        worker(True),
        PARAMETERS,
        Verdict.MET,
        "The standard reference and quality record came before the start on 1 March 2025.",
    ),
    Example(
        worker(None, DAY_BEFORE),
        PARAMETERS,
        Verdict.DUE,
        "The standard reference and quality record must come by 28 February 2025, before the start.",
        "Ask the supplier for them and record that they came.",
    ),
    Example(
        worker(False),
        PARAMETERS,
        Verdict.BREACH,
        "The standard reference and quality record did not come before the start on 1 March 2025.",
        "Ask the supplier for them now, and record why the worker started without.",
    ),
    Example(
        worker(None),
        PARAMETERS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the standard reference and quality record came before the start on 1 March 2025, "
        "because it is not on record.",
        "Look it up and record it on the placement.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("standard_references", example) == example.answer


@pytest.mark.parametrize("after", range(-30, 31))
def test_the_last_day_is_the_day_before_the_start(after):
    day = DAY_BEFORE + timedelta(days=after)
    late = after > 0

    assert standard_references(worker(False, day), PARAMETERS).verdict is (Verdict.BREACH if late else Verdict.DUE)
    assert standard_references(worker(None, day), PARAMETERS).verdict is (Verdict.CANNOT_TELL if late else Verdict.DUE)
    assert standard_references(worker(True, day), PARAMETERS).verdict is Verdict.MET


def test_the_numbers_are_the_start_and_the_last_day():
    outcome = standard_references(worker(False, DAY_BEFORE), PARAMETERS)

    assert outcome.numbers == {"due_on": DAY_BEFORE, "start": START}
    assert (outcome.due_on, outcome.free_on) == (DAY_BEFORE, None)
    assert standard_references(worker(False), PARAMETERS).due_on is None


def test_what_is_missing_is_named():
    missing = "whether the standard reference and quality record came"

    assert standard_references(worker(None), PARAMETERS).missing == missing

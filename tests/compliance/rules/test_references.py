"""References before the start: one on either side of the number, a day on either side of the start."""

from datetime import date, timedelta

import pytest

from compliance.agreement import NotInForce
from compliance.rule import Verdict
from compliance.rules.references import references
from tests.compliance.cases import Example, answered, duty_clause, number, parameters, senior

CLAUSE = duty_clause("references")
TWO = parameters(CLAUSE)
START = date(2025, 3, 1)
DAY_BEFORE = date(2025, 2, 28)
NUMBERS = {"needed": 2, "start": START}


def worker(received, last=None, judged_on=START):
    return senior(started_on=START, judged_on=judged_on, references_received=received, last_reference_on=last)


EXAMPLES = (
    Example(
        worker(2, DAY_BEFORE),
        TWO,
        Verdict.MET,
        "2 references came before the start. The rule asks for 2 references before the start.",
    ),
    Example(
        worker(None, judged_on=DAY_BEFORE),
        TWO,
        Verdict.DUE,
        "2 references must come by 28 February 2025, before the start. On record so far: 0.",
        "Ask for the references and record the day on which the last of them came.",
    ),
    Example(
        worker(1, DAY_BEFORE),
        TWO,
        Verdict.BREACH,
        "1 reference came, but the rule asks for 2 references before the start on 1 March 2025.",
        "If more came before the start, record them. If not, get them now and record why the worker started without.",
    ),
    Example(
        worker(2, START),
        TWO,
        Verdict.BREACH,
        "The last of 2 references came on 1 March 2025. The rule asks for 2 references before the start on "
        "1 March 2025.",
        "If an earlier reference was left out, record it. If not, record why the worker started without.",
    ),
    Example(
        worker(None),
        TWO,
        Verdict.CANNOT_TELL,
        "We cannot tell whether 2 references came before the start on 1 March 2025, because this is not on record: "
        "how many references were received.",
        "Look it up and record it on the placement.",
    ),
    Example(
        worker(2),
        TWO,
        Verdict.CANNOT_TELL,
        "We cannot tell whether 2 references came before the start on 1 March 2025, because this is not on record: "
        "the day on which the last reference came.",
        "Look it up and record it on the placement.",
    ),
    Example(
        worker(3, START),
        TWO,
        Verdict.CANNOT_TELL,
        "We cannot tell whether 2 references came before the start on 1 March 2025, because this is not on record: "
        "the days on which the earlier references came.",
        "Look it up and record it on the placement.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("references", example) == example.answer


@pytest.mark.parametrize("received", [None, 0, 1])
def test_too_few_are_due_to_the_day_before_the_start(received):
    outcome = references(worker(received, judged_on=DAY_BEFORE), TWO)

    assert outcome.verdict is Verdict.DUE
    assert outcome.numbers == {"due_on": DAY_BEFORE, **NUMBERS, "received": received or 0}


@pytest.mark.parametrize(
    ("received", "verdict"),
    [(None, Verdict.CANNOT_TELL), (0, Verdict.BREACH), (1, Verdict.BREACH)],
)
@pytest.mark.parametrize("days", [0, 1, 100])
def test_too_few_are_a_breach_from_the_first_day_on(received, verdict, days):
    outcome = references(worker(received, judged_on=START + timedelta(days=days)), TWO)

    assert outcome.verdict is verdict
    assert outcome.due_on is None


@pytest.mark.parametrize("received", [2, 3])
def test_enough_on_record_before_the_start_came_before_the_start(received):
    assert references(worker(received, judged_on=DAY_BEFORE), TWO).words == ("enough",)


@pytest.mark.parametrize(("last", "words"), [(DAY_BEFORE, "enough"), (START, "to_come")])
def test_one_that_is_to_come_on_the_first_day_is_too_late(last, words):
    assert references(worker(2, last, judged_on=DAY_BEFORE), TWO).words == (words,)


@pytest.mark.parametrize("received", [2, 3])
def test_the_last_of_them_on_the_day_before_the_start_is_in_time(received):
    outcome = references(worker(received, DAY_BEFORE), TWO)

    assert outcome.verdict is Verdict.MET
    assert outcome.numbers == {**NUMBERS, "received": received}


@pytest.mark.parametrize("last", [START, START + timedelta(days=30)])
def test_with_more_than_enough_the_earlier_ones_may_have_been_in_time(last):
    assert references(worker(2, last), TWO).numbers == {**NUMBERS, "received": 2, "last": last}
    assert references(worker(2, last), TWO).verdict is Verdict.BREACH
    assert references(worker(3, last), TWO).missing == "the days on which the earlier references came"


def test_too_few_in_time_are_too_few():
    assert references(worker(1, DAY_BEFORE), TWO).words == ("too_few",)
    assert references(worker(1, START), TWO).words == ("too_few",)


def test_what_is_missing_is_named():
    assert references(worker(None), TWO).missing == "how many references were received"
    assert references(worker(2), TWO).missing == "the day on which the last reference came"
    assert references(worker(None), TWO).numbers == {
        **NUMBERS, "received": None, "parts": "how many references were received",
    }  # fmt: skip


@pytest.mark.parametrize(("since", "verdict"), [(START, Verdict.BREACH), (START + timedelta(days=1), Verdict.MET)])
def test_the_number_of_the_start_day_holds(since, verdict):
    three = number("needed", "3", "references", since=since, clause="references")
    changing = parameters(CLAUSE, numbers=(number("needed", "2", "references", clause="references"), three))

    assert references(worker(2, DAY_BEFORE, judged_on=date(2026, 1, 1)), changing).verdict is verdict


def test_a_number_that_is_not_given_is_not_guessed():
    with pytest.raises(NotInForce, match="the number “needed” of the clause “references” on 1 March 2025"):
        references(worker(2), parameters(CLAUSE, numbers=()))

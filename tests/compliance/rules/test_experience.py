"""Experience before the start, a day on either side of three years."""

from datetime import date, timedelta

import pytest

from compliance.agreement import NotInForce
from compliance.rule import Verdict
from compliance.rules.experience import experience
from tests.compliance.cases import Example, answered, duty_clause, number, parameters, senior, spell

CLAUSE = duty_clause("experience")
THREE_YEARS = parameters(CLAUSE)
START = date(2025, 3, 1)
LAST = date(2025, 2, 28)
# To 1 March 2023 are 365 days, to 1 March 2024 with its 29 February 366, to 28 February 2025 364: 1,095 in all.
ENOUGH = date(2022, 3, 2)


def worker(*spells, months=None, **changes):
    return senior(**{"started_on": START, "spells": spells, "pqe_months": months, **changes})


EXAMPLES = (
    Example(
        worker(spell(ENOUGH)),
        THREE_YEARS,
        Verdict.MET,
        "The recorded spells come to 1,095 days of experience before the start (1,095 days). "
        "The rule asks for 1,095 days.",
    ),
    Example(
        worker(spell(date(2023, 1, 1), date(2023, 12, 31)), spell(date(2023, 12, 12), date(2024, 12, 31))),
        THREE_YEARS,
        Verdict.BREACH,
        "The recorded spells come to 731 days of experience before the start (365 + 386 days, less 20 that overlap). "
        "The rule asks for 1,095 days. That is 364 days too few.",
        "If spells are missing, ask the worker for their dates and record them.",
    ),
    Example(
        worker(spell(ENOUGH + timedelta(days=1))),
        THREE_YEARS,
        Verdict.BREACH,
        "The recorded spells come to 1,094 days of experience before the start (1,094 days). "
        "The rule asks for 1,095 days. That is 1 day too few.",
        "If spells are missing, ask the worker for their dates and record them.",
    ),
    Example(
        worker(spell(ENOUGH, setting="agency")),
        THREE_YEARS,
        Verdict.BREACH,
        "The recorded spells come to 0 days of experience before the start (no spell that counts). "
        "The rule asks for 1,095 days. That is 1,095 days too few.",
        "If spells are missing, ask the worker for their dates and record them.",
    ),
    Example(
        worker(spell(LAST, LAST)),
        THREE_YEARS,
        Verdict.BREACH,
        "The recorded spells come to 1 day of experience before the start (1 day). "
        "The rule asks for 1,095 days. That is 1,094 days too few.",
        "If spells are missing, ask the worker for their dates and record them.",
    ),
    Example(
        worker(spell(ENOUGH, date(2022, 3, 2)), spell(date(2022, 3, 3), registered=None)),
        THREE_YEARS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the worker has the 1,095 days of experience that the rule asks for. The recorded "
        "spells come to 1,095 days before the start (1 + 1,094 days). The worker is known to have been registered for "
        "1 day of them.",
        "Ask the worker when they were registered, and record it with each spell.",
    ),
    Example(
        worker(months=36),
        THREE_YEARS,
        Verdict.MET,
        "The worker has 36 months of experience, as stated by the agency. The rule asks for 36 months.",
    ),
    Example(
        worker(months=35),
        THREE_YEARS,
        Verdict.BREACH,
        "The worker has 35 months of experience, as stated by the agency. The rule asks for 36 months.",
        "If spells are missing, ask the worker for their dates and record them.",
    ),
    Example(
        worker(),
        THREE_YEARS,
        Verdict.CANNOT_TELL,
        "We cannot tell whether the worker has the 1,095 days of experience that the rule asks for. Where they worked "
        "is not on record.",
        "Ask the worker for the dates of their posts with local authorities and record them.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_says_exactly_this(example):
    assert answered("experience", example) == example.answer


def test_two_spells_of_one_day_are_two_days():
    outcome = experience(worker(spell(LAST, LAST), spell(date(2025, 2, 1), date(2025, 2, 1))), THREE_YEARS)

    assert outcome.numbers["spells"] == "1 + 1 days"


def test_the_numbers_of_each_answer():
    assert experience(worker(spell(ENOUGH)), THREE_YEARS).numbers == {
        "days": 1095, "spells": "1,095 days", "needed": 1095,
    }  # fmt: skip
    assert experience(worker(spell(LAST, LAST)), THREE_YEARS).numbers == {
        "days": 1, "spells": "1 day", "needed": 1095, "short": 1094,
    }  # fmt: skip
    assert experience(worker(months=40), THREE_YEARS).numbers == {"stated": 40, "needed": 36}
    assert experience(worker(), THREE_YEARS).numbers == {"needed": 1095}


def test_what_is_missing_is_named():
    assert experience(worker(), THREE_YEARS).missing == "where the worker has worked"
    unsure = worker(spell(ENOUGH, registered=None))
    assert experience(unsure, THREE_YEARS).missing == "when the worker was registered"


@pytest.mark.parametrize("registered", [None, False])
def test_a_spell_without_registration_is_never_needed_where_the_others_are_enough(registered):
    facts = worker(spell(ENOUGH), spell(date(2015, 1, 1), date(2016, 1, 1), registered=registered))

    assert experience(facts, THREE_YEARS).verdict is Verdict.MET


def test_a_spell_without_registration_does_not_count():
    assert experience(worker(spell(ENOUGH, registered=False)), THREE_YEARS).numbers["days"] == 0


def test_too_little_with_every_spell_is_too_little():
    facts = worker(spell(ENOUGH + timedelta(days=1), registered=None))

    assert experience(facts, THREE_YEARS).verdict is Verdict.BREACH


def test_stated_months_count_only_where_there_are_no_spells():
    assert experience(worker(spell(LAST), months=400), THREE_YEARS).words == ("too_little",)
    assert experience(worker(months=0), THREE_YEARS).words == ("stated_too_little",)


def test_the_clause_says_which_settings_count():
    other = parameters(duty_clause("experience", counts=("agency", "other")))

    assert experience(worker(spell(ENOUGH, setting="agency")), other).verdict is Verdict.MET
    assert experience(worker(spell(ENOUGH)), other).verdict is Verdict.BREACH


def with_numbers(*numbers):
    return parameters(CLAUSE, numbers=tuple(numbers))


@pytest.mark.parametrize(("since", "verdict"), [(START, Verdict.BREACH), (START + timedelta(days=1), Verdict.MET)])
def test_the_number_of_the_start_day_holds(since, verdict):
    days = [number("needed", "1095", "days", clause="experience"),
            number("needed", "1096", "days", since=since, clause="experience")]  # fmt: skip
    months = [number("needed_months", "36", clause="experience"),
              number("needed_months", "37", since=since, clause="experience")]  # fmt: skip
    later = date(2026, 1, 1)

    assert experience(worker(spell(ENOUGH), judged_on=later), with_numbers(*days)).verdict is verdict
    assert experience(worker(months=36, judged_on=later), with_numbers(*months)).verdict is verdict


def test_a_number_that_is_not_given_is_not_guessed():
    with pytest.raises(NotInForce, match="“needed months” of the clause “experience” on 1 March 2025"):
        experience(worker(months=36), with_numbers(number("needed", "1095", "days", clause="experience")))
    with pytest.raises(NotInForce, match="“needed” of the clause “experience” on 1 March 2025"):
        experience(worker(), with_numbers())

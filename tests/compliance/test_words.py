"""Every sentence that a user can meet: pinned, plain enough for a reader of 13, and saying what to do next.

The measure is the Flesch-Kincaid grade of a sentence with its remedy. It was made for school years: grade 8 is the year
of 13-year-olds. Beside it, no sentence is longer than the 25 words that GOV.UK asks for. The syllables are counted by
rule, without a dictionary, so that the answer is the same on every machine.
"""

import re
from importlib import import_module
from string import Formatter

import pytest
from readability import getmeasures

from compliance.rule import OF_ANY_RULE, Verdict, cannot_tell, met
from compliance.rules import RULES

GRADE = 8
WORDS_IN_A_SENTENCE = 25
# Names that a reader is given and may look up: the law's, the agreement's and the register's. Each counts as one word.
NAMES = (
    "apprenticeship levy",
    "chief executive",
    "Department for Education",
    "director of children’s services",
    "employer National Insurance",
    "holiday pay",
    "limited company",
    "National Insurance",
    "PAYE",
    "project team",
    "senior social worker",
    "standard reference and quality record",
    "team manager",
    "umbrella company",
)
A_DAY = re.compile(
    r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{example.judged_by(name).words[0]}")
    for name in RULES
    for example in import_module(f"tests.compliance.rules.test_{name}").EXAMPLES
]


def fields(templates):
    """The names of the numbers that a sentence has places for."""
    places = (field for template in templates for _, field, _, _ in Formatter().parse(template) if field)
    return {name for place in places for name in place.split("-")}


def grade_of(text):
    """The Flesch-Kincaid grade, and the number of words in the longest sentence."""
    plain = A_DAY.sub("today", text)
    for name in sorted(NAMES, key=len, reverse=True):
        plain = plain.replace(name, "name")
    # What stands after a colon is a list, which a reader takes in by itself.
    sentences = [re.findall(r"[\w’.,£-]*\w", each) for each in re.split(r"(?<=[.?!:]) ", plain)]
    measured = getmeasures([" ".join(words) for words in sentences], lang="en")
    return measured["readability grades"]["Kincaid"], max(map(len, sentences))


@pytest.mark.parametrize("name", RULES)
def test_every_word_of_a_rule_is_pinned_by_an_example(name):
    examples = import_module(f"tests.compliance.rules.test_{name}").EXAMPLES
    pinned = {words for example in examples for words in example.judged_by(name).words}

    assert set(RULES[name].words) - {words.key for words in OF_ANY_RULE} == pinned


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_it_is_plain_enough_for_a_reader_of_13(name, example):
    grade, longest = grade_of(f"{example.sentence} {example.remedy}".strip())

    assert grade <= GRADE
    assert longest <= WORDS_IN_A_SENTENCE


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_whatever_is_not_met_says_what_to_do_next(name, example):
    assert bool(example.remedy) is (example.verdict is not Verdict.MET)
    assert example.remedy == "" or re.fullmatch(r"[A-Z].*\.", example.remedy)
    assert re.fullmatch(r"[A-Z0-9].*\.", example.sentence)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_number_of_a_breach_stands_in_its_words(name, example):
    outcome = example.judged_by(name)
    said = fields([text for words in outcome.said for text in (words.sentence, words.remedy)])

    assert said <= set(outcome.numbers)
    assert outcome.verdict is not Verdict.BREACH or set(outcome.numbers) == said


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_what_is_missing_is_named_only_where_we_cannot_tell(name, example):
    outcome = example.judged_by(name)

    assert bool(outcome.missing) is (outcome.verdict is Verdict.CANNOT_TELL)
    assert outcome.sentence().startswith("We cannot tell") is (outcome.verdict is Verdict.CANNOT_TELL)


def test_what_any_rule_may_say_is_plain_too():
    not_in_force, illustrative = OF_ANY_RULE
    what = "a pay cap for a senior social worker paid through a limited company on 1 March 2015"
    absent = cannot_tell(not_in_force, missing=what)._replace(numbers={"missing": what})

    assert absent.sentence() == f"We cannot tell, because the agreement does not give {what}."
    assert absent.remedy() == "Ask the regional employers’ body to load the missing figure."
    assert met(illustrative).sentence() == (
        "A number of this clause is illustrative: the signed one has not been loaded."
    )
    for outcome in (absent, met(illustrative)):
        grade, longest = grade_of(f"{outcome.sentence()} {outcome.remedy()}".strip())
        assert (grade <= GRADE, longest <= WORDS_IN_A_SENTENCE) == (True, True)


def test_the_measure_tells_hard_from_plain():
    hard = (
        "Notwithstanding the aforementioned provisions, remuneration exceeding the regionally determined maximum "
        "necessitates prior authorisation by appropriately designated signatories of the contracting authority."
    )

    assert grade_of(hard)[0] > 2 * GRADE
    assert grade_of(" ".join(["word"] * 26) + ".")[1] == 26
    assert grade_of("Start on or after 1 August 2026, or ask the director of children’s services: now or soon.")[1] == 9

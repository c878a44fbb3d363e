"""The four answers, and the one way in which numbers become words."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.rule import (
    Verdict,
    Words,
    as_stored,
    breach,
    cannot_tell,
    due,
    in_words,
    met,
    rendered,
    rule,
    with_article,
)

WORDS = Words(
    "all",
    "{pay:money} {day:day} {count:count} {members:authorities} {members-not_sent:authorities} {not_sent:have} "
    "{months:months} {pay_type:pay_type} {pay_type:a_pay_type} {base:base} {role:role} {role:a_role} {months}",
    "From {day:day}.",
)
NUMBERS = st.fixed_dictionaries(
    {
        "pay": st.decimals(-9999, 9999, places=4),
        "day": st.dates(),
        "count": st.integers(0, 10**7),
        "members": st.integers(0, 152),
        "not_sent": st.integers(0, 152),
        "months": st.integers(1, 24),
        "pay_type": st.sampled_from(("paye", "umbrella", "limited_company")),
        "base": st.sampled_from(("pay", "pay_and_on_costs", "charge")),
        "role": st.text("aeiobIROSX ’é0"),
    }
)


@given(NUMBERS)
def test_a_stored_outcome_reads_as_the_fresh_one_did(numbers):
    fresh = breach(WORDS, **numbers)
    stored = json.loads(json.dumps(as_stored(fresh.numbers)))

    assert rendered((WORDS,), stored) == (fresh.sentence(), fresh.remedy())


@pytest.mark.parametrize(
    ("template", "number", "text"),
    [
        ("{it:money}", Decimal("1234.5"), "£1,234.50"),
        ("{it:day}", date(2015, 3, 1), "1 March 2015"),
        ("{it:count}", 12345, "12,345"),
        ("{it:authorities}", 1, "1 authority"),
        ("{it:authorities}", 0, "0 authorities"),
        ("{it:months}", 1, "1 month"),
        ("{it:months}", 12, "12 months"),
        ("{it:have}", 1, "has"),
        ("{it:have}", 2, "have"),
        ("{it:pay_type}", "paye", "PAYE"),
        ("{it:a_pay_type}", "umbrella", "an umbrella company"),
        ("{it:base}", "charge", "hourly charge"),
        ("{it:months}", 1200, "1,200 months"),
        ("{it:have}", 0, "have"),
        ("{it:weeks}", 1, "1 week"),
        ("{it:weeks}", 4, "4 weeks"),
        ("{it:references}", 1, "1 reference"),
        ("{it:references}", 2, "2 references"),
        ("{it:days}", 1, "1 day"),
        ("{it:days}", 1100, "1,100 days"),
        ("{it:days}", Decimal("2.50"), "2.5 days"),
        ("{it:days}", "1.0", "1 day"),
        ("{it:days}", "0.5", "0.5 days"),
        ("{it}", 12345, "12345"),
    ],
)
def test_each_kind_of_number_has_one_spelling(template, number, text):
    assert met(Words("one", template), it=number).sentence() == text


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Senior social worker", "a senior social worker"),
        ("advanced practitioner", "an advanced practitioner"),
        ("IRO or child protection chair", "an IRO or child protection chair"),
        ("CP chair", "a CP chair"),
        ("SEN officer", "an SEN officer"),
        ("UK lead", "a UK lead"),
        ("UN lead", "a UN lead"),
        ("IRO", "an IRO"),
        ("A team manager", "an a team manager"),
        ("Officer", "an officer"),
    ],
)
def test_a_role_takes_the_right_article(name, phrase):
    assert with_article(name) == phrase


def test_every_month_has_its_name():
    assert in_words("2026-12-31") == "31 December 2026"
    assert in_words(date(2024, 2, 29)) == "29 February 2024"


def test_a_note_adds_a_sentence_and_its_numbers():
    outcome = breach(Words("main", "One {a}.", "Do {a}."), a=1).noting(Words("note", "Two {b}."), b=2)

    assert outcome.sentence() == "One 1. Two 2."
    assert outcome.remedy() == "Do 1."
    assert outcome.words == ("main", "note")
    assert outcome.numbers == {"a": 1, "b": 2}


def test_an_outcome_knows_its_first_free_day():
    assert breach(Words("w", ""), free_on=date(2026, 8, 1)).free_on == date(2026, 8, 1)
    assert breach(Words("w", "")).free_on is None


def test_cannot_tell_names_the_missing_fact():
    outcome = cannot_tell(Words("w", "No."), missing="the hourly pay")

    assert (outcome.verdict, outcome.missing) == (Verdict.CANNOT_TELL, "the hourly pay")


def test_two_sentences_of_one_rule_cannot_share_a_key():
    with pytest.raises(ValueError, match="share a key"):
        rule(Words("same", "a"), Words("same", "b"))


def test_the_rulebook_needs_nothing_but_the_standard_library():
    code = (
        # What a machine's own Python loads at its start is not the rulebook's.
        "import sys; before = set(sys.modules);"
        "import compliance.answer, compliance.agreement_file;"
        "named = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(n for n in named - set(sys.stdlib_module_names) if not n.startswith('_')))"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert seen.strip() == "['compliance']"


def test_what_is_due_knows_its_last_day():
    outcome = due(Words("w", "By {due_on:day}.", "Do {it}."), due_on=date(2026, 8, 1), it="so")

    assert (outcome.verdict, outcome.due_on, outcome.free_on) == (Verdict.DUE, date(2026, 8, 1), None)
    assert outcome.numbers == {"due_on": date(2026, 8, 1), "it": "so"}
    assert (outcome.sentence(), outcome.remedy()) == ("By 1 August 2026.", "Do so.")
    assert met(Words("w", "")).due_on is None


def test_a_note_and_a_mark_keep_what_was_missing_and_marked():
    note = Words("note", "Two.")
    marked = cannot_tell(Words("w", "One."), missing="a fact").marked_illustrative(note)

    assert (marked.illustrative, marked.missing, marked.sentence()) == (True, "a fact", "One. Two.")
    assert marked.verdict is Verdict.CANNOT_TELL
    noted = marked.noting(note, b=2)
    assert (noted.illustrative, noted.missing, noted.numbers) == (True, "a fact", {"b": 2})
    assert not met(Words("w", "")).illustrative


def test_numbers_are_stored_as_json_keeps_them():
    numbers = {
        "pay": Decimal("1.50"),
        "day": date(2026, 8, 1),
        "many": (Decimal(1), date(2026, 8, 2)),
        "n": 3,
        "t": "x",
    }

    assert as_stored(numbers) == {"pay": "1.50", "day": "2026-08-01", "many": ["1", "2026-08-02"], "n": 3, "t": "x"}


def test_a_rule_says_its_words_what_it_needs_and_what_every_rule_may_say():
    words = Words("one", "One.")

    @rule(words, needs=("months",))
    def judged(facts, parameters):
        return met(words)

    assert judged(None, None).sentence() == "One."
    assert (set(judged.words), judged.needs) == ({"one", "not_in_force", "illustrative_number"}, ("months",))
    assert rule()(lambda facts, parameters: None).needs == ()

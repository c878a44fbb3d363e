"""The sentences that a reader may meet under a clause, with places for what the case itself says."""

from datetime import date

import pytest

from compliance.agreement import Band
from compliance.agreement_reads import READS
from compliance.rulebook_document.sayings import sayings
from compliance.rules import RULES
from tests.compliance.cases import SENIOR, cap, clause, number, version, waiting_clause


def said(the_clause, **more):
    agreed = version(the_clause, **more)
    return [each.sentence for each in sayings(the_clause, agreed, [agreed])]


def test_a_sentence_tells_the_clause_s_own_numbers_and_leaves_places_for_the_case():
    told = said(waiting_clause())

    assert told[1] == (
        "The 12-month rule stops this start. The worker is free from [free day], 12 months after leaving a permanent "
        "post in the region."
    )
    assert told[0].endswith("[number] of [number] authorities have sent their leavers for the whole period.")


@pytest.mark.parametrize(
    "numbers",
    [
        (number("months", "12"), number("months", "6", since=date(2020, 1, 1))),
        (number("months", "12")._replace(illustrative=True),),
        (number("months", None),),
    ],
    ids=["changed", "illustrative", "unknown"],
)
def test_a_number_that_was_another_or_is_invented_or_not_known_is_a_place(numbers):
    assert "The [number]-month" in said(waiting_clause(), numbers=numbers)[0]


def test_experience_in_days_and_in_months_are_two_numbers():
    numbers = (number("needed", "1095", "days"), number("needed_months", "36"))
    told = " ".join(said(clause(rule="experience"), numbers=numbers))

    assert "The rule asks for 1,095 days." in told
    assert "The rule asks for 36 months." in told


def test_halves_of_days_on_site_are_told():
    assert "2.5 days" in said(clause(rule="on_site"), numbers=(number("minimum", "2.5", "days a week"),))[0]


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_sentence_of_a_rule_may_be_met_under_some_clause(name):
    wide = clause(rule=name, base="charge", paye="statutory", project_teams="only")
    caps = [cap("24.00", band=band, illustrative=True) for band in ("", "newer")]
    numbers = tuple(number(each, "3", unit)._replace(illustrative=True) for each, unit in READS[name].numbers.items())
    agreed = version(wide, caps=caps, numbers=numbers, bands=(Band("newer", "newer", 0, 2),), roles=(SENIOR,))

    told = sayings(wide, agreed, [agreed])
    always = {"not_in_force", "illustrative_number"}

    assert len(told) >= len(set(RULES[name].words) - always)
    assert len({each.sentence + each.remedy for each in told}) == len(told)


def test_sentences_that_a_clause_gives_no_cause_for_are_left_out():
    plain = " ".join(said(clause(), caps=[cap("24.00")]))
    costs = " ".join(said(clause(base="charge", paye="statutory"), caps=[cap("24.00", illustrative=True)]))
    stated = " ".join(said(clause(base="charge"), caps=[cap("24.00")]))
    parts = "For PAYE", "statutory rates", "illustrative", "before on-costs"

    assert [part for part in (*parts, "band of experience", "project team") if part in plain] == []
    assert [part for part in parts[:3] if part in costs] == list(parts[:3])
    assert "statutory rates" not in stated
    assert "For PAYE" in stated
    assert "project team" in " ".join(said(clause(project_teams="excluded"), caps=[cap("24.00")]))
    assert "the agreement does not give" not in " ".join(said(clause(rule="reference_given")))


def test_a_clause_without_a_rule_says_nothing():
    assert said(clause(rule="")) == []


def test_an_illustrative_number_is_told_where_there_is_one():
    real = number("weeks", "4", "weeks")

    assert not any("illustrative" in each for each in said(clause(rule="notice"), numbers=(real,)))
    assert any(
        "illustrative" in each for each in said(clause(rule="notice"), numbers=(real._replace(illustrative=True),))
    )


def test_the_amounts_of_a_sentence_are_places_in_brackets():
    [within, *_] = said(clause(), caps=[cap("24.00")])

    assert within == "The hourly pay of [amount] is within the [cap] cap for a [role] from [day]."
